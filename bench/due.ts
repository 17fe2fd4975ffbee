import { setTimeout as wait } from 'node:timers/promises';
import type { Body } from '../test/servers/discord/body.ts';
import { type Child, startChild } from './child.ts';
import { atLeast, type Figure, type Target } from './figure.ts';
import { progress } from './progress.ts';
import type { DiscordPlace } from './sides.ts';
import { dailyFeed, openStage, type Stage } from './stage.ts';
import { spreadOf } from './statistics.ts';

/** As many posts as Viva has under way. */
const concurrency = 400;
/** Discord's own limit of a bot. */
const limit = 50;
const unlimited = 1_000_000;
/** Making the feeds and starting takes so long at most, ms: for a few, and for each. */
const startWithin = 6_000;
const makeEachWithin = 0.6;

/** Many feeds are due at one instant: each channel gets its post once, and how fast, beside a loop that only posts. */
export async function due({ quick }: { quick: boolean }): Promise<Figure[]> {
  const free = { channels: quick ? 2_000 : 10_000, rounds: quick ? 1 : 2, perSecond: unlimited };
  const held = { channels: 500, rounds: 1, perSecond: limit };
  const unheld = await compare(free);
  // Each waits for a full minute: a quick bench has no time for both.
  const slowed = quick ? [] : await compare(held);
  const name = (channels: number) => `${channels.toLocaleString('en')} channels due at once`;
  const first = figureOf(`${name(free.channels)}, no limits: posts`, unheld);
  first.target = atLeast('share', first.share?.median ?? 0, 0.6);
  const once: Figure = {
    bench: 'due',
    name: 'channels that got another number of posts than one',
    unit: '',
    ours: spreadOf([...unheld, ...slowed].map((one) => one.wrong)),
    target: exactly([...unheld, ...slowed].reduce((sum, one) => sum + one.wrong, 0)),
  };
  if (slowed.length === 0) return [first, once];
  const second = figureOf(`${name(held.channels)}, ${limit} requests/s: posts`, slowed);
  second.target = atLeast('posts', second.ours.median, limit * 0.95, '/s');
  return [first, second, once];
}

function exactly(wrong: number): Target {
  return { text: 'none, in any round', met: wrong === 0 };
}

interface Round {
  ours: number;
  bare: number;
  wrong: number;
}

function figureOf(name: string, rounds: Round[]): Figure {
  return {
    bench: 'due',
    name,
    unit: '1/s',
    ours: spreadOf(rounds.map(({ ours }) => ours)),
    bare: spreadOf(rounds.map(({ bare }) => bare)),
    share: spreadOf(rounds.map(({ ours, bare }) => ours / bare)),
  };
}

interface Plan {
  channels: number;
  rounds: number;
  perSecond: number;
}

async function compare({ channels, rounds, perSecond }: Plan): Promise<Round[]> {
  const server = await startChild('servers/discord.ts');
  const found: Round[] = [];
  try {
    const { apiUrl, token } = await server.call<DiscordPlace>('where');
    const poster = await startChild('bare/poster.ts', apiUrl, token);
    await server.call('limit', perSecond === limit ? limit : undefined);
    const ids = await server.call<string[]>('addChannels', channels);
    for (let round = 0; round < rounds; round += 1) {
      progress(`due: ${channels} channels, round ${round + 1} of ${rounds}: Viva`);
      const { perSecond: ours, wrong, stage } = await postByViva(server, ids, perSecond);
      const work = { ...(await payload(server, stage)), channels: ids, concurrency, perSecond };
      await stage.stop();
      await wait(500);
      progress(`due: ${channels} channels, round ${round + 1} of ${rounds}: a loop`);
      await server.call('forget');
      const seconds = await poster.call<number>('post', work);
      await server.call('forget');
      found.push({ ours, wrong, bare: channels / seconds });
    }
    await poster.stop();
  } finally {
    await server.stop();
  }
  return found;
}

/** Viva starts and finds them all due; counted from the first post to the last. */
async function postByViva(server: Child, channels: string[], perSecond: number) {
  const stage = await openStage();
  const { apiUrl, token, guild } = await server.call<DiscordPlace>('where');
  // The next full minute that leaves Viva time to start: it runs when the instant comes.
  const slot = Math.ceil((Date.now() + startWithin + makeEachWithin * channels.length) / 60_000) * 60_000;
  for (let from = 0; from < channels.length; from += 500) {
    const some = channels.slice(from, from + 500);
    await Promise.all(
      some.map((channel, index) =>
        stage.store.feeds.create(feed(guild, channel, from + index), slot, feedsASpace),
      ),
    );
  }
  await stage.start({
    DISCORD_TOKEN: token,
    DISCORD_API_URL: apiUrl,
    DISCORD_REQUESTS_PER_SECOND: String(perSecond),
  });
  if (Date.now() > slot) throw new Error('making the feeds and starting took longer than was planned for');
  const posts = () => server.call<Posts>('posts');
  for (let now = await posts(); ; now = await posts()) {
    if (now.channels >= channels.length && now.sinceLast > 2_000) break;
    if (Date.now() > slot + 120_000) break;
    await wait(200);
  }
  const { seconds, once } = await posts();
  return { stage, perSecond: channels.length / seconds, wrong: channels.length - once };
}

interface Posts {
  count: number;
  channels: number;
  /** Channels with exactly one post. */
  once: number;
  /** From the first to the last. */
  seconds: number;
  sinceLast: number;
}

/** As many as a server may have: with all in one, making each would cost what counting the others does. */
const feedsASpace = 20;

function feed(guild: string, channel: string, index: number) {
  const space = String(BigInt(guild) + BigInt(Math.floor(index / feedsASpace)));
  return {
    ...dailyFeed(index.toString(36).padStart(8, '0'), 'discord', space, channel),
    filter: { topic: 'DL' as const },
  };
}

/** What Viva's last posts held. */
async function payload(server: Child, stage: Stage) {
  const { json } = await server.call<Body>('lastPost');
  const { components, attachments } = json as {
    components: unknown[];
    attachments: { filename: string }[];
  };
  const files = attachments.map(async ({ filename }) => ({
    name: filename,
    data: await stage.picture(filename),
  }));
  return { components, attachments, files: await Promise.all(files) };
}
