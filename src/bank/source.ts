import type { Complain } from './problem.ts';

/** One file being read: what it says, and what is found on the way that must be checked beyond the Markdown. */
export interface Reading {
  text: string;
  complain: Complain;
  formulas: Formula[];
  figures: FigureUse[];
}

export interface Formula {
  tex: string;
  display: boolean;
  line: number;
}

/** A figure as the Markdown names it; `resolve-figures.ts` finds the file. */
export interface FigureUse {
  block: { type: 'figure'; source: string; alt: string; caption: string | undefined };
  line: number;
  /** Of the figure's content, once it was found. */
  hash?: string;
}
