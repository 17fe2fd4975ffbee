const newline = 10;

export interface Line {
  bytes: Buffer;
  /** False for what stands behind the last newline. */
  ended: boolean;
}

/** Lines by `\n` alone: JSON text may hold the other characters that Node's own reader takes for the end of a line. */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let begun: Buffer[] = [];
  for await (const part of chunks) {
    const chunk = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      const rest = chunk.subarray(from, end);
      yield { bytes: begun.length === 0 ? rest : Buffer.concat([...begun, rest]), ended: true };
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield { bytes: Buffer.concat(begun), ended: false };
}
