import { complete } from './app/complete.ts';
import type { Context } from './app/context.ts';
import { handle } from './app/handle.ts';
import type { Handlers } from './app/ports/platform.ts';
import { beat, resumeUnfinished, tick } from './app/tick.ts';
import type { OpenTimeMachine } from './app/time-machine.ts';
import type { Config } from './config.ts';
import { type Connection, keepConnected } from './delivery/keep-connected.ts';
import { createMinuteClock, type MinuteClock } from './delivery/minute-clock.ts';
import type { RunningWorker } from './delivery/queue.ts';
import type { Checks } from './ops/health.ts';

export function startGateways(config: Config, context: Context, checks: Checks): Connection[] {
  if (!config.roles.includes('gateway')) return [];
  const handlers: Handlers = {
    deliver: (exchange) => handle(context, exchange),
    complete: (query) => complete(context, query),
  };
  return [...context.platforms.values()].map((platform) => {
    const { leases } = context.store;
    const connection = keepConnected(platform, handlers, {
      leases,
      instance: context.instance,
      log: context.log,
    });
    checks[platform.name] = async () => {
      const state = connection.state();
      if (state.kind === 'standby') return true;
      if (state.kind === 'given-up') return state.trouble.message;
      return platform.reachable() ? true : 'is not connected';
    };
    return connection;
  });
}

export async function startWorking(
  config: Config,
  context: Context,
  start: () => RunningWorker,
): Promise<RunningWorker | undefined> {
  if (!config.roles.includes('worker')) return undefined;
  const worker = start();
  const resumed = await resumeUnfinished(context);
  if (resumed > 0) context.log.info({ rounds: resumed }, 'going on with rounds of an earlier process');
  return worker;
}

export function startMinute(
  config: Config,
  context: Context,
  time: OpenTimeMachine,
): MinuteClock | undefined {
  const isGateway = config.roles.includes('gateway');
  const isScheduler = config.roles.includes('scheduler');
  if (!isGateway && !isScheduler) return undefined;
  const onMinute = async () => {
    await time.catchUp();
    if (isGateway) await beat(context);
    if (isScheduler) await tick(context);
    await time.look();
  };
  const minute = createMinuteClock(onMinute, context.log);
  minute.start();
  return minute;
}
