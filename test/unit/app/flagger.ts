import type { FlagKey } from '../../../src/core/flag.ts';
import type { useStage } from '../../contract/stage.ts';
import type { Person } from '../../support/world.ts';
import { clickAt } from './click.ts';

export const asManager = { rights: { administers: async () => true, holds: async () => false } };

/** People who flag questions, and Ada who resolves them. */
export function flagger(stage: ReturnType<typeof useStage>) {
  const flags = () => stage.viva.context.store.flags;
  const keyOf = (person: Person, question = 'DL0001'): FlagKey => ({
    member: stage.world.member(person),
    space: stage.world.space,
    question,
  });
  const now = () => stage.clock.now();
  const flag = (
    person: Person,
    question = 'DL0001',
    more: { reason?: string; text?: string; at?: number } = {},
  ) =>
    clickAt(stage, person, more.at ?? now(), {
      name: 'flag',
      question,
      reason: more.reason ?? 'fact',
      text: more.text ?? '',
    });
  const resolve = (question = 'DL0001', note = 'mended', seen = now()) =>
    clickAt(stage, 'ada', now(), { name: 'resolve', question, seen, note }, asManager);
  const mail = (person: Person) =>
    stage.world.privately(person).filter(({ text }) => text.includes('was looked at'));
  /** Resolved, with its job lost. */
  const resolvedInVain = async (person: Person) => {
    await flag(person);
    const { context } = stage.viva;
    const { queue } = context;
    context.queue = { ...queue, addAll: async () => {} };
    await resolve();
    context.queue = queue;
  };
  return { flags, keyOf, now, flag, resolve, mail, resolvedInVain };
}
