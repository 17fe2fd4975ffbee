import { noFlag } from '../../core/flag.ts';
import { createFlagBook } from '../flags.ts';
import { iso, type PersonalFamily, type Search } from './family.ts';

/** So many notes wait at once, at most, in the hour that sends them. */
const notesAtMost = 10_000;

/** What a member flagged, and the notes of theirs, as a manager, that are still to be sent. */
export const flagsFamily: PersonalFamily = {
  kind: 'flags',
  names: ['flags:<member>', 'flags:<member>:resolved', 'space:<space>:flags', 'resolved', 'notes'],
  keysOf: ({ keys, member }) => [keys.flags(member), keys.resolvedFlags(member)],
  async held(search) {
    const book = createFlagBook(search);
    const own = await book.by(search.member);
    const records = await book.many(own);
    const flags = own.map(({ space, question }, index) => {
      const { open, resolved } = records[index] ?? noFlag;
      return {
        space,
        question,
        ...(open && { flaggedAt: iso(open.at), reason: open.reason, text: open.text }),
        ...(resolved && { resolvedAt: iso(resolved.at), answered: resolved.note?.text }),
      };
    });
    const notes = (await notesBy(search)).map(({ key, note }) => ({
      question: key.question,
      noteToBeSent: note.text,
    }));
    return [...flags, ...notes];
  },
  async forget(search) {
    const book = createFlagBook(search);
    const own = await book.by(search.member);
    for (const key of own) await book.change(key, () => noFlag);
    const notes = await notesBy(search);
    for (const { key } of notes) {
      await book.change(key, (record) => {
        const { resolved } = record;
        if (resolved?.note === undefined) return record;
        return { ...record, resolved: { ...resolved, note: { ...resolved.note, by: '' } } };
      });
    }
    return own.length + notes.length;
  },
};

async function notesBy(search: Search) {
  const book = createFlagBook(search);
  const waiting = await book.unsent(notesAtMost);
  const records = await book.many(waiting);
  return waiting.flatMap((key, index) => {
    const note = records[index]?.resolved?.note;
    return note?.by === search.member ? [{ key, note }] : [];
  });
}
