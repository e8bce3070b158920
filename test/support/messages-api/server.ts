/** The stand-in for the Messages API: a local HTTP server that validates, caches, answers and fails like the real one. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/core/ports/clock.ts';
import type { AnswerScript } from './answers.ts';
import { ApiError, errorBody, reject } from './api-error.ts';
import { accountOf, versionOf } from './credentials.ts';
import { errorOfStatus, type Fault, Orders } from './faults.ts';
import { claudeFeatures, type Features } from './features.ts';
import { type LatencyModel, noLatency, realClock } from './latency.ts';
import { Model } from './model.ts';
import type { ModelFacts } from './models.ts';
import { modelInfo, modelList } from './models-endpoint.ts';
import { readBody } from './read-body.ts';
import {
  aborted,
  type Gate,
  type GatePlace,
  type Predicate,
  type RecordedRequest,
  RequestLog,
} from './request-log.ts';
import { type Pacing, sendStream, sendWhole } from './transmit.ts';

export interface MessagesApiOptions {
  /** The keys that are accepted, each with a cache of its own; default `test-key`. */
  readonly key?: string | readonly string[];
  /** Context window in tokens, for every model; default what the model has. */
  readonly window?: number;
  /** Overrides what is known of every model, for example `minCacheable`. */
  readonly facts?: Partial<ModelFacts>;
  readonly clock?: Clock;
  /** Default: no waiting at all, times still reported. */
  readonly latency?: Partial<LatencyModel>;
  readonly features?: Partial<Features>;
  readonly thinking?: 'none' | 'adaptive';
  readonly answer?: AnswerScript;
  /** Characters per streamed delta; default 24. */
  readonly deltaChars?: number;
  /** How many of the newest requests are kept for inspection; default all. */
  readonly keepRequests?: number;
  readonly secret?: string;
  /** Block types that may be replayed though this server has not sent them. */
  readonly extraBlockTypes?: readonly string[];
  /** Default: a free one. */
  readonly port?: number;
}

export interface MessagesApi {
  /** Without a trailing slash and without `/v1`. */
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  readonly faults: Orders<Fault>;
  readonly answers: Model['answers'];
  /** How answers are made; may be replaced at any time. */
  setScript(script: AnswerScript): void;
  /** The `nth` request that fits, counting those that have arrived already. */
  request(predicate: Predicate, nth?: number): Promise<RecordedRequest>;
  /** The first request from now on that fits. */
  nextRequest(predicate?: Predicate): Promise<RecordedRequest>;
  /** Holds the answers to requests that fit until the gate is released. */
  hold(predicate?: Predicate, place?: GatePlace): Gate;
  /** Lets everything go on that is held, and forgets the faults and answers that were ordered. */
  calm(): void;
  /** Ends everything, requests that hang included. */
  stop(): Promise<void>;
}

export async function startMessagesApi(options: MessagesApiOptions = {}): Promise<MessagesApi> {
  const api = new Server(options);
  await api.listen(options.port ?? 0);
  return api;
}

class Server implements MessagesApi {
  url = '';
  readonly faults = new Orders<Fault>();
  readonly #log: RequestLog;
  readonly #model: Model;
  readonly #features: Features;
  readonly #clock: Clock;
  readonly #pacing: Pacing;
  readonly #keys: readonly string[];
  readonly #stopping = new AbortController();
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  #served = 0;

  constructor(options: MessagesApiOptions) {
    this.#features = { ...claudeFeatures, ...options.features };
    this.#clock = options.clock ?? realClock;
    const latency = { ...noLatency, ...options.latency };
    this.#log = new RequestLog(options.keepRequests ?? Number.POSITIVE_INFINITY);
    this.#keys = [options.key ?? 'test-key'].flat();
    this.#model = new Model({
      features: this.#features,
      facts: { ...(options.window !== undefined && { window: options.window }), ...options.facts },
      script: options.answer ?? {},
      thinking: options.thinking ?? 'none',
      latency,
      secret: options.secret ?? 'the stand-in signs with this',
      extraBlockTypes: options.extraBlockTypes ?? [],
    });
    const stream = { deltaChars: options.deltaChars ?? 24, pings: this.#features.pings };
    this.#pacing = { log: this.#log, clock: this.#clock, latency, stream };
  }

  get requests(): readonly RecordedRequest[] {
    return this.#log.requests;
  }

  get answers(): Model['answers'] {
    return this.#model.answers;
  }

  setScript(script: AnswerScript): void {
    this.#model.script = script;
  }

  request(predicate: Predicate, nth?: number): Promise<RecordedRequest> {
    return this.#log.request(predicate, nth);
  }

  nextRequest(predicate?: Predicate): Promise<RecordedRequest> {
    return this.#log.nextRequest(predicate);
  }

  hold(predicate?: Predicate, place?: GatePlace): Gate {
    return this.#log.hold(predicate, place);
  }

  calm(): void {
    this.#log.releaseAll();
    this.faults.clear();
    this.answers.clear();
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, fail) => {
      this.#http.once('error', fail);
      this.#http.listen(port, '127.0.0.1', resolve);
    });
    this.url = `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    this.#http.closeAllConnections();
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#served += 1;
    const requestId = `req_standin${String(this.#served).padStart(6, '0')}`;
    response.setHeader('request-id', requestId);
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.#stopping.signal]);
    const received = await readBody(incoming);
    if (received.kind === 'aborted') return;
    const path = new URL(incoming.url ?? '/', 'http://standin').pathname;
    const method = incoming.method ?? '';
    const body = received.kind === 'json' ? received.value : undefined;
    const { headers } = incoming;
    const record = this.#log.add({ at: this.#clock.now(), method, path, headers }, body);
    try {
      if (received.kind === 'tooLarge') {
        throw new ApiError(413, 'request_too_large', 'Request exceeds the maximum size');
      }
      const account = accountOf(headers, this.#keys, this.#features);
      if (received.kind === 'malformed') reject('', `The request body is not valid JSON: ${received.reason}`);
      await this.#route(record, body, account, response, signal);
    } catch (thrown) {
      this.#fail(thrown, record, response, requestId);
    }
    this.#watchEnd(record, response);
  }

  async #route(
    record: RecordedRequest,
    body: unknown,
    account: string,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const version = versionOf(record.headers, this.#features);
    const { method, path } = record;
    if (method === 'POST' && path === '/v1/messages') {
      return this.#messages(record, body, account, version, response, signal);
    }
    const fault = this.faults.take(record);
    if (fault !== undefined && (await this.#faultBefore(fault, record, response, signal))) return;
    if (method === 'GET' && path === '/v1/models' && this.#features.models) {
      return send(
        record,
        response,
        modelList((id) => this.#model.facts(id)),
      );
    }
    const id = /^\/v1\/models\/([^/]+)$/.exec(path)?.[1];
    if (method === 'GET' && id !== undefined && this.#features.models) {
      return send(
        record,
        response,
        modelInfo(decodeURIComponent(id), (known) => this.#model.facts(known)),
      );
    }
    throw new ApiError(404, 'not_found_error', `Not found: ${method} ${path}`);
  }

  async #messages(
    record: RecordedRequest,
    body: unknown,
    account: string,
    version: string,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<void> {
    const fault = this.faults.take(record);
    if (fault !== undefined && (await this.#faultBefore(fault, record, response, signal))) return;
    const { answer, usage, timing, begin } = this.#model.reply(record, body, version, account, fault);
    Object.assign(record, { answer, usage, timing });
    await this.#log.pass(record, 'start', signal);
    if (signal.aborted) return;
    const sending = { response, record, answer, timing, fault, signal, begin };
    await (record.body.stream === true ? sendStream : sendWhole)(sending, this.#pacing);
    if (
      fault !== undefined &&
      ['cut', 'reset', 'errorEvent', 'malformedSse', 'silent'].includes(fault.kind)
    ) {
      record.outcome = 'broken';
    }
  }

  /** Carries out a fault that keeps the request from the model; false when it is not of that kind. */
  async #faultBefore(
    fault: Fault,
    record: RecordedRequest,
    response: ServerResponse,
    signal: AbortSignal,
  ): Promise<boolean> {
    switch (fault.kind) {
      case 'status':
        throw errorOfStatus(fault);
      case 'redirect':
        record.status = 307;
        response.writeHead(307, { location: fault.location }).end();
        return true;
      case 'html':
        record.status = 200;
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<!doctype html><title>Sign in</title><p>Sign in to the network to go on.</p>');
        return true;
      case 'hang':
        record.outcome = 'broken';
        await aborted(signal);
        return true;
      default:
        return false;
    }
  }

  #fail(thrown: unknown, record: RecordedRequest, response: ServerResponse, requestId: string): void {
    // An error that is not the API's own is a defect of the stand-in; the record tells where it came from.
    const known = thrown instanceof ApiError;
    const error = known ? thrown : new ApiError(500, 'api_error', `stand-in: ${String(thrown)}`);
    record.error = thrown instanceof Error && !known ? (thrown.stack ?? thrown.message) : error.message;
    record.status = error.status;
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.writeHead(error.status, { 'content-type': 'application/json', ...error.headers });
    response.end(JSON.stringify(errorBody(error, requestId)));
  }

  /** A response that is closed before it is finished was left by its client, unless a fault broke it. */
  #watchEnd(record: RecordedRequest, response: ServerResponse): void {
    const settle = (): void => this.#log.end(record, response.writableFinished ? 'answered' : 'aborted');
    if (response.closed || response.destroyed) settle();
    else response.once('close', settle);
  }
}

function send(record: RecordedRequest, response: ServerResponse, body: object): void {
  record.status = 200;
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
