import { describe, expect, test } from 'vitest';
import {
  type Action,
  decodeAction,
  encodeAction,
  formNames,
  maxActionLength,
  roundOfAction,
} from '../../src/core/action.ts';
import { catalogue } from '../../src/core/catalogue.ts';
import { commandFromAction, commandFromForm, commandFromReply } from '../../src/core/command.ts';
import { commandFromText } from '../../src/core/command-text.ts';
import { wordsSought } from '../../src/core/folded.ts';
import { formFor } from '../../src/core/form.ts';

describe('a command as text', () => {
  test.each<[text: string, command: object]>([
    ['show DL0003', { name: 'show', question: 'DL0003' }],
    ['SHOW residual connection', { name: 'show', question: 'residual connection' }],
    ['show question="1×1 convolution"', { name: 'show', question: '1×1 convolution' }],
    ['ask', { name: 'ask' }],
    ['ask dl hard', { name: 'ask', topic: 'DL', difficulty: 'hard' }],
    ['ask hard topic:ML', { name: 'ask', topic: 'ML', difficulty: 'hard' }],
    ['search residual  connection', { name: 'search', words: 'residual connection' }],
    ['search words="1×1"', { name: 'search', words: '1×1' }],
    ['search y=F(x)+x why easy', { name: 'search', words: 'y=F(x)+x why easy' }],
    ['browse', { name: 'browse' }],
    ['browse cv hard 3', { name: 'browse', topic: 'CV', difficulty: 'hard', page: 3 }],
    ['browse page=2', { name: 'browse', page: 2 }],
    ['browse deep learning easy', { name: 'browse', topic: 'DL', difficulty: 'easy' }],
    ['browse language models and nlp 2', { name: 'browse', topic: 'NL', page: 2 }],
    ['browse vision', { name: 'browse', topic: 'CV' }],
    ['ask topic="machine learning"', { name: 'ask', topic: 'ML' }],
    ['answer', { name: 'answer' }],
    ['answer DL0001', { name: 'answer', question: 'DL0001' }],
    ['streak why', { name: 'streak', why: true }],
    ['streak why=no', { name: 'streak', why: false }],
    ['me zone=Europe/Berlin', { name: 'me', zone: 'Europe/Berlin' }],
    ['me away=2026-12-24..2027-01-02', { name: 'me', away: '2026-12-24..2027-01-02' }],
    ['', { name: 'help' }],
    ['  help ', { name: 'help' }],
  ])('/viva %s', (text, command) => {
    expect(commandFromText('viva', text)).toEqual(command);
  });

  test.each<[text: string, command: object]>([
    [
      'schedule add time=09:00 days=mon,wed zone=Europe/Berlin difficulty=easy reveal=at-close close=8h',
      {
        name: 'schedule add',
        time: '09:00',
        days: 'mon,wed',
        zone: 'Europe/Berlin',
        difficulty: 'easy',
        reveal: 'at-close',
        close: '8h',
      },
    ],
    ['schedule add cron="*/1 * * * *" zone=UTC', { name: 'schedule add', cron: '*/1 * * * *', zone: 'UTC' }],
    ['schedule add cron=“0 9 * * 1-5”', { name: 'schedule add', cron: '0 9 * * 1-5' }],
    ['schedule list', { name: 'schedule list' }],
    ['schedule next DL0002', { name: 'schedule next', question: 'DL0002' }],
    ['schedule void 3', { name: 'schedule void', round: 3 }],
    ['schedule pause feed=abcd1234', { name: 'schedule pause', feed: 'abcd1234' }],
    ['settings member-access=role:1', { name: 'settings', 'member-access': 'role:1' }],
    ['settings clear=managers', { name: 'settings', clear: 'managers' }],
  ])('/viva-admin %s', (text, command) => {
    expect(commandFromText('viva-admin', text)).toEqual(command);
  });

  test.each<[root: string, text: string, kind: string]>([
    ['viva', 'dance', 'unknown-command'],
    ['viva', 'schedule add', 'unknown-command'],
    ['viva-admin', '', 'unknown-command'],
    ['viva-admin', 'schedule', 'unknown-command'],
    ['viva', 'show', 'missing-option'],
    ['viva', 'search', 'missing-option'],
    ['viva', 'browse learning', 'bad-option'],
    ['viva', 'browse page=0', 'bad-option'],
    ['viva', 'browse colour=red', 'unknown-option'],
    ['viva', 'ask topic=cooking', 'bad-option'],
    ['viva', 'ask cooking', 'unknown-option'],
    ['viva', 'show colour=red DL0001', 'unknown-option'],
    ['viva-admin', 'schedule void 0', 'bad-option'],
    ['viva-admin', 'schedule void three', 'bad-option'],
  ])('/%s %s is refused as %s', (root, text, kind) => {
    expect(commandFromText(root, text)).toMatchObject({ name: 'misunderstood', problem: { kind } });
  });
});

describe('reply words', () => {
  test.each([
    ['answer', 'answer'],
    ['Reveal', 'answer'],
    ['  !ANSWER ', 'answer'],
    ['/hint', 'hint'],
    ['hint', 'hint'],
    ['Help', 'help'],
    ['help me', undefined],
    ['the answer is B', undefined],
    ['answer?', undefined],
    ['answers: none', undefined],
    ['my answer: none', undefined],
    ['', undefined],
  ])('%j means %s', (text, name) => {
    expect(commandFromReply(text)?.name).toBe(name);
  });
});

describe('an answer as a reply', () => {
  test.each([
    ['answer: my own words', ' my own words'],
    [' !Answer : two\nlines: both ', ' two\nlines: both '],
    ['/ANSWER：全', '全'],
    ['answer:', ''],
    ['answer: answer: x', ' answer: x'],
  ])('%j', (text, words) => {
    expect(commandFromReply(text)).toEqual({ name: 'write', text: words });
  });
});

describe('actions', () => {
  const actions: Action[] = [
    { name: 'choose', round: 'abcd1234-t1x2y3', position: 3 },
    { name: 'round-hint', round: 'abcd1234-t1x2y3' },
    { name: 'round-reveal', round: 'abcd1234-xq1w2e3' },
    { name: 'my-answer', round: 'abcd1234-xq1w2e3' },
    { name: 'tick', round: 'abcd1234-xq1w2e3', point: 4, to: 'off' },
    { name: 'try', question: 'DL0001', seed: 'abc123', position: 0 },
    { name: 'question-hint', question: 'DL0001' },
    { name: 'question-reveal', question: 'DL0001' },
    { name: 'open', question: 'DL0001' },
    { name: 'search', page: 12, words: 'naive bayes 1x1' },
    { name: 'search', page: 99_999, words: wordsSought('héllo wörld '.repeat(30)).words },
    { name: 'browse', topic: 'any', difficulty: 'any', page: 1 },
    { name: 'browse', topic: 'NL', difficulty: 'medium', page: 99_999 },
    { name: 'flags', question: 'all', page: 2 },
    { name: 'flags', question: 'DL0001', page: 1 },
    { name: 'difficulty', topic: 'any', page: 1 },
    { name: 'difficulty', topic: 'NL', page: 99_999 },
    { name: 'ask' },
    { name: 'open-form', form: 'me' },
    { name: 'submit-form', form: 'me' },
    { name: 'open-form', form: 'write', about: 'abcd1234-t1x2y3' },
    { name: 'submit-form', form: 'write', about: 'abcd1234-t1x2y3' },
    { name: 'open-form', form: 'flag', about: 'DL0001' },
    { name: 'submit-form', form: 'resolve', about: 'DL0001-mibzk1a0' },
  ];
  test.each(actions)('$name comes back as it went, within Discord’s length', (action) => {
    const id = encodeAction(action);
    expect(id.length).toBeLessThanOrEqual(maxActionLength);
    expect(decodeAction(id)).toEqual(action);
  });

  test.each([
    '',
    'viva1',
    'viva0/round-reveal/a-b',
    'viva1/choose/abcd-1/4',
    'viva1/choose/abcd-1/-1',
    'viva1/choose/ABCD-1/1',
    'viva1/choose/abcd-1/1/extra',
    'viva1/round-reveal/../../x',
    'viva1/question-reveal/DL1',
    'viva1/try/DL0001/UPPER/1',
    'viva1/open-form/other',
    'viva1/open-form/me/abcd-1',
    'viva1/open-form/write',
    'viva1/submit-form/write/../x',
    'viva1/open-form/flag',
    'viva1/submit-form/flag/dl0001',
    'viva1/submit-form/resolve/DL0001',
    'viva1/submit-form/resolve/DL0001-',
    'viva1/submit-form/resolve/DL0001-00',
    'viva1/submit-form/resolve/DL0001-1.5',
    'viva1/submit-form/resolve/DL0001-zzzzzzzzzz',
    'viva1/flags/any/1',
    'viva1/flags/DL0001/0',
    'viva1/difficulty/XX/1',
    'viva1/difficulty/any/',
    'viva1/tick/abcd-1/1/true',
    'viva1/tick/abcd-1/10/on',
    'viva1/tick/abcd-1//on',
    'viva1/my-answer/abcd',
    'viva1/ask/DL',
    'viva1/open/dl0001',
    'viva1/search/0/a',
    'viva1/search/1/',
    'viva1/search/1/a  b',
    'viva1/search/1/<@1>',
    'viva1/search/1e3/a',
    'viva1/browse/DL/any/0',
    'viva1/browse/XX/any/1',
    'viva1/browse//any/1',
    'viva1/constructor/x',
  ])('%j is not one of ours', (id) => {
    expect(decodeAction(id)).toBeUndefined();
    expect(commandFromAction(decodeAction(id))).toMatchObject({ problem: { kind: 'stale-button' } });
  });

  test('a round is found by its buttons', () => {
    expect(roundOfAction('viva1/round-hint/abcd-12')).toBe('abcd-12');
    expect(roundOfAction('viva1/question-hint/DL0001')).toBeUndefined();
    // They stand under answers to people, which are no posts.
    expect(roundOfAction('viva1/my-answer/abcd-12')).toBeUndefined();
    expect(roundOfAction('viva1/tick/abcd-12/1/on')).toBeUndefined();
  });
});

describe('forms', () => {
  test('a form sent in is the command of its name; empty fields were not given', () => {
    const action = decodeAction(formFor('me').id);
    expect(commandFromForm(action, { zone: 'UTC', away: ' ' })).toEqual({ name: 'me', zone: 'UTC' });
  });

  test('an answer’s form says which round it is for, and nothing of it is left out', () => {
    const action = decodeAction(formFor('write', 'abcd-12').id);
    expect(commandFromForm(action, { text: ' two\nlines ' })).toEqual({
      name: 'write',
      round: 'abcd-12',
      text: ' two\nlines ',
    });
    expect(commandFromForm(action, {})).toEqual({ name: 'write', round: 'abcd-12', text: '' });
  });

  test('a flag’s form says which question it is about, and that which resolves flags how many were seen', () => {
    const flag = decodeAction(formFor('flag', 'DL0001').id);
    expect(commandFromForm(flag, { reason: 'fact', text: ' x ' })).toEqual({
      name: 'flag',
      question: 'DL0001',
      reason: 'fact',
      text: ' x ',
    });
    expect(commandFromForm(flag, {})).toMatchObject({ reason: '', text: '' });
    const seen = Date.UTC(2026, 10, 23);
    const resolve = decodeAction(formFor('resolve', `DL0001-${seen.toString(36)}`).id);
    expect(commandFromForm(resolve, {})).toEqual({ name: 'resolve', question: 'DL0001', seen, note: '' });
  });

  test('forms keep the platforms’ limits', () => {
    const abouts = {
      me: undefined,
      write: 'abcd-12',
      flag: 'DL0001',
      resolve: 'DL0001-1',
      forget: undefined,
    };
    for (const name of formNames) {
      const form = formFor(name, abouts[name]);
      expect(decodeAction(form.id)).toBeDefined();
      expect(form.title.length).toBeLessThanOrEqual(24);
      for (const field of form.fields) {
        const { label, hint } = field;
        if ('choices' in field) {
          expect(field.choices.length).toBeLessThanOrEqual(25);
          for (const one of field.choices) {
            expect(one.label.length).toBeLessThanOrEqual(75);
            expect(one.value.length).toBeLessThanOrEqual(100);
          }
        }
        expect(label.length).toBeLessThanOrEqual(45);
        expect(hint?.length ?? 0).toBeLessThanOrEqual(100);
      }
    }
  });

  test('its fields are options of that command', () => {
    const spec = catalogue.find((one) => one.root === 'viva' && one.name === 'me');
    const names = formFor('me').fields.map((field) => field.name);
    expect(names).toEqual(spec?.options.map((option) => option.name));
  });
});
