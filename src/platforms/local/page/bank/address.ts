import type { Difficulty, TopicCode } from '../../../../core/topics.ts';

/** Where a reader is in the bank: it stands in the page's address, so that a link opens the same. */
export interface BankAddress {
  words: string;
  topic: TopicCode | '';
  difficulty: Difficulty | '';
  /** The question that is open. */
  question: string | undefined;
}

export function readAddress({ pathname, search }: { pathname: string; search: string }): BankAddress {
  const query = new URLSearchParams(search);
  const question = /^\/bank\/([\w-]+)/.exec(pathname)?.[1]?.toUpperCase();
  return {
    words: query.get('words') ?? '',
    topic: (query.get('topic') ?? '') as BankAddress['topic'],
    difficulty: (query.get('difficulty') ?? '') as BankAddress['difficulty'],
    question,
  };
}

/** The part of the address that chooses what stands in the list; empty where everything does. */
export function queryOf({ words, topic, difficulty }: BankAddress): string {
  const given = Object.entries({ words: words.trim(), topic, difficulty }).filter(
    ([, value]) => value !== '',
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

export function addressOf(address: BankAddress): string {
  const path = address.question === undefined ? '/bank' : `/bank/${address.question}`;
  return path + queryOf(address);
}
