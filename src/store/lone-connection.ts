import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { StoreAway } from '../app/ports/store.ts';
import type { RedisClient, RedisPlace } from './connection.ts';

/** For one long piece of work, such as a backup: once lost it stays lost, since what was seen before counts no more. */
const lone = {
  lazyConnect: true,
  maxRetriesPerRequest: 0,
  enableOfflineQueue: false,
  connectTimeout: 5_000,
  retryStrategy: () => null,
} satisfies RedisOptions;

export interface LoneServer {
  /** A further connection to the same server. `protocol: 2` for one that subscribes to changes. */
  connect(options?: { protocol?: 2 }): Promise<RedisClient>;
}

/** The one server that holds all keys of a prefix. Rejects with `StoreAway` when it is not there now. */
export async function findServer(place: RedisPlace, prefix: string): Promise<LoneServer> {
  const own = 'nodes' in place ? await nodeOf(place.nodes, prefix) : place;
  return {
    async connect(options = {}) {
      const all = { ...lone, ...options };
      const client =
        'socket' in own
          ? new Redis({ ...all, path: own.socket })
          : 'url' in own
            ? new Redis(own.url, all)
            : new Redis({ ...own, ...all });
      client.on('error', () => {});
      await client.connect().catch((error: unknown) => {
        client.disconnect();
        throw new StoreAway(error);
      });
      return client;
    },
  };
}

type NodeAddress = Pick<RedisOptions, 'host' | 'port' | 'username' | 'password' | 'tls'>;

/** In a cluster the prefix stands in braces, so one node holds all of it: the one that does not send us elsewhere. */
async function nodeOf(nodes: string[], prefix: string): Promise<NodeAddress> {
  const cluster = new Cluster(nodes, { lazyConnect: true, clusterRetryStrategy: () => null });
  cluster.on('error', () => {});
  try {
    await cluster.connect();
    for (const node of cluster.nodes('master')) {
      const isHere = await node.exists(`${prefix}:due`).then(
        () => true,
        () => false,
      );
      if (isHere) {
        const { host, port, username, password, tls } = node.options;
        const known = { host, port, username, password, tls };
        return Object.fromEntries(Object.entries(known).filter(([, value]) => value != null)) as NodeAddress;
      }
    }
    throw new Error(`no node of the cluster holds the keys of ${prefix}`);
  } catch (error) {
    throw new StoreAway(error);
  } finally {
    cluster.disconnect();
  }
}
