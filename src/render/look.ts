/** How pictures look. They are light, and carry their background: they read on a dark and on a light page. */
export const look = {
  /** Raise it with a change of the drawing that shows (a font, the scale): pictures made before are made anew. */
  version: 1,
  background: '#fafaf8',
  ink: '#1d2330',
  quietInk: '#525a6b',
  line: '#dfe1e6',
  card: { padding: 16, border: 1, radius: 10, leastWidth: 64 },
} as const;
