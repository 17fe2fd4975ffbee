import type { MathDocument } from '@mathjax/src/js/core/MathDocument.js';
import type { MmlNode } from '@mathjax/src/js/core/MmlTree/MmlNode.js';
import { texRefusal } from './tex-limits.ts';

/** The widest and highest a formula may be, in CSS pixels. */
const mostWidth = 1_600;
const mostHeight = 1_200;
const longestSvg = 1_000_000;
/** CSS pixels of an em of the formula. */
const em = 20;
/** MathJax works in ex; its own default ratio for fonts that cannot be measured. */
const ex = em / 2;

/** A formula as a drawing: one `<svg>` whose glyphs are paths, in CSS pixels. */
export interface MathDrawing {
  svg: string;
  width: number;
  height: number;
}

/** A formula that cannot be set; the message says what is wrong with it. */
export class BadMath extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadMath';
  }
}

interface Engine {
  document: MathDocument<unknown, unknown, unknown>;
  compiled: number;
  /** The `<svg>`s that a conversion gave. */
  drawings(container: unknown): string[];
}

let engine: Promise<Engine> | undefined;

/** Loading takes some 200 ms, so it is done at the first formula; all who ask meanwhile share it. */
async function load(): Promise<Engine> {
  const [
    { mathjax },
    { TeX },
    { SVG },
    { liteAdaptor },
    { RegisterHTMLHandler },
    { STATE },
    { MathJaxNewcmFont },
  ] = await Promise.all([
    import('@mathjax/src/js/mathjax.js'),
    import('@mathjax/src/js/input/tex.js'),
    import('@mathjax/src/js/output/svg.js'),
    import('@mathjax/src/js/adaptors/liteAdaptor.js'),
    import('@mathjax/src/js/handlers/html.js'),
    import('@mathjax/src/js/core/MathItem.js'),
    import('@mathjax/mathjax-newcm-font/js/svg.js'),
    // Glyphs outside the font's base come in files of their own, loaded by this.
    import('@mathjax/src/js/util/asyncLoad/esm.js'),
  ]);
  await Promise.all([
    import('@mathjax/src/js/input/tex/base/BaseConfiguration.js'),
    import('@mathjax/src/js/input/tex/ams/AmsConfiguration.js'),
    import('@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js'),
    import('@mathjax/src/js/input/tex/braket/BraketConfiguration.js'),
    import('@mathjax/src/js/input/tex/cancel/CancelConfiguration.js'),
    import('@mathjax/src/js/input/tex/configmacros/ConfigMacrosConfiguration.js'),
    import('@mathjax/src/js/input/tex/textmacros/TextMacrosConfiguration.js'),
  ]);
  const adaptor = liteAdaptor({ fontSize: em });
  RegisterHTMLHandler(adaptor);
  const input = new TeX({
    // Neither noundefined (an unknown macro is a mistake, not red text) nor newcommand, whose definitions would leak
    // from one formula into the next.
    packages: ['base', 'ams', 'boldsymbol', 'braket', 'cancel', 'configmacros', 'textmacros'],
    tags: 'none',
    macros: {
      argmax: '\\operatorname*{arg\\,max}',
      argmin: '\\operatorname*{arg\\,min}',
      coloneqq: '\\mathrel{:=}',
      mathbbm: ['\\mathbb{#1}', 1],
    },
    formatError: (_jax: unknown, error: Error) => {
      throw new BadMath(error.message);
    },
  });
  const output = new SVG({
    fontData: MathJaxNewcmFont,
    fontCache: 'none',
    linebreaks: { inline: false },
  });
  const document = mathjax.document('', {
    InputJax: input,
    OutputJax: output,
    compileError: rethrow,
    typesetError: rethrow,
  });
  return {
    document,
    compiled: STATE.COMPILED ?? 20,
    drawings: (container) =>
      adaptor
        .childNodes(container as Parameters<typeof adaptor.childNodes>[0])
        .filter((child) => adaptor.kind(child) === 'svg')
        .map((child) => adaptor.outerHTML(child as Parameters<typeof adaptor.outerHTML>[0])),
  };
}

function rethrow(_document: unknown, _math: unknown, error: Error): never {
  throw error;
}

function loaded(): Promise<Engine> {
  engine ??= load().catch((error: unknown) => {
    // A load that failed (a file was missing for a moment) is not kept for ever.
    engine = undefined;
    throw error;
  });
  return engine;
}

async function convert(tex: string, display: boolean, end: 'tree' | 'drawing'): Promise<unknown> {
  const refusal = texRefusal(tex);
  if (refusal !== undefined) throw new BadMath(refusal);
  const { document, compiled } = await loaded();
  const options = { em, ex, containerWidth: mostWidth, display };
  return document.convertPromise(tex, end === 'tree' ? { ...options, end: compiled } : options);
}

/** The formula's MathML tree. Rejects with `BadMath`. */
export async function mathTree(tex: string, display: boolean): Promise<MmlNode> {
  return (await convert(tex, display, 'tree')) as MmlNode;
}

/** The formula drawn. Rejects with `BadMath`. */
export async function drawMath(tex: string, display: boolean): Promise<MathDrawing> {
  const container = await convert(tex, display, 'drawing');
  const drawings = (await loaded()).drawings(container);
  const [svg] = drawings;
  // More than one: MathJax broke the formula into lines, and all but the first would be lost silently.
  if (svg === undefined || drawings.length > 1) throw new BadMath('it could not be drawn as one picture');
  const missing = /<text\b[^>]*>([^<]*)/.exec(svg)?.[1];
  if (missing !== undefined) throw new BadMath(`it has a character that the math font lacks: ${missing}`);
  const [, width, height] = /^<svg[^>]*\bviewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg) ?? [];
  const size = { width: pixels(width), height: pixels(height) };
  if (!(size.width > 0 && size.height > 0)) throw new BadMath('it draws nothing');
  if (size.width > mostWidth || size.height > mostHeight) {
    throw new BadMath(`it is larger than ${mostWidth}×${mostHeight} pixels`);
  }
  if (svg.length > longestSvg) throw new BadMath('it has too many parts');
  return { svg: svg.replaceAll(/ data-[a-z-]+="[^"]*"/g, ''), ...size };
}

/** The font's units, a thousand to the em, as CSS pixels. */
function pixels(units: string | undefined): number {
  return (Number(units) / 1_000) * em;
}
