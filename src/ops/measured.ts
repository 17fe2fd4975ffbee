import type { CallOutcome, DeedKind, Meter, PlatformCall } from '../app/ports/meter.ts';
import { type Exchange, type Handlers, type Platform, PublishFailure } from '../app/ports/platform.ts';
import type { Job, JobResult } from '../app/ports/queue.ts';
import type { Command } from '../core/command.ts';

/** A platform whose calls are timed. */
export function measuredPlatform(platform: Platform, meter: Meter): Platform {
  const timed = <T>(call: PlatformCall, work: Promise<T>) => timedCall(meter, platform.name, call, work);
  return {
    ...platform,
    start: (handlers) => platform.start(measuredHandlers(handlers, platform.name, meter)),
    publish: (to, card, mark) => timed('publish', platform.publish(to, card, mark)),
    revise: (message, card) => timed('revise', platform.revise(message, card)),
    remove: (message) => timed('remove', platform.remove(message)),
    find: (to, round, since) => timed('find', platform.find(to, round, since)),
    obstacles: (to) => timed('obstacles', platform.obstacles(to)),
    canSee: (member, to) => timed('see', platform.canSee(member, to)),
  };
}

function measuredHandlers(handlers: Handlers, platform: string, meter: Meter): Handlers {
  return {
    ...handlers,
    deliver(exchange) {
      const kind = kindOf(exchange.command);
      if (exchange.acknowledgedIn !== undefined) meter.acknowledged(platform, kind, exchange.acknowledgedIn);
      const began = performance.now() - (exchange.waited ?? 0);
      let answered = false;
      const reply: Exchange['respond']['reply'] = async (card) => {
        await timedCall(meter, platform, 'reply', exchange.respond.reply(card));
        if (!answered) meter.answered(platform, kind, performance.now() - began);
        answered = true;
      };
      return handlers.deliver({ ...exchange, respond: { ...exchange.respond, reply } });
    },
  };
}

/** A worker's handling whose results are counted. */
export function measuredWork(
  work: (job: Job) => Promise<JobResult>,
  meter: Meter,
): (job: Job) => Promise<JobResult> {
  return async (job) => {
    try {
      const result = await work(job);
      meter.job(job.kind, result === 'done' ? 'done' : 'again');
      return result;
    } catch (error) {
      meter.job(job.kind, 'failed');
      throw error;
    }
  };
}

const buttons = new Set<Command['name']>([
  'choose',
  'round-reveal',
  'round-hint',
  'try',
  'question-reveal',
  'question-hint',
]);

const managing = new Set<Command['name']>(['settings', 'flags', 'resolve', 'difficulty']);

function kindOf({ name }: Command): DeedKind {
  if (buttons.has(name)) return 'button';
  return managing.has(name) || name.startsWith('schedule ') ? 'manage' : 'command';
}

async function timedCall<T>(
  meter: Meter,
  platform: string,
  call: PlatformCall,
  work: Promise<T>,
): Promise<T> {
  const began = performance.now();
  let outcome: CallOutcome = 'ok';
  try {
    return await work;
  } catch (error) {
    outcome = error instanceof PublishFailure ? error.kind : 'failed';
    throw error;
  } finally {
    meter.called(platform, call, outcome, performance.now() - began);
  }
}
