/** What questions are sorted by. Apart from their schema, whose library the local page must not load. */

export const difficulties = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof difficulties)[number];

/** Topic codes as they begin an id, with the topic's name and its folder under `questions/`. */
export const topics = {
  DL: { name: 'Deep learning', folder: 'deep-learning' },
  ML: { name: 'Classical machine learning', folder: 'machine-learning' },
  NL: { name: 'Language models and NLP', folder: 'language' },
  CV: { name: 'Computer vision', folder: 'vision' },
  RL: { name: 'Reinforcement learning', folder: 'reinforcement-learning' },
  GM: { name: 'Generative models', folder: 'generative-models' },
  ST: { name: 'Probability and statistics', folder: 'statistics' },
  OP: { name: 'Optimisation', folder: 'optimisation' },
  SY: { name: 'Systems', folder: 'systems' },
  EV: { name: 'Evaluation and data', folder: 'evaluation' },
} as const;
export type TopicCode = keyof typeof topics;
export const topicCodes = Object.keys(topics) as [TopicCode, ...TopicCode[]];
