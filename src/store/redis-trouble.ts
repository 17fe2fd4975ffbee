import type { Finding } from '../app/ports/doctor.ts';

/** Why Redis could not be talked to, from the words of the error. */
export function unreachable(told: string, description: string, secure: boolean): Finding {
  if (/^(WRONGPASS|NOAUTH|ERR AUTH|ERR invalid password)/.test(told)) {
    return {
      id: 'redis-password',
      mark: 'wrong',
      text: `${description} lets Viva not in: ${
        told.startsWith('NOAUTH') ? 'it asks for a password' : 'user or password is wrong'
      }.`,
      mend: 'Put the right user and password into REDIS_URL, between redis:// and the @ before the host, with a colon between (the user is "default" unless you made one; in a password, write @ as %40 and / as %2F).',
    };
  }
  if (secure && !/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/.test(told)) {
    return {
      id: 'redis-tls',
      mark: 'wrong',
      text: `${description} speaks no TLS that Viva can use (${told}).`,
      mend: 'Write redis:// in REDIS_URL if that server has no TLS; else look at its port and certificate.',
    };
  }
  return {
    id: 'redis-unreachable',
    mark: 'wrong',
    text: `${description} does not answer (${told}).`,
    mend: 'Check host and port in REDIS_URL, and that Redis runs there and listens to this machine (bind, firewall).',
  };
}
