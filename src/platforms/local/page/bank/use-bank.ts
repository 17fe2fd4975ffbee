import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Reading, Shelf } from '../../library.ts';
import { load, wordsFor } from '../data/request.ts';
import { addressOf, type BankAddress, queryOf, readAddress } from './address.ts';

/** Letters that come one after the other are one search. */
const restMs = 120;

/** The reader's place in the bank, and what the server says stands there. */
export function useBank() {
  const [address, setAddress] = useState(() => readAddress(location));
  const [shelf, setShelf] = useState<Shelf>();
  const [reading, setReading] = useState<Reading>();
  const [listTrouble, setListTrouble] = useState<string>();
  const [readingTrouble, setReadingTrouble] = useState<string>();
  const query = queryOf(address);
  const { question } = address;

  const go = useCallback((change: Partial<BankAddress>) => {
    setAddress((before) => {
      const next = { ...before, ...change };
      // A question is a place to come back from; a letter more in the search is not.
      const way = 'question' in change ? 'pushState' : 'replaceState';
      history[way](undefined, '', addressOf(next));
      return next;
    });
  }, []);
  useEffect(() => {
    const onBack = () => setAddress(readAddress(location));
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);

  useEffect(
    () =>
      whileWanted(async (isWanted) => {
        await new Promise((rested) => setTimeout(rested, restMs));
        if (!isWanted()) return;
        const found = await load<Shelf>(`/api/bank${query}`);
        if (isWanted()) setShelf(found);
      }, setListTrouble),
    [query],
  );
  useEffect(() => {
    setReading(undefined);
    setReadingTrouble(undefined);
    if (question === undefined) return undefined;
    return whileWanted(async (isWanted) => {
      const found = await load<Reading>(`/api/bank/${encodeURIComponent(question)}`);
      if (isWanted()) setReading(found);
    }, setReadingTrouble);
  }, [question]);

  return { address, go, shelf, reading, trouble: readingTrouble ?? listTrouble };
}

/** Runs work whose result counts only until the next begins; what goes wrong is told in words. */
function whileWanted(
  work: (isWanted: () => boolean) => Promise<void>,
  tell: (words: string | undefined) => void,
): () => void {
  let wanted = true;
  work(() => wanted).then(
    () => wanted && tell(undefined),
    (error) => wanted && tell(wordsFor(error)),
  );
  return () => {
    wanted = false;
  };
}
