import type { Drawing } from './drawing.ts';

/**
 * Formatted text without a platform. A question's Markdown becomes `Block`s; the typesetter turns every
 * formula and figure into text or a picture (`SetBlock`); a platform's `render.ts` writes the rest in its
 * own markup and escapes every `text` value, so nothing in here is ever trusted as markup.
 */

/** `coming`: in full, and how far off it is where the platform keeps that up to date. */
export type TimeStyle = 'time' | 'date' | 'full' | 'relative' | 'coming';

/** Inline content; `M` is what it may hold besides (math before setting, nothing after). */
export type InlineOf<M> =
  | { type: 'text'; value: string }
  | { type: 'code'; value: string }
  | { type: 'break' }
  /**
   * An instant, in milliseconds since the epoch, shown in the reader's own zone where the platform can; else in `zone`
   * (IANA; UTC unless given).
   */
  | { type: 'time'; at: number; style: TimeStyle; zone?: string }
  /** A person, by the platform's own id: shown, never pinged. */
  | { type: 'member'; id: string }
  /** A channel, by the platform's own id. */
  | { type: 'channel'; id: string }
  | { type: 'strong'; children: InlineOf<M>[] }
  | { type: 'emphasis'; children: InlineOf<M>[] }
  | { type: 'link'; url: string; children: InlineOf<M>[] }
  | M;

/** Blocks; `M` is what inline content may hold besides, `L` the leaf blocks that differ before and after setting. */
export type BlockOf<M, L> =
  | { type: 'paragraph'; children: InlineOf<M>[] }
  | { type: 'list'; ordered: boolean; start: number; items: BlockOf<M, L>[][] }
  | { type: 'quote'; children: BlockOf<M, L>[] }
  | { type: 'code'; language: string | undefined; value: string }
  | { type: 'table'; header: InlineOf<M>[][]; rows: InlineOf<M>[][][] }
  | L;

export interface InlineMath {
  type: 'math';
  tex: string;
}

/** As written: inline math is TeX. */
export type Inline = InlineOf<InlineMath>;
/** As shown: inline math has become Unicode text (or code, where it has no plain form). */
export type SetInline = InlineOf<never>;

/**
 * As written: display math is TeX, a figure is the absolute path of a `.png` or a Vega-Lite `.vl.json`, a drawing is
 * the figures that it shows; its `alt` says the same in words.
 */
export type Block = BlockOf<
  InlineMath,
  | { type: 'math'; tex: string; alt: string | undefined }
  | { type: 'figure'; source: string; alt: string; caption: string | undefined }
  | { type: 'drawing'; drawing: Drawing; alt: string }
>;

/** As shown: every formula, figure and drawing is a picture, with the same content as text beside it. */
export type SetBlock = BlockOf<
  never,
  {
    type: 'picture';
    picture: Picture;
    /** For places where a picture would be public or cannot be shown. */
    plain: string;
    caption: string | undefined;
  }
>;

export interface Picture {
  /** Content address: a hash of everything that decides how it looks. Safe in file names. */
  id: string;
  /** Absolute path of the PNG. It carries its own background, so it reads on dark and on light. */
  path: string;
  /** Device pixels. Meant to be shown at half of it: pictures are drawn at twice their size. */
  width: number;
  height: number;
  /** What a screen reader says. */
  alt: string;
}
