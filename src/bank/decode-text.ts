import type { Complain } from './problem.ts';

/**
 * A file's text: UTF-8 without a byte order mark, lines ended as on Unix, whatever ended them. Undefined where the file
 * is no text at all: nothing else is worth saying of it then.
 */
export function decodeText(bytes: Buffer, complain: Complain): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    complain(1, 'The file is UTF-16: save it as UTF-8, such as by `iconv -f UTF-16 -t UTF-8`');
    return undefined;
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    complain(
      lineAt(bytes, zero),
      'The file is no text, since it has a zero byte here: save it as UTF-8 text',
    );
    return undefined;
  }
  const text = utf8(bytes, complain).replace(/\r\n?/g, '\n');
  for (const { index, 0: sign } of text.matchAll(unwanted)) {
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    complain(
      text.slice(0, index).split('\n').length,
      `There is a character here that nobody sees and that could change how the text is shown, U+${code}: remove it`,
    );
  }
  return isReadable(text, complain) ? text : undefined;
}

const deepest = 20;
const mostMarks = 2_000;

/** What Markdown's parser takes minutes for: quotes within quotes without end, and marks that may open and never close. */
function isReadable(text: string, complain: Complain): boolean {
  const lines = text.split('\n');
  const deep = lines.findIndex((line) => nesting.test(line));
  if (deep >= 0) {
    complain(
      deep + 1,
      `Quotes and lists nest deeper than ${deepest} levels here: one is enough, as \`> so it is\``,
    );
  }
  const marks = text.match(/[*_[]+/g)?.length ?? 0;
  if (marks > mostMarks) {
    complain(
      1,
      `The file has ${marks} signs of Markdown, and at most ${mostMarks} are read: use **bold** as \`**so**\`, rarely`,
    );
  }
  return deep < 0 && marks <= mostMarks;
}

const nesting = new RegExp(`^(?:[ \\t]*(?:>|(?:[*+-]|\\d{1,9}[.)])[ \\t])){${deepest}}`);

/** Control characters but tab and line end, and those that turn the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
const unwanted = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function utf8(bytes: Buffer, complain: Complain): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const text = new TextDecoder().decode(bytes);
    const line = text.slice(0, text.indexOf('\ufffd')).split(/\r\n?|\n/).length;
    complain(line, 'The file is not UTF-8: save it in that encoding, such as by `iconv -f LATIN1 -t UTF-8`');
    return text;
  }
}

function lineAt(bytes: Buffer, offset: number): number {
  return bytes.subarray(0, offset).toString('latin1').split('\n').length;
}
