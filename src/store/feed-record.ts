import { defaultCatchUp, type Feed, type FeedId, localId } from '../core/feed.ts';

/**
 * A feed as kept under its id: short names, and nothing that the key or a default says already. Of a member of the
 * feed's own platform, `:<user id>` is kept.
 */
interface Kept {
  /** Space. */
  s: string;
  /** Channel. */
  c: string;
  /** Personal. */
  p?: string;
  /** The rule's cron expression, and its zone. */
  t: string;
  z: string;
  f?: Feed['filter'];
  r?: Feed['reveal'];
  /** How long its rounds stay open, and how old a missed slot may be. */
  o?: number;
  m?: number;
  /** Paused; commit-round.lua reads it. */
  off?: 1;
  /** When, and by whom it was created. */
  a: number;
  b?: string;
}

const defaultReveal = 'anytime';

/** The same text for the same feed, always: a save is refused where the text that stands there is another. */
export function feedText(feed: Feed): string {
  const shortened = (member: string) => {
    const own = `${feed.platform}:`;
    return member.startsWith(own) ? member.slice(feed.platform.length) : member;
  };
  const { topic, difficulty } = feed.filter;
  const kept: Kept = {
    s: feed.space,
    c: feed.channel,
    ...(feed.personal !== undefined && { p: shortened(feed.personal) }),
    t: feed.rule.cron,
    z: feed.rule.zone,
    ...((topic ?? difficulty) !== undefined && {
      f: { ...(topic !== undefined && { topic }), ...(difficulty !== undefined && { difficulty }) },
    }),
    ...(feed.reveal !== defaultReveal && { r: feed.reveal }),
    ...(feed.closeAfter !== undefined && { o: feed.closeAfter }),
    ...(feed.catchUp !== defaultCatchUp && { m: feed.catchUp }),
    ...(feed.paused && { off: 1 }),
    a: feed.createdAt,
    ...(feed.createdBy !== undefined && { b: shortened(feed.createdBy) }),
  };
  return JSON.stringify(kept);
}

export function feedFrom(id: FeedId, text: string): Feed {
  const kept = JSON.parse(text) as Kept;
  const platform = kept.s.slice(0, -localId(kept.s).length - 1);
  const whole = (member: string) => (member.startsWith(':') ? platform + member : member);
  return {
    id,
    platform,
    space: kept.s,
    channel: kept.c,
    personal: kept.p === undefined ? undefined : whole(kept.p),
    rule: { cron: kept.t, zone: kept.z },
    filter: kept.f ?? {},
    reveal: kept.r ?? defaultReveal,
    closeAfter: kept.o,
    catchUp: kept.m ?? defaultCatchUp,
    paused: kept.off === 1,
    createdAt: kept.a,
    createdBy: kept.b === undefined ? undefined : whole(kept.b),
  };
}
