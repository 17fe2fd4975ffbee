import type { Finding } from '../app/ports/doctor.ts';
import type { RedisPlace } from './connection.ts';
import type { Info } from './doctor.ts';

/** Older ones lack commands that Viva uses (ZRANGE by score). */
const oldest = [6, 2] as const;

export function serverFindings(info: Info): Finding[] {
  const findings: Finding[] = [];
  const [major = 0, minor = 0] = (info.redis_version ?? '').split('.').map(Number);
  if (info.redis_version !== undefined && (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))) {
    findings.push({
      id: 'redis-old',
      mark: 'wrong',
      text: `Redis ${info.redis_version} is too old: Viva needs ${oldest.join('.')} or newer.`,
      mend: 'Upgrade it (7 or newer, or any Valkey), or point REDIS_URL to a newer one.',
    });
  }
  if (info.role === 'slave') {
    findings.push({
      id: 'redis-replica',
      mark: 'wrong',
      text: `This Redis is a replica of ${info.master_host ?? 'another one'}: nothing can be written to it.`,
      mend: `Point REDIS_URL to the primary (${info.master_host}:${info.master_port}), or make this one a primary: REPLICAOF NO ONE.`,
    });
  }
  return findings;
}

export function clusterFindings(info: Info, place: RedisPlace, prefix: string): Finding[] {
  const several = 'nodes' in place;
  if (info.cluster_enabled === '1' && !(several && prefix.startsWith('{'))) {
    return [
      {
        id: 'redis-cluster',
        mark: 'wrong',
        text: several
          ? `This Redis is a cluster, and REDIS_PREFIX (${prefix}) has no braces, so that its keys are spread over nodes.`
          : 'This Redis is a cluster, but REDIS_URL names one address, as for a single server.',
        mend: 'Name nodes of it in REDIS_URL with a comma between (one address may stand there twice), and set REDIS_PREFIX={viva}.',
      },
    ];
  }
  if (info.cluster_enabled === '0' && several) {
    return [
      {
        id: 'redis-no-cluster',
        mark: 'wrong',
        text: 'REDIS_URL names several nodes of a cluster, but this Redis is none.',
        mend: 'Name one address in REDIS_URL.',
      },
    ];
  }
  return [];
}

export function memoryFindings(info: Info, config: Info): Finding[] {
  const findings: Finding[] = [];
  const policy = config['maxmemory-policy'] ?? info.maxmemory_policy;
  const limit = Number(info.maxmemory ?? 0);
  if (policy !== undefined && policy !== 'noeviction') {
    findings.push({
      id: 'redis-evicts',
      mark: 'wrong',
      text: `Redis may throw data of Viva away when memory is short (maxmemory-policy ${policy}).`,
      mend: 'CONFIG SET maxmemory-policy noeviction, and the same in redis.conf or in the settings of whoever hosts it.',
    });
  }
  if (limit > 0) {
    const share = Number(info.used_memory ?? 0) / limit;
    if (share > 0.75) {
      findings.push({
        id: 'redis-memory',
        mark: share > 0.9 ? 'wrong' : 'warn',
        text: `${Math.round(share * 100)}% of the memory that Redis may use is full (${inMegabytes(limit)} allowed).`,
        mend: 'Raise maxmemory: CONFIG SET maxmemory 256mb, and the same in redis.conf. When it is full, nothing is saved any more.',
      });
    }
  }
  return findings;
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

export function persistenceFindings(info: Info, config: Info): Finding[] {
  const findings: Finding[] = [];
  const appends = info.aof_enabled === '1';
  const snapshots = config.save;
  const append =
    'CONFIG SET appendonly yes, and the same in redis.conf or in the settings of whoever hosts it.';
  if (!appends && snapshots === '') {
    findings.push({
      id: 'redis-not-persisting',
      mark: 'wrong',
      text: 'Redis keeps nothing on disk (appendonly no, save ""): feeds and streaks go when it restarts.',
      mend: append,
    });
  } else if (!appends) {
    findings.push({
      id: 'redis-snapshots',
      mark: 'warn',
      text:
        snapshots === undefined
          ? 'Redis writes no append-only file: a crash of it may lose the newest minutes.'
          : `Redis writes snapshots alone (save "${snapshots}"): a crash of it loses what came after the last one.`,
      mend: append,
    });
  }
  if (info.aof_last_write_status === 'err' || info.rdb_last_bgsave_status === 'err') {
    findings.push({
      id: 'redis-disk',
      mark: 'wrong',
      text: 'Redis could not write to its disk the last time it tried.',
      mend: 'Look into its log: the disk is full, or its folder is not its own.',
    });
  }
  return findings;
}
