import { type Outcome, refused } from '../core/outcome.ts';
import type { Context } from './context.ts';
import type { Exchange } from './ports/platform.ts';

interface Given {
  'member-access'?: string;
  managers?: string;
  'log-channel'?: string;
  clear?: string;
}

const keys = { 'member-access': 'memberAccess', managers: 'managers', 'log-channel': 'logChannel' } as const;

/** `/viva-admin settings`: shows a space's settings, and changes what is given. */
export async function settings(context: Context, exchange: Exchange, given: Given): Promise<Outcome> {
  if (exchange.place.kind === 'dm') return refused({ kind: 'not-in-dm' });
  const { space } = exchange.caller;
  const changed = { ...(await context.store.settings.get(space)) };
  let any = false;
  for (const [option, key] of Object.entries(keys) as [
    keyof typeof keys,
    (typeof keys)[keyof typeof keys],
  ][]) {
    const value = given[option];
    if (value !== undefined) {
      const grant = key !== 'logChannel';
      if (grant && !/^(role|usergroup|channel):[\w-]+$/.test(value))
        return refused({ kind: 'bad-grant', given: value });
      if (!grant && !/^[\w-]+$/.test(value)) return refused({ kind: 'bad-grant', given: value });
      changed[key] = value;
      any = true;
    }
    if (given.clear === option) {
      changed[key] = undefined;
      any = true;
    }
  }
  if (any) await context.store.settings.save(space, changed);
  return { kind: 'settings', ...changed, changed: any };
}
