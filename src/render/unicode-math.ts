import type { MmlNode } from '@mathjax/src/js/core/MmlTree/MmlNode.js';
import { isName, type Piece, parenthesised, row } from './unicode-row.ts';
import { combining, shifted, styled } from './unicode-tables.ts';

/** Thrown inside this file alone, where a part of a formula has no plain form. */
const noForm = Symbol('no plain form');

/**
 * A formula as plain text, `xᵢ² ∈ ℝ`, from MathJax's MathML tree; undefined where there is no plain form that reads
 * safely (matrices, braces above and below, things struck out). What Unicode cannot raise or lower is written `d_model`
 * and `e^(−x²)`, as people type it.
 */
export function unicodeMath(tree: MmlNode): string | undefined {
  try {
    const text = rowOf(tree, false).text.replaceAll(/ {2,}/g, ' ').trim().normalize('NFC');
    return text === '' ? undefined : text;
  } catch (error) {
    if (error === noForm) return undefined;
    throw error;
  }
}

function rowOf(node: MmlNode, tight: boolean): Piece {
  const children = node.childNodes.filter((child) => child !== null);
  return row(
    // An empty fence, as `\left.` makes it, still closes what it opened.
    children
      .map((child) => pieceOf(child, tight))
      .filter((piece) => piece.text !== '' || piece.kind === 'open' || piece.kind === 'close'),
    tight,
  );
}

function pieceOf(node: MmlNode, tight: boolean): Piece {
  switch (node.kind) {
    case 'mi':
    case 'mn':
    case 'mtext':
      return letters(node);
    case 'mo':
      return operator(node);
    case 'mspace':
      return space(node);
    case 'math':
    case 'mrow':
    case 'mstyle':
    case 'mpadded':
    case 'inferredMrow':
    case 'TeXAtom':
      return group(node, tight);
    case 'msup':
      return scripts(at(node, 0), undefined, at(node, 1), tight);
    case 'msub':
    case 'munder':
      return scripts(at(node, 0), at(node, 1), undefined, tight);
    case 'msubsup':
    case 'munderover':
      return scripts(at(node, 0), at(node, 1), at(node, 2), tight);
    case 'mover':
      return accent(node, tight);
    case 'mfrac':
      return fraction(node, tight);
    case 'msqrt':
      return root('√', rowOf(node, tight));
    case 'mroot':
      return root(radical(pieceOf(at(node, 1), true).text), pieceOf(at(node, 0), tight));
    default:
      throw noForm;
  }
}

function at(node: MmlNode, index: number): MmlNode {
  const child = node.childNodes[index];
  if (child === undefined || child === null) throw noForm;
  return child;
}

function textOf(node: MmlNode): string {
  // Every `mi`, `mn`, `mo` and `mtext` is one of MathJax's token nodes.
  return (node as MmlNode & { getText(): string }).getText().replaceAll('\u00a0', ' ');
}

function letters(node: MmlNode): Piece {
  const text = styled(textOf(node), String(node.attributes.get('mathvariant')));
  if (node.kind === 'mn') return { text, kind: 'number', level: 'atom' };
  const level = text.includes(' ') ? 'product' : 'atom';
  if (node.kind === 'mtext') return { text, kind: 'word', level };
  return { text, kind: isName(text) ? 'name' : 'ordinary', level };
}

const invisible = /[\u2061-\u2064]/g;
const plainOperators: Readonly<Record<string, string>> = { '∣': '|', '∥': '‖', '∗': '*', '⋅': '·', '―': '‾' };
/** MathJax's classes of what stands in a row, as TeX has them. */
const kinds: Readonly<Record<number, Piece['kind']>> = {
  1: 'big',
  2: 'binary',
  3: 'relation',
  4: 'open',
  5: 'close',
  6: 'punctuation',
};

function operator(node: MmlNode): Piece {
  const text = textOf(node).replaceAll(invisible, '');
  if (text.length > 1 && isName(text)) {
    return text === 'mod' ? { text, kind: 'relation', level: 'sum' } : { text, kind: 'name', level: 'atom' };
  }
  const kind = kinds[node.texClass ?? 0] ?? 'ordinary';
  const level = kind === 'binary' || kind === 'relation' || kind === 'punctuation' ? 'sum' : 'atom';
  return { text: plainOperators[text] ?? text, kind, level };
}

function space(node: MmlNode): Piece {
  const width = Number.parseFloat(String(node.attributes.get('width')));
  return { text: width > 0.1 ? ' ' : '', kind: 'space', level: 'atom' };
}

function group(node: MmlNode, tight: boolean): Piece {
  const piece = rowOf(node, tight);
  const kind = kinds[node.texClass ?? 0];
  if (piece.kind !== 'ordinary' || kind === undefined) return piece;
  // `\operatorname*{arg\,max}` is a name, `\mathrel{…}` a relation, whatever they are made of.
  return { ...piece, kind: kind === 'big' && isName(piece.text) ? 'name' : kind };
}

function scripts(
  base: MmlNode,
  below: MmlNode | undefined,
  above: MmlNode | undefined,
  tight: boolean,
): Piece {
  const piece = pieceOf(base, tight);
  if (below !== undefined && isStacked(below, base)) throw noForm;
  // `(x_θ)²`: an exponent after a written-out index would be the index's.
  const openEnded = above !== undefined && /[_^][^()\s]+$/u.test(piece.text);
  const whole = !openEnded && (piece.level === 'atom' || piece.kind === 'name');
  const text = whole ? piece.text : parenthesised(piece.text);
  const sub = below === undefined ? '' : script(below, 'sub');
  const sup = above === undefined ? '' : script(above, 'super');
  // A written-out index last, so that `x²_θ` cannot be read as a square of the index.
  const suffix = sub.startsWith('_') && !sup.startsWith('^') ? sup + sub : sub + sup;
  const kind =
    piece.kind === 'number' || piece.kind === 'fraction' || piece.kind === 'word' ? 'ordinary' : piece.kind;
  return { text: text + suffix, kind, level: above === undefined ? 'atom' : 'power' };
}

/** A brace or a line below, as `\underbrace` makes it. */
function isStacked(below: MmlNode, base: MmlNode): boolean {
  const inner = innermost(base).kind;
  return (below.kind === 'mo' && /[⏟⎵_―¯‾→←]/u.test(textOf(below))) || inner === 'munder';
}

/** What a node is when the groups around it are taken off. */
function innermost(node: MmlNode): MmlNode {
  const [only, ...others] = node.childNodes;
  const isGroup = node.kind === 'TeXAtom' || node.kind === 'inferredMrow' || node.kind === 'mrow';
  return isGroup && only && others.length === 0 ? innermost(only) : node;
}

const primes = /^[′″‴⁗]+$/u;
/** Raised signs that stand high on the line by themselves. */
const highSigns: Readonly<Record<string, string>> = { '*': '*', '∘': '°', '†': '†' };

function script(node: MmlNode, where: 'super' | 'sub'): string {
  const piece = pieceOf(node, true);
  const text = piece.text.trim();
  if (text === '') return '';
  if (where === 'super') {
    if (primes.test(text)) return text;
    const high = highSigns[text];
    if (high !== undefined) return high;
    const [, first, rest] = /^([′″‴⁗]+)(.+)$/u.exec(text) ?? [];
    if (first !== undefined && rest !== undefined) return first + (shifted(rest, 'super') ?? noScript());
  }
  const form = shifted(text.replaceAll(' ', ''), where);
  if (form !== undefined) return form;
  const sign = where === 'super' ? '^' : '_';
  const word = /^[A-Za-z0-9]+$/.test(text) && (where === 'sub' || piece.level === 'atom');
  const whole = word || /^\([^()]*\)$/u.test(text) || /^.\p{M}*$/u.test(text);
  return sign + (whole ? text : parenthesised(text));
}

function noScript(): never {
  throw noForm;
}

function accent(node: MmlNode, tight: boolean): Piece {
  const base = pieceOf(at(node, 0), tight);
  const above = at(node, 1);
  // `\sum^n` with its limit above is a script like any other.
  if (base.kind === 'big' || base.kind === 'name') return scripts(at(node, 0), undefined, above, tight);
  const mark = above.kind === 'mo' ? combining[textOf(above)] : undefined;
  if (mark === undefined || [...base.text.normalize('NFC')].length !== 1) throw noForm;
  return { ...base, text: base.text + mark };
}

function fraction(node: MmlNode, tight: boolean): Piece {
  // Binomials and stacked lines are fractions without a bar.
  if (Number.parseFloat(String(node.attributes.get('linethickness') ?? '1')) === 0) throw noForm;
  const over = pieceOf(at(node, 0), tight);
  const under = pieceOf(at(node, 1), tight);
  const top =
    over.level === 'sum' || over.level === 'quotient' || over.kind === 'big'
      ? parenthesised(over.text)
      : over.text;
  const derivative =
    under.level === 'product' && /^[d∂]\S{0,3}$/u.test(under.text) && /^[d∂]/u.test(over.text);
  const bottom =
    under.level === 'atom' || under.level === 'power' || derivative ? under.text : parenthesised(under.text);
  return { text: `${top}/${bottom}`, kind: 'fraction', level: 'quotient' };
}

const radicals: Readonly<Record<string, string>> = { '2': '√', '3': '∛', '4': '∜' };

function radical(degree: string): string {
  const sign = radicals[degree];
  if (sign !== undefined) return sign;
  return `${shifted(degree, 'super') ?? noScript()}√`;
}

function root(sign: string, inside: Piece): Piece {
  return {
    text: sign + (inside.level === 'atom' ? inside.text : parenthesised(inside.text)),
    kind: 'root',
    level: 'atom',
  };
}
