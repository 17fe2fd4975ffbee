import { encodeAction } from '../core/action.ts';
import { type MemberId, platformNameOf } from '../core/feed.ts';
import { confirmsForgetting } from '../core/forgetting.ts';
import { type Outcome, refused } from '../core/outcome.ts';
import { exportLimits, exportPreface, type PersonalKind, personalWords } from '../core/words/personal.ts';
import type { Context } from './context.ts';
import { removeFeed } from './feeds.ts';
import type { Exchange } from './ports/platform.ts';

const fileName = 'viva-export.json';
/** Goes up when a reader of the file would read it wrongly. */
const exportVersion = 1;
/** As much of a typed confirmation as is repeated. */
const repeatedAtMost = 60;

/** `/viva privacy export`: a file with all that is held about the person, which says itself what it is. */
export async function exportData(context: Context, exchange: Exchange): Promise<Outcome> {
  if (!exchange.respond.discreet) {
    return { kind: 'offer', what: 'export', action: encodeAction({ name: 'privacy-export' }) };
  }
  const { member } = exchange.caller;
  const [stored, noted] = await Promise.all([
    context.store.personal.held(member),
    platformOf(context, member)?.personal?.held(member),
  ]);
  const held = { ...stored, ...noted };
  const kinds = Object.keys(personalWords) as PersonalKind[];
  const file = {
    format: 'viva-export',
    version: exportVersion,
    what: exportPreface,
    member,
    madeAt: new Date(exchange.at).toISOString(),
    data: Object.fromEntries(
      kinds.map((kind) => {
        const { what, why, keptFor } = personalWords[kind];
        return [kind, { what, why, keptFor, data: held[kind] ?? null }];
      }),
    ),
    notHere: exportLimits,
  };
  const parts = kinds.filter((kind) => held[kind] !== undefined).length;
  return { kind: 'exported', name: fileName, text: `${JSON.stringify(file, undefined, 2)}\n`, parts };
}

/** `/viva privacy forget`: says what it does, and does it once that was confirmed in so many words. */
export async function forget(context: Context, exchange: Exchange, confirm?: string): Promise<Outcome> {
  if (confirm === undefined) return { kind: 'forget-asked' };
  if (!confirmsForgetting(confirm)) {
    return refused({ kind: 'not-confirmed', given: confirm.slice(0, repeatedAtMost) });
  }
  const { member } = exchange.caller;
  const { feeds, personal } = context.store;
  // Closed first: what is open in their direct messages shows its answer, and nothing more comes.
  for (const feed of (await feeds.many(await personal.ownFeeds(member))).values()) {
    await removeFeed(context, feed);
  }
  const noted = await platformOf(context, member)?.personal?.forget(member);
  const had = await personal.forget(member);
  // Last: what was due of them is so no more, and no job comes of it.
  const waited = await context.queue.forget(member);
  return { kind: 'forgotten', had: had || noted === true || waited };
}

function platformOf(context: Context, member: MemberId) {
  return context.platforms.get(platformNameOf(member));
}
