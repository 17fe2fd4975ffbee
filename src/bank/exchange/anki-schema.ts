/** Anki's collection, schema 11: the form of `.apkg` files that every version of Anki still reads. */
export const tables = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL,
  ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL,
  models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL,
  usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL,
  flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL,
  ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL,
  left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL,
  ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL,
  type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);
`;

/** Of the note type; the first is what Anki sorts and finds twins by. */
export const fieldNames = [
  'Id',
  'Title',
  'Prompt',
  'Choices',
  'Hint',
  'Right',
  'Key points',
  'Answer',
  'More',
  'References',
] as const;

const front = `<div class="title">{{Id}} · {{Title}}</div>
{{Prompt}}
{{Choices}}
{{#Hint}}<div class="hint">{{hint:Hint}}</div>{{/Hint}}`;

const back = `{{FrontSide}}
<hr id="answer">
{{Right}}
{{Key points}}
{{Answer}}
{{#More}}<details><summary>More</summary>{{More}}</details>{{/More}}
{{#References}}<div class="references">{{References}}</div>{{/References}}`;

const css = `.card { font-family: sans-serif; font-size: 18px; line-height: 1.45; max-width: 42em; margin: 0 auto; text-align: left; }
.title { font-weight: 600; margin-bottom: 1em; }
.hint, .references, small { opacity: 0.75; font-size: 85%; }
img { max-width: 100%; border-radius: 10px; }
table { border-collapse: collapse; } th, td { padding: 0.2em 0.6em; border-bottom: 1px solid #8884; }
pre { overflow-x: auto; }`;

/** The note type. `mod` is in seconds. */
export function noteType(id: number, mod: number): object {
  return {
    id,
    name: 'Viva question',
    type: 0,
    mod,
    usn: -1,
    sortf: 0,
    did: 1,
    tags: [],
    vers: [],
    css,
    latexPre: '',
    latexPost: '',
    flds: fieldNames.map((name, ord) => ({
      name,
      ord,
      sticky: false,
      rtl: false,
      font: 'Arial',
      size: 20,
      media: [],
    })),
    tmpls: [{ name: 'Card 1', ord: 0, qfmt: front, afmt: back, did: null, bqfmt: '', bafmt: '' }],
    req: [[0, 'any', [0, 1, 2, 3]]],
  };
}

export function deck(id: number, name: string, mod: number): object {
  const none = [0, 0];
  return {
    id,
    name,
    mod,
    usn: -1,
    desc: '',
    dyn: 0,
    conf: 1,
    collapsed: false,
    browserCollapsed: false,
    extendNew: 0,
    extendRev: 0,
    newToday: none,
    revToday: none,
    lrnToday: none,
    timeToday: none,
  };
}

/** How the decks are learnt: Anki's own defaults; whoever imports them keeps their own. */
export const deckOptions = {
  1: {
    id: 1,
    name: 'Default',
    mod: 0,
    usn: 0,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    dyn: false,
    new: { bury: false, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 0], order: 1, perDay: 20 },
    rev: { bury: false, ease4: 1.3, ivlFct: 1, maxIvl: 36500, perDay: 200, hardFactor: 1.2 },
    lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
  },
};
