import type { Bank } from '../../app/ports/bank.ts';
import type { Finding } from '../../app/ports/doctor.ts';
import type { Store } from '../../app/ports/store.ts';
import type { Config } from '../../config.ts';
import { formatDuration } from '../../core/duration.ts';
import type { Feed } from '../../core/feed.ts';
import { filterLabel } from '../../core/words/common.ts';
import { isZone } from '../../core/zone.ts';
import { nextPosts } from '../../summary.ts';
import { localInstant } from '../ready.ts';

/** A post that is due is on its way within a minute; so much later somebody should look. */
const lateAfter = 5 * 60_000;

export async function lookAtFeeds(
  config: Config,
  store: Store,
  bank: Bank,
  feeds: readonly Feed[],
  now: number,
): Promise<Finding[]> {
  const findings = feeds.flatMap((feed) => feedFindings(config, bank, feed));
  if (feeds.length === 0) {
    findings.push({
      id: 'feeds',
      mark: 'well',
      text: 'No feed yet: /viva-admin schedule add in a channel begins one.',
    });
    return findings;
  }
  const posts = await nextPosts(store, 3);
  const soonest = posts[0]?.at;
  if (soonest !== undefined && now - soonest > lateAfter) {
    findings.push({
      id: 'feed-late',
      mark: 'warn',
      text: `A post has been due for ${formatDuration(now - soonest)}.`,
      mend: 'See that a process with the roles scheduler and worker runs, and read its log. Once it runs, the newest missed post follows if it is at most six hours old.',
    });
  }
  const count = await store.feeds.count();
  if (count > feeds.length) {
    findings.push({
      id: 'feeds-not-all',
      mark: 'warn',
      text: `Of ${count} feeds ${feeds.length} were looked at one by one, and the channels of those alone.`,
      mend: 'The ledger of a feed tells what became of its posts: /viva-admin schedule ledger.',
    });
  }
  const coming = posts.map(({ at, feed }) => `${localInstant(at)} (${feed})`).join(', ');
  const next = coming === '' ? 'all of them are paused' : `next: ${coming}`;
  findings.push({ id: 'feeds', mark: 'well', text: `${count} ${count === 1 ? 'feed' : 'feeds'}; ${next}.` });
  return findings;
}

function feedFindings(config: Config, bank: Bank, feed: Feed): Finding[] {
  const findings: Finding[] = [];
  const { id, rule, filter, platform } = feed;
  if (!isZone(rule.zone)) {
    findings.push({
      id: 'feed-zone',
      mark: 'wrong',
      text: `Feed ${id}: this machine does not know its time zone ${rule.zone}, so its next post cannot be told.`,
      mend: `/viva-admin schedule edit feed:${id} zone:Europe/Berlin (or another IANA zone), or update Node.js.`,
    });
  }
  if (bank.size > 0 && bank.matching(filter).length === 0) {
    findings.push({
      id: 'feed-filter',
      mark: 'wrong',
      text: `Feed ${id} asks for ${filterLabel(filter)}, and the bank has no such question.`,
      mend: `/viva-admin schedule edit feed:${id} topic:any difficulty:any, or add such questions.`,
    });
  }
  const on = {
    discord: config.discord !== undefined,
    slack: config.slack !== undefined,
    local: config.local,
  };
  if (on[platform as keyof typeof on] === false) {
    findings.push({
      id: 'feed-platform',
      mark: 'warn',
      text: `Feed ${id} is on ${platform}, which is off here: it cannot post.`,
      mend: `Turn ${platform} on again (its tokens, or VIVA_LOCAL=1), or remove the feed.`,
    });
  }
  return findings;
}
