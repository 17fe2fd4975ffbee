import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';

/** The process id of the private Redis of a data folder; undefined when none answers. */
export async function redisOf(dataFolder: string): Promise<number | undefined> {
  const socket = connect(join(dataFolder, 'redis', 'redis.sock'));
  try {
    await once(socket, 'connect');
    socket.write('INFO server\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return Number(/process_id:(\d+)/.exec(answer.toString())?.[1]);
  } catch {
    return undefined;
  } finally {
    socket.destroy();
  }
}

/** Whether a process is there. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
