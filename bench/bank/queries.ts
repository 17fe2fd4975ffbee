import { chanceOf, sentence, term } from './vocabulary.ts';

/** What people look for: names, words, beginnings, slips, sentences and ids, the same in every run. */
export function searches(count: number): string[] {
  const chance = chanceOf('searches');
  const one = () => term(chance).toLowerCase();
  const kinds = [
    () => one(),
    () => `${one()} ${one()}`,
    () => `${one()} ${one()} ${one()}`,
    () => one().slice(0, 5),
    () => slip(one()),
    () => `${one()} ${slip(one())}`,
    () => `what is the ${one()} of a ${one()}`,
    () => `DL0${Math.floor(100 + chance() * 900)}`,
    () => sentence(chance, 8),
  ];
  return Array.from({ length: count }, (_, index) => (kinds[index % kinds.length] ?? one)());
}

/** A letter left out in the middle. */
function slip(word: string): string {
  const middle = word.length >> 1;
  return word.slice(0, middle) + word.slice(middle + 1);
}

/** What completion is asked while names are typed, letter by letter. */
export function typings(count: number): string[] {
  const chance = chanceOf('typings');
  return Array.from({ length: count }, () => `${term(chance)} ${term(chance)}`).flatMap((name) =>
    Array.from({ length: Math.min(14, name.length) }, (_, index) => name.slice(0, index + 1)),
  );
}
