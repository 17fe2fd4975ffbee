import { bankOf } from '../../src/bank/bank.ts';
import type { Library } from '../../src/platforms/local/library.ts';

/** A bank without questions, for tests of the local page's chat. */
export const emptyLibrary: Library = { bank: bankOf([]), cards: async () => [] };
