/** Every request as it arrived and what became of it; lets a test wait for one, or hold its answer back. */
import type { IncomingHttpHeaders } from 'node:http';
import { inTime } from '../eventually.ts';
import type { Timing } from './latency.ts';
import { asksForMemory } from './memory-answer.ts';
import type { MessagesRequest, WireAnswer, WireUsage } from './wire.ts';

export type Purpose = 'chat' | 'memory' | 'models' | 'other';

export interface RecordedRequest {
  /** Counts from 0 over the life of the server. */
  readonly index: number;
  /** When it had arrived whole, by the server's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As received and not yet validated; an empty request where there was no JSON object. */
  readonly body: MessagesRequest;
  /** A guess from what it says. */
  readonly purpose: Purpose;
  /** HTTP status; null until it is answered, and for good when it never is. */
  status: number | null;
  /** Message of the error that it was answered with. */
  error: string | null;
  /** What the model said; null until it speaks. A fault may have kept it from arriving. */
  answer: WireAnswer | null;
  /** What it used in truth, whatever a fault made the answer report. */
  usage: WireUsage | null;
  /** Unscaled times of the latency model. */
  timing: Timing | null;
  /** `open` while it is being answered; `aborted` when the client went away first; `broken` by a fault. */
  outcome: 'open' | 'answered' | 'aborted' | 'broken';
  /** Resolves when the outcome is known. */
  readonly ended: Promise<void>;
}

export type Predicate = (request: RecordedRequest) => boolean;

export const isChat: Predicate = (request) => request.purpose === 'chat';
export const isMemory: Predicate = (request) => request.purpose === 'memory';

export interface Gate {
  /** Resolves with the first request that stands at the gate; rejects when none has come within half a minute. */
  readonly held: Promise<RecordedRequest>;
  /** Lets those at the gate go on, and everyone after them. */
  release(): void;
}

export type GatePlace =
  /** Before the response's headers. */
  | 'start'
  /** In a stream, half way through its events. */
  | 'middle';

interface OpenGate extends Gate {
  readonly place: GatePlace;
  readonly predicate: Predicate;
  readonly opened: Promise<void>;
  reached(request: RecordedRequest): void;
}

interface Waiter {
  readonly predicate: Predicate;
  left: number;
  readonly resolve: (request: RecordedRequest) => void;
}

export class RequestLog {
  readonly requests: RecordedRequest[] = [];
  readonly #keep: number;
  readonly #endings = new Map<RecordedRequest, () => void>();
  #count = 0;
  #waiters: Waiter[] = [];
  #gates: OpenGate[] = [];

  /** `keep`: how many of the newest requests are kept. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  add(fields: Pick<RecordedRequest, 'at' | 'method' | 'path' | 'headers'>, body: unknown): RecordedRequest {
    const ending = deferred<void>();
    const received = asRequest(body);
    const request: RecordedRequest = {
      ...fields,
      index: this.#count,
      body: received,
      purpose: purposeOf(fields.path, received),
      status: null,
      error: null,
      answer: null,
      usage: null,
      timing: null,
      outcome: 'open',
      ended: ending.promise,
    };
    this.#count += 1;
    this.#endings.set(request, ending.resolve);
    this.requests.push(request);
    if (this.requests.length > this.#keep) this.requests.shift();
    this.#tellWaiters(request);
    return request;
  }

  end(request: RecordedRequest, outcome: RecordedRequest['outcome']): void {
    if (request.outcome === 'open') request.outcome = outcome;
    this.#endings.get(request)?.();
    this.#endings.delete(request);
  }

  /** Resolves with the `nth` request that fits, counting those that have arrived already. */
  request(predicate: Predicate, nth = 1): Promise<RecordedRequest> {
    const present = this.requests.filter(predicate);
    const found = present[nth - 1];
    if (found !== undefined) return Promise.resolve(found);
    return this.#wait(predicate, nth - present.length);
  }

  /** Resolves with the first request from now on that fits. */
  nextRequest(predicate: Predicate = () => true): Promise<RecordedRequest> {
    return this.#wait(predicate, 1);
  }

  hold(predicate: Predicate = () => true, place: GatePlace = 'start'): Gate {
    const opening = deferred<void>();
    const arrival = deferred<RecordedRequest>();
    const noneHeld = (): string => `No request stands at the gate. There were: ${this.#told()}`;
    const gate: OpenGate = {
      place,
      predicate,
      opened: opening.promise,
      reached: arrival.resolve,
      get held() {
        return inTime(arrival.promise, noneHeld);
      },
      release: () => {
        this.#gates = this.#gates.filter((other) => other !== gate);
        opening.resolve();
      },
    };
    this.#gates.push(gate);
    return gate;
  }

  releaseAll(): void {
    for (const gate of [...this.#gates]) gate.release();
  }

  /** Waits at the gates that hold this request, or until `signal` is aborted. */
  async pass(request: RecordedRequest, place: GatePlace, signal: AbortSignal): Promise<void> {
    for (const gate of this.#gates) {
      if (gate.place !== place || !gate.predicate(request)) continue;
      gate.reached(request);
      await Promise.race([gate.opened, aborted(signal)]);
    }
  }

  #told(): string {
    return this.requests.map(({ purpose, outcome }) => `${purpose} (${outcome})`).join(', ') || 'none';
  }

  #wait(predicate: Predicate, left: number): Promise<RecordedRequest> {
    return new Promise((resolve) => {
      this.#waiters.push({ predicate, left, resolve });
    });
  }

  #tellWaiters(request: RecordedRequest): void {
    for (const waiter of this.#waiters) {
      if (!waiter.predicate(request)) continue;
      waiter.left -= 1;
      if (waiter.left === 0) waiter.resolve(request);
    }
    this.#waiters = this.#waiters.filter((waiter) => waiter.left > 0);
  }
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function asRequest(body: unknown): MessagesRequest {
  if (typeof body === 'object' && body !== null && 'messages' in body && Array.isArray(body.messages)) {
    return body as MessagesRequest;
  }
  return { model: '', messages: [] };
}

function purposeOf(path: string, body: MessagesRequest): Purpose {
  if (path.startsWith('/v1/models')) return 'models';
  if (path !== '/v1/messages') return 'other';
  try {
    return asksForMemory(body) ? 'memory' : 'chat';
  } catch {
    // The body has not been validated yet; a malformed one is no memory request.
    return 'chat';
  }
}
