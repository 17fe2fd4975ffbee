import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** What a font file tells of its letters. */
export interface FontMetrics {
  /** How far a letter moves the pen, as a share of the text's size; undefined where the font lacks it. */
  advance(codePoint: number): number | undefined;
}

/** The names that WOFF2 gives a number, in its order. */
const knownTags =
  'cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX ' +
  'vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat ' +
  'fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill';

/** Reads a WOFF2 file's character map and widths; neither is ever packed in a way of its own. Rejects for anything else. */
export async function readFontMetrics(file: Buffer): Promise<FontMetrics> {
  const tables = await unpack(file);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (found === undefined) throw new Error(`The font has no ${tag} table that can be read`);
    return found;
  };
  const unitsPerEm = table('head').readUInt16BE(18);
  const widths = table('hmtx');
  const ownWidths = table('hhea').readUInt16BE(34);
  const glyphs = readCharacterMap(table('cmap'));
  return {
    advance(codePoint) {
      const glyph = glyphs.get(codePoint);
      if (glyph === undefined) return undefined;
      // Glyphs beyond the last own width share it.
      return widths.readUInt16BE(4 * Math.min(glyph, ownWidths - 1)) / unitsPerEm;
    },
  };
}

const brotli = promisify(brotliDecompress);

/** The tables by their tags, without those that WOFF2 packs anew. */
async function unpack(file: Buffer): Promise<Map<string, Buffer>> {
  if (file.toString('latin1', 0, 4) !== 'wOF2') throw new Error('This is no WOFF2 file');
  const tags = knownTags.match(/.{4} ?/g)?.map((tag) => tag.slice(0, 4)) ?? [];
  const directory: { tag: string; length: number; plain: boolean }[] = [];
  let at = 48;
  const variable = () => {
    let value = 0;
    for (;;) {
      const byte = file.readUInt8(at++);
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  };
  for (let left = file.readUInt16BE(12); left > 0; left -= 1) {
    const flags = file.readUInt8(at++);
    let tag = tags[flags & 0x3f];
    if (tag === undefined) {
      tag = file.toString('latin1', at, at + 4);
      at += 4;
    }
    const length = variable();
    // For the outlines "as they are" is the third way, for all others the first.
    const plain = flags >> 6 === (tag === 'glyf' || tag === 'loca' ? 3 : 0);
    directory.push({ tag, length: plain ? length : variable(), plain });
  }
  const content = await brotli(file.subarray(at, at + file.readUInt32BE(20)));
  const tables = new Map<string, Buffer>();
  let offset = 0;
  for (const { tag, length, plain } of directory) {
    if (plain) tables.set(tag, content.subarray(offset, offset + length));
    offset += length;
  }
  return tables;
}

/** Glyph numbers by code point, from the widest Unicode map that the font has. */
function readCharacterMap(cmap: Buffer): Map<number, number> {
  const maps = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => {
    const map = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    return { map, format: map.readUInt16BE(0) };
  });
  const wide = maps.find(({ format }) => format === 12);
  if (wide !== undefined) return readSegmentedCoverage(wide.map);
  const usual = maps.find(({ format }) => format === 4);
  if (usual !== undefined) return readSegments(usual.map);
  throw new Error('The font has no Unicode map that can be read');
}

/** Format 12: runs of code points that are runs of glyphs too. */
function readSegmentedCoverage(map: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  const groups = map.readUInt32BE(12);
  for (let group = 0; group < groups; group += 1) {
    const at = 16 + group * 12;
    const [first, last, glyph] = [map.readUInt32BE(at), map.readUInt32BE(at + 4), map.readUInt32BE(at + 8)];
    for (let code = first; code <= last; code += 1) glyphs.set(code, glyph + code - first);
  }
  return glyphs;
}

/** Format 4: runs of the first 65,536 code points, whose glyphs are a run or a list. */
function readSegments(map: Buffer): Map<number, number> {
  const glyphs = new Map<number, number>();
  const doubled = map.readUInt16BE(6);
  const [ends, starts] = [14, 16 + doubled];
  const [deltas, offsets] = [starts + doubled, starts + 2 * doubled];
  for (let segment = 0; segment < doubled; segment += 2) {
    const [first, last] = [map.readUInt16BE(starts + segment), map.readUInt16BE(ends + segment)];
    const delta = map.readUInt16BE(deltas + segment);
    const offset = map.readUInt16BE(offsets + segment);
    for (let code = first; code <= last && code < 0xff_ff; code += 1) {
      // A list is found by its distance from the offset's own place.
      const listed = offset === 0 ? code : map.readUInt16BE(offsets + segment + offset + 2 * (code - first));
      const glyph = offset !== 0 && listed === 0 ? 0 : (listed + delta) & 0xff_ff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
  return glyphs;
}
