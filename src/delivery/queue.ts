import {
  Queue as BullQueue,
  type ConnectionOptions,
  DelayedError,
  type JobsOptions,
  type JobType,
  Worker,
} from 'bullmq';
import type { Job, JobResult, Queue } from '../app/ports/queue.ts';
import type { Log } from '../app/ports/system.ts';
import type { MemberId } from '../core/feed.ts';

const queueName = 'rounds';

/**
 * BullMQ wakes workers, retries and spreads the work; what happened is never asked of it. A key dedupes while its job
 * is kept. That is an economy only: a job that runs twice finds the round's record and changes nothing.
 */
const jobOptions = {
  attempts: 12,
  backoff: { type: 'exponential', delay: 1_000 },
  removeOnComplete: { age: 3_600, count: 5_000 },
  removeOnFail: { age: 24 * 3_600, count: 5_000 },
};

/**
 * Many jobs wait for a platform or for the store's disk at once, so they share a process easily; and what they write
 * meanwhile reaches the disk together.
 */
const concurrency = 400;

const unfinished: JobType[] = ['waiting', 'delayed', 'active', 'prioritized'];

/** A job that names a member is not kept once it is over. What is due is looked at again anyway. */
function keptOf(job: Job): JobsOptions {
  return memberOf(job) === undefined ? {} : { removeOnComplete: true, removeOnFail: true };
}

function memberOf(job: Job): MemberId | undefined {
  return 'member' in job ? job.member : undefined;
}

export interface QueueOptions {
  /** A connection that waits for Redis rather than failing fast; BullMQ makes the others from it. */
  connection: ConnectionOptions;
  /** Of all keys; in braces on a cluster. */
  prefix: string;
  log: Log;
}

export interface OpenQueue extends Queue {
  /** How many jobs are to be worked now or are being worked, and how many wait for their time. */
  depth(): Promise<{ now: number; later: number }>;
  close(): Promise<void>;
}

export function createQueue(options: QueueOptions): OpenQueue {
  const { connection, prefix, log } = options;
  const queue = new BullQueue<Job>(queueName, {
    connection,
    prefix: `${prefix}:q`,
    defaultJobOptions: jobOptions,
  });
  queue.on('error', (error) => log.debug({ error: error.message }, 'the queue lost its connection'));
  return {
    async add(key, job, delayMs = 0) {
      await queue.add(job.kind, job, { jobId: key, delay: delayMs, ...keptOf(job) });
    },
    async addAll(jobs) {
      await queue.addBulk(
        jobs.map(({ key, job }) => ({ name: job.kind, data: job, opts: { jobId: key, ...keptOf(job) } })),
      );
    },
    async forget(member) {
      const all = await queue.getJobs(unfinished);
      // Between two states a job may be listed twice, or have ended.
      const own = all.filter((job) => job?.data !== undefined && memberOf(job.data) === member);
      for (const job of own) {
        // One that is being worked cannot be removed; should it fail, it is done again about nobody.
        await job.remove().catch(async () => {
          try {
            await job.updateData({ ...job.data, member: '' } as never);
          } catch (error) {
            // It has ended meanwhile, and left nothing.
            if ((await queue.getJob(job.id ?? '')) !== undefined) throw error;
          }
        });
      }
      return own.length > 0;
    },
    async depth() {
      const counts = await queue.getJobCounts('waiting', 'active', 'prioritized', 'delayed');
      const { waiting = 0, active = 0, prioritized = 0, delayed = 0 } = counts;
      return { now: waiting + active + prioritized, later: delayed };
    },
    async close() {
      await queue.close();
    },
  };
}

export interface WorkerOptions extends QueueOptions {
  work(job: Job): Promise<JobResult>;
}

export interface RunningWorker {
  /** Takes no new work and lets what runs end; cuts it off after `patience` ms. */
  stop(patience: number): Promise<void>;
}

export function startWorker(options: WorkerOptions): RunningWorker {
  const { connection, prefix, log, work } = options;
  const worker = new Worker<Job>(
    queueName,
    async (job, token) => {
      const result = await work(job.data);
      if (result === 'done') return;
      await job.moveToDelayed(Date.now() + result.againAfter, token);
      throw new DelayedError();
    },
    {
      connection,
      prefix: `${prefix}:q`,
      concurrency,
      // What a killed process had begun is taken up by another within 20 s.
      lockDuration: 15_000,
      stalledInterval: 5_000,
      // A process killed again and again must not lose the job for good: the record knows what was done.
      maxStalledCount: 1_000,
    },
  );
  worker.on('error', (error) => log.debug({ error: error.message }, 'the worker lost its connection'));
  worker.on('failed', (job, error) => {
    log.error(
      { job: job?.id, tries: job?.attemptsMade, stack: error.stack },
      'a job failed; it is tried again',
    );
  });
  return {
    async stop(patience) {
      const cutOff = setTimeout(() => void worker.close(true), patience);
      await worker.close();
      clearTimeout(cutOff);
    },
  };
}
