/** One part of a formula as plain text. */
export interface Piece {
  text: string;
  /** What it is among its neighbours: decides the spaces around it. */
  kind:
    | 'ordinary'
    | 'number'
    | 'root'
    | 'fraction'
    /** A word of several letters: `log`, `ReLU`. */
    | 'name'
    /** Prose, with its own spaces. */
    | 'word'
    /** ∑, ∫, ∏ … */
    | 'big'
    | 'binary'
    /** A plus or minus that has nothing before it. */
    | 'sign'
    | 'relation'
    | 'open'
    | 'close'
    | 'punctuation'
    | 'space';
  /** How loosely it holds together: decides where parentheses are needed. */
  level: Level;
}

export type Level = 'atom' | 'power' | 'product' | 'quotient' | 'sum';

type Kind = Piece['kind'];
type Kinds = ReadonlySet<Kind>;
const operands: Kinds = new Set<Kind>(['ordinary', 'number', 'root', 'fraction', 'name']);
const ends: Kinds = new Set<Kind>([...operands, 'close', 'word']);
const beginnings: Kinds = new Set<Kind>([...operands, 'big']);
const signs: Kinds = new Set<Kind>(['binary', 'relation']);

export function parenthesised(text: string): string {
  return `(${text.trim()})`;
}

/** A word of several letters or digits that begins with a letter. */
export function isName(text: string): boolean {
  return /^\p{L}[\p{L}\p{N} -]+$/u.test(text);
}

/** Pieces side by side, as one. `tight`: inside an index or exponent, where signs stand without spaces. */
export function row(all: readonly Piece[], tight: boolean): Piece {
  const pieces = withSigns(withBars(all));
  const shown = pieces.filter((piece) => piece.kind !== 'space');
  const [first, second] = shown;
  if (first !== undefined && second === undefined) return first;
  return { text: joined(pieces, tight), kind: 'ordinary', level: levelOf(shown) };
}

/** Bars come in pairs where they are fences, `|x|`; a lone one is a sign, `p(x|y)`. */
function withBars(pieces: readonly Piece[]): Piece[] {
  const isBar = (piece: Piece) => piece.kind === 'ordinary' && /^[|‖]/u.test(piece.text);
  if (pieces.filter(isBar).length % 2 === 1) return [...pieces];
  let open = false;
  return pieces.map((piece) => {
    if (!isBar(piece)) return piece;
    open = !open;
    return { ...piece, kind: open ? 'open' : 'close' };
  });
}

function withSigns(pieces: readonly Piece[]): Piece[] {
  let before: Kind | undefined;
  return pieces.map((piece) => {
    const alone = piece.kind === 'binary' && (before === undefined || !ends.has(before));
    if (piece.kind !== 'space') before = piece.kind;
    return alone ? { ...piece, kind: 'sign' } : piece;
  });
}

/** How loosely a row holds together; what stands between fences does not count. */
function levelOf(pieces: readonly Piece[]): Level {
  let depth = 0;
  let groups = 0;
  const loose: Piece[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'open') {
      if (depth === 0) groups += 1;
      depth += 1;
    } else if (piece.kind === 'close' && depth > 0) depth -= 1;
    else if (depth === 0) loose.push(piece);
  }
  if (loose.some((piece) => piece.level === 'sum')) return 'sum';
  if (loose.some((piece) => piece.level === 'quotient' || piece.text === '/')) return 'quotient';
  return isApplication(pieces, groups, loose) || groups + loose.length === 1 ? 'atom' : 'product';
}

/** `log(x)`, and `P(A | B)`; but `a(b + c)` may be a product. */
function isApplication(pieces: readonly Piece[], groups: number, loose: readonly Piece[]): boolean {
  const first = pieces[0];
  if (groups !== 1 || loose.length !== 1 || first !== loose[0]) return false;
  if (first?.kind === 'name') return true;
  return first?.kind === 'ordinary' && pieces.every((piece) => piece.kind !== 'binary');
}

function joined(pieces: readonly Piece[], tight: boolean): string {
  let result = '';
  let before: Piece | undefined;
  let spaced = false;
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind === 'space') {
      spaced ||= piece.text !== '';
      continue;
    }
    const after = pieces.slice(index + 1).find((other) => other.kind !== 'space');
    const text = besideOthers(piece, before, after) ? parenthesised(piece.text) : piece.text;
    const gap = before !== undefined && (spaced || needsSpace(before, piece, after, tight));
    result += (gap && !result.endsWith(' ') ? ' ' : '') + text;
    before = piece;
    spaced = false;
  }
  return result;
}

/** A fraction that something stands beside without a sign: `(1/2)x`, which `1/2x` would not say. */
function besideOthers(piece: Piece, before: Piece | undefined, after: Piece | undefined): boolean {
  if (piece.kind !== 'fraction') return false;
  return (
    (before !== undefined && before.kind !== 'word' && ends.has(before.kind)) ||
    (after !== undefined && (beginnings.has(after.kind) || after.kind === 'open'))
  );
}

function needsSpace(before: Piece, piece: Piece, after: Piece | undefined, tight: boolean): boolean {
  if (!tight) {
    if (signs.has(before.kind) || signs.has(piece.kind)) return true;
    if (before.kind === 'punctuation') return !isThousands(before, piece, after);
  }
  if (before.kind === 'word' || piece.kind === 'word') return false;
  if (before.kind === 'big') return piece.kind !== 'big' && !tight;
  if (piece.kind === 'big') return ends.has(before.kind);
  // A name is set apart from letters beside it, not from its parenthesis.
  if (before.kind === 'name') return operands.has(piece.kind) && piece.kind !== 'fraction';
  if (piece.kind === 'name') return ends.has(before.kind);
  if (!operands.has(piece.kind)) return false;
  return before.kind === 'root' || /[_^]/u.test(before.text);
}

/** `1,000` is one number; MathJax gives it in three pieces. */
function isThousands(comma: Piece, piece: Piece, after: Piece | undefined): boolean {
  return comma.text === ',' && /^\d{3}$/.test(piece.text) && after?.kind !== 'punctuation';
}
