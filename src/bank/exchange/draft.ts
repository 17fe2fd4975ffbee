import type { FrontMatter } from '../../core/question.ts';
import type { WrittenQuestion } from './written.ts';

/** A question from elsewhere, before it was looked at: anything may be missing or wrong. */
export interface Draft extends Omit<WrittenQuestion, 'matter'> {
  /** Where it stands in what was imported: `row 3`, `note 12`. */
  where: string;
  /** Why it cannot be taken, where that is known already. */
  problems: string[];
  matter: DraftMatter;
}

/** Empty texts where nothing was given. */
export interface DraftMatter
  extends Pick<FrontMatter, 'tags' | 'related' | 'references' | 'checks' | 'synonyms'> {
  id: string;
  title: string;
  topic: string;
  difficulty: string;
  since: string;
  access: string;
}

export const emptyMatter: DraftMatter = {
  id: '',
  title: '',
  topic: '',
  difficulty: '',
  since: '',
  access: '',
  tags: [],
  related: [],
  references: [],
  checks: [],
  synonyms: [],
};
