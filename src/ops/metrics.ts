import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { HttpMount } from '../app/ports/http.ts';
import type { Meter } from '../app/ports/meter.ts';

/** What is asked for when metrics are read, rather than counted as it happens. */
export interface Readings {
  /** Jobs to be worked now, and those that wait for their time. */
  queue(): Promise<{ now: number; later: number }>;
  /** Things that are due and not handed to the queue yet. */
  backlog(): Promise<number>;
  feeds(): Promise<number>;
  /** By platform. `standby`: another process holds the connection. */
  connections(): { platform: string; connected: boolean; standby: boolean }[];
}

export interface Metrics {
  meter: Meter;
  /** Set once there is something to read. */
  readings: Readings | undefined;
  /** In Prometheus' text format. */
  text(): Promise<string>;
}

/** Answers are for people: from "at once" to the three seconds of Slack and Discord, and to their ten minutes' end. */
const answerBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];
const callBuckets = [0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const storeBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 3];
/** A post on time, within its minute, within catch-up. */
const delayBuckets = [1, 2, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600];
/** With Redis away a reading would wait for it: the gauge is then left out. */
const readingWithin = 1_000;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const metrics: Metrics = {
    meter: createMeter(registers),
    readings: undefined,
    text: () => registry.metrics(),
  };
  addGauges(registers, () => metrics.readings);
  return metrics;
}

function createMeter(registers: Registry[]): Meter {
  const posts = new Counter({
    name: 'viva_posts_total',
    help: 'Rounds that were to be posted, by what became of them',
    labelNames: ['platform', 'result'],
    registers,
  });
  const delay = new Histogram({
    name: 'viva_post_delay_seconds',
    help: 'From the slot of a round to its post, by the platform’s clock',
    labelNames: ['platform'],
    buckets: delayBuckets,
    registers,
  });
  const commands = new Counter({
    name: 'viva_commands_total',
    help: 'What people did, by command and outcome',
    labelNames: ['command', 'outcome'],
    registers,
  });
  const acknowledged = new Histogram({
    name: 'viva_acknowledge_seconds',
    help: 'Until the platform has the acknowledgement of what a person did',
    labelNames: ['platform', 'kind'],
    buckets: answerBuckets,
    registers,
  });
  const answered = new Histogram({
    name: 'viva_answer_seconds',
    help: 'Until the platform has the first answer to what a person did',
    labelNames: ['platform', 'kind'],
    buckets: answerBuckets,
    registers,
  });
  const calls = new Histogram({
    name: 'viva_platform_call_seconds',
    help: 'Calls to platforms, by outcome',
    labelNames: ['platform', 'call', 'outcome'],
    buckets: callBuckets,
    registers,
  });
  const store = new Histogram({
    name: 'viva_store_seconds',
    help: 'Questions to Redis, by outcome',
    labelNames: ['outcome'],
    buckets: storeBuckets,
    registers,
  });
  const jobs = new Counter({
    name: 'viva_jobs_total',
    help: 'Jobs of the queue that were worked, by kind and outcome',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const reminders = new Counter({
    name: 'viva_reminders_total',
    help: 'Reminders to members, by what became of them',
    labelNames: ['platform', 'result'],
    registers,
  });
  return {
    posted(platform, result, took) {
      posts.inc({ platform, result });
      if (took !== undefined) delay.observe({ platform }, Math.max(0, took) / 1_000);
    },
    command: (command, outcome) => commands.inc({ command, outcome }),
    acknowledged: (platform, kind, took) => acknowledged.observe({ platform, kind }, took / 1_000),
    answered: (platform, kind, took) => answered.observe({ platform, kind }, took / 1_000),
    called: (platform, call, outcome, took) => calls.observe({ platform, call, outcome }, took / 1_000),
    stored: (outcome, took) => store.observe({ outcome }, took / 1_000),
    job: (kind, outcome) => jobs.inc({ kind, outcome }),
    reminded: (platform, result) => reminders.inc({ platform, result }),
  };
}

function addGauges(registers: Registry[], readings: () => Readings | undefined): void {
  const gauge = (name: string, help: string, read: (from: Readings) => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        const from = readings();
        this.reset();
        const value = from && (await inTime(read(from)));
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  gauge(
    'viva_queue_jobs_now',
    'Jobs to be worked now, or being worked',
    async (from) => (await from.queue()).now,
  );
  gauge('viva_queue_jobs_later', 'Jobs that wait for their time', async (from) => (await from.queue()).later);
  gauge('viva_due_backlog', 'Things that are due and not in the queue yet', (from) => from.backlog());
  gauge('viva_feeds', 'Feeds', (from) => from.feeds());
  const connected = new Gauge({
    name: 'viva_platform_connected',
    help: '1 while people reach this process through the platform',
    labelNames: ['platform'],
    registers,
    collect() {
      for (const one of readings()?.connections() ?? [])
        this.set({ platform: one.platform }, one.connected ? 1 : 0);
    },
  });
  const standby = new Gauge({
    name: 'viva_platform_standby',
    help: '1 while another process holds the connection to the platform',
    labelNames: ['platform'],
    registers,
    collect() {
      for (const one of readings()?.connections() ?? [])
        this.set({ platform: one.platform }, one.standby ? 1 : 0);
    },
  });
  void connected;
  void standby;
}

async function inTime(reading: Promise<number>): Promise<number | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, readingWithin, undefined);
  });
  try {
    return await Promise.race([reading.catch(() => undefined), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** `/metrics`, for Prometheus and whoever reads its format. */
export function mountMetrics(http: HttpMount, metrics: Metrics): void {
  http.mount('/metrics', async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : text);
  });
}
