import type { Inline } from '../rich-text.ts';
import { channel, code, say } from './common.ts';

/** "the role …", "the members of #…": who holds a grant. */
export function grantLabel(grant: string): Inline[] {
  const [kind = '', id = ''] = grant.split(':');
  switch (kind) {
    case 'role':
      return say('the role ', code(id));
    case 'usergroup':
      return say('the user group ', code(id));
    default:
      return say('the members of ', channel(id));
  }
}
