import { createHmac, randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { isObject } from './blocks.ts';
import type { Json, SlackState } from './state.ts';

export type Kind = 'events_api' | 'slash_commands' | 'interactive';

interface Delivery {
  kind: Kind;
  payload: Json;
  attempts: number;
  taken: boolean;
}

export type Timer = (ms: number, run: () => void) => () => void;

/** How long Slack waits for an acknowledgement, and how often it then tries again. */
const patience = 3_000;
const mostAttempts = 4;

/** Brings what people do to Viva, over a socket or by signed HTTP, and again where it was not acknowledged. */
export class Deliveries {
  readonly all: Delivery[] = [];
  #state: SlackState;
  #secret: string;
  #timer: Timer;
  #sockets: WebSocket[] = [];
  #envelopes = new Map<string, () => void>();
  #cancels = new Set<() => void>();
  #address: string | undefined;
  #switchedOff = false;
  /** When false, nothing is tried again by itself. */
  retries = true;

  constructor(state: SlackState, secret: string, timer: Timer) {
    this.#state = state;
    this.#secret = secret;
    this.#timer = timer;
  }

  deliverTo(address: string): void {
    this.#address = address;
  }

  /** A connection that said hello; what nobody took goes out again. */
  attach(socket: WebSocket): void {
    if (this.#switchedOff) {
      socket.send(farewell('link_disabled'));
      return;
    }
    this.#sockets.push(socket);
    socket.on('close', () => {
      this.#sockets = this.#sockets.filter((one) => one !== socket);
    });
    socket.on('message', (data) => this.#acknowledged(String(data)));
    socket.send(JSON.stringify({ type: 'hello', num_connections: this.#sockets.length }));
    for (const delivery of this.all) {
      if (!delivery.taken && delivery.kind === 'events_api') void this.#attempt(delivery);
    }
  }

  /** In the app's settings. While it is off, a connection is told so and ended. */
  switchSocketMode(to: 'on' | 'off'): void {
    this.#switchedOff = to === 'off';
    if (this.#switchedOff) for (const socket of this.#sockets) socket.send(farewell('link_disabled'));
  }

  get connections(): number {
    return this.#sockets.length;
  }

  /** Slack asks a connection to move to another host, or cuts it without a word. */
  disconnect(how: 'politely' | 'abruptly'): void {
    for (const socket of this.#sockets) {
      if (how === 'abruptly') socket.terminate();
      else socket.send(farewell('refresh_requested'));
    }
  }

  /** True when Viva acknowledged it. */
  async deliver(kind: Kind, payload: Json): Promise<boolean> {
    const delivery: Delivery = { kind, payload, attempts: 0, taken: false };
    this.all.push(delivery);
    return this.#attempt(delivery);
  }

  /** Everything once more, newest first. */
  async redeliver(): Promise<void> {
    for (const delivery of [...this.all].reverse()) await this.#attempt(delivery, false);
  }

  stop(): void {
    this.retries = false;
    for (const cancel of this.#cancels) cancel();
    for (const socket of this.#sockets) socket.terminate();
  }

  async #attempt(delivery: Delivery, again = true): Promise<boolean> {
    delivery.attempts += 1;
    const taken = await (this.#address === undefined ? this.#bySocket(delivery) : this.#byHttp(delivery));
    if (taken) delivery.taken = true;
    // Slack tells a person at once that a command failed; only events come again by themselves.
    else if (again && this.retries && delivery.kind === 'events_api' && delivery.attempts < mostAttempts) {
      this.#later(patience, () => void (delivery.taken || this.#attempt(delivery)));
    }
    return taken;
  }

  #later(ms: number, run: () => void): () => void {
    const cancel = this.#timer(ms, () => {
      this.#cancels.delete(cancel);
      run();
    });
    this.#cancels.add(cancel);
    return () => {
      this.#cancels.delete(cancel);
      cancel();
    };
  }

  #bySocket(delivery: Delivery): Promise<boolean> {
    const socket = this.#sockets.at(-1);
    if (socket === undefined) return Promise.resolve(false);
    const id = randomUUID();
    return new Promise((resolve) => {
      const cancel = this.#later(patience, () => settle(false));
      const settle = (taken: boolean) => {
        cancel();
        socket.off('close', lost);
        resolve(taken);
      };
      const lost = () => settle(false);
      socket.once('close', lost);
      this.#envelopes.set(id, () => settle(true));
      const again =
        delivery.attempts > 1 ? { retry_attempt: delivery.attempts - 1, retry_reason: 'timeout' } : {};
      const { kind: type, payload } = delivery;
      socket.send(
        JSON.stringify({
          type,
          envelope_id: id,
          payload,
          accepts_response_payload: type !== 'events_api',
          ...again,
        }),
      );
    });
  }

  #acknowledged(text: string): void {
    const message: unknown = JSON.parse(text);
    const id = isObject(message) ? String(message.envelope_id ?? '') : '';
    const settle = this.#envelopes.get(id);
    if (settle === undefined) this.#state.complain(`an acknowledgement of the unknown envelope ${id}`);
    this.#envelopes.delete(id);
    settle?.();
  }

  async #byHttp({ kind, payload, attempts }: Delivery): Promise<boolean> {
    const body =
      kind === 'events_api'
        ? JSON.stringify(payload)
        : kind === 'interactive'
          ? new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
          : formBody(payload);
    const type = kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded';
    const retry =
      attempts > 1
        ? { 'x-slack-retry-num': String(attempts - 1), 'x-slack-retry-reason': 'http_timeout' }
        : {};
    const status = await this.send(body, { 'content-type': type, ...this.sign(body), ...retry });
    return status === 200;
  }

  /** A raw request to Viva; undefined when it could not be reached. */
  async send(body: string, headers: Record<string, string>): Promise<number | undefined> {
    try {
      const answer = await fetch(this.#address ?? '', {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(patience),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return undefined;
    }
  }

  /** The signature's age is judged by the machine's clock, whatever the world's clock says. */
  sign(body: string, secret = this.#secret, at = Date.now()): Record<string, string> {
    const seconds = Math.floor(at / 1000);
    const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
    return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${hash}` };
  }
}

function farewell(reason: 'refresh_requested' | 'link_disabled'): string {
  return JSON.stringify({ type: 'disconnect', reason });
}

function formBody(payload: Json): string {
  const form = new URLSearchParams();
  for (const [key, value] of Object.entries(payload)) form.set(key, String(value));
  return form.toString();
}
