/** What a terminal shows at the least. */
export const columns = 80;

/** Text with no line longer than a terminal is wide; what is set in by four spaces (code, formulas) stays as it is. */
export function wrapped(text: string): string {
  return text.split('\n').flatMap(wrappedLine).join('\n');
}

function wrappedLine(line: string): string[] {
  if (line.length <= columns || line.startsWith('    ')) return [line];
  // Under "1. ", "A. ", "- " and "> " the text goes on where it began.
  const [, lead = '', mark = ''] = /^( *)((?:\d+\. |[A-Z]\. |- |> )?)/.exec(line) ?? [];
  const further = lead + (mark === '> ' ? mark : ' '.repeat(mark.length));
  const lines: string[] = [];
  let current = lead + mark;
  for (const word of line.slice(current.length).split(' ')) {
    const empty = current === lead + mark || current === further;
    if (!empty && current.length + 1 + word.length > columns) {
      lines.push(current);
      current = further + word;
    } else current += empty ? word : ` ${word}`;
  }
  return [...lines, current];
}
