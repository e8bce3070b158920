/** Sends an answer over HTTP, as a stream of events or as one body, and lets the ordered fault spoil it on its way. */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../../src/core/ports/clock.ts';
import { ApiError } from './api-error.ts';
import { type Fault, type StreamPlace, usageOf } from './faults.ts';
import { type LatencyModel, pause, type Timing } from './latency.ts';
import { aborted, type RecordedRequest, type RequestLog } from './request-log.ts';
import { eventsOf, frame, type StreamEvent, type StreamOptions } from './sse.ts';
import type { WireAnswer } from './wire.ts';

export interface Transmission {
  readonly response: ServerResponse;
  readonly record: RecordedRequest;
  readonly answer: WireAnswer;
  readonly timing: Timing;
  readonly fault: Fault | undefined;
  readonly signal: AbortSignal;
  /** To be called when the answer begins. */
  readonly begin: () => void;
}

export interface Pacing {
  readonly log: RequestLog;
  readonly clock: Clock;
  readonly latency: LatencyModel;
  readonly stream: StreamOptions;
}

/** The shortest pause worth a timer. */
const leastPauseMs = 4;

type Strike = Extract<Fault, { kind: 'cut' | 'reset' | 'errorEvent' | 'malformedSse' | 'silent' }>;

function strikeOf(fault: Fault | undefined): Strike | undefined {
  switch (fault?.kind) {
    case 'cut':
    case 'reset':
    case 'errorEvent':
    case 'malformedSse':
    case 'silent':
      return fault;
    default:
      return undefined;
  }
}

export async function sendWhole(sending: Transmission, pacing: Pacing): Promise<void> {
  const { response, record, timing, signal } = sending;
  const strike = strikeOf(sending.fault);
  if (strike?.kind === 'errorEvent') {
    throw new ApiError(529, strike.type ?? 'overloaded_error', strike.message ?? 'Overloaded');
  }
  await pause(pacing.clock, timing.totalMs * pacing.latency.scale, signal);
  if (strike?.kind === 'silent') await aborted(signal);
  if (signal.aborted) return;
  sending.begin();
  record.status = 200;
  const body = JSON.stringify(reported(sending));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  if (strike === undefined) response.end(body);
  else if (strike.kind === 'malformedSse') response.end('{'.padEnd(Buffer.byteLength(body)));
  else response.write(body.slice(0, body.length / 2), () => response.socket?.destroy());
}

export async function sendStream(sending: Transmission, pacing: Pacing): Promise<void> {
  const { response, record, timing, signal } = sending;
  const { scale, outputTokensPerSecond } = pacing.latency;
  await pause(pacing.clock, timing.firstTokenMs * scale, signal);
  if (signal.aborted) return;
  sending.begin();
  record.status = 200;
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
  });
  const events = [...eventsOf(reported(sending), pacing.stream)];
  const struck = strikePoint(events, strikeOf(sending.fault));
  let owedMs = 0;
  for (const [index, event] of events.entries()) {
    if (index === Math.floor(events.length / 2)) await pacing.log.pass(record, 'middle', signal);
    if (index === struck.at)
      return struck.strike === undefined ? undefined : await perform(struck.strike, sending);
    owedMs += (event.tokens / outputTokensPerSecond) * 1000 * scale;
    if (owedMs >= leastPauseMs) {
      await pause(pacing.clock, owedMs, signal);
      owedMs = 0;
    }
    if (signal.aborted) return;
    if (!response.write(frame(event.event, event.data))) await drained(response);
  }
  response.end();
}

/** The answer as it is told, with the usage that a fault puts in its place. */
function reported({ answer, fault }: Transmission): WireAnswer {
  if (fault?.kind !== 'usage') return answer;
  const { usage: _, ...rest } = answer;
  const usage = usageOf(fault);
  return usage === undefined ? rest : { ...rest, usage };
}

/** Index of the event that is not sent any more. A place beyond the last block is that before `message_stop`. */
function strikePoint(
  events: readonly StreamEvent[],
  strike: Strike | undefined,
): { at: number; strike: Strike | undefined } {
  if (strike === undefined) return { at: -1, strike };
  if (strike.kind === 'silent' || strike.kind === 'malformedSse') return { at: 1, strike };
  const { atBlock = 0, afterEvents = 2 }: StreamPlace = strike;
  const first = events.findIndex((event) => event.block === atBlock);
  if (first < 0) return { at: events.length - 1, strike };
  const last = events.findLastIndex((event) => event.block === atBlock);
  return { at: Math.min(first + afterEvents, last), strike };
}

async function perform(strike: Strike, { response, signal }: Transmission): Promise<void> {
  switch (strike.kind) {
    case 'cut':
      response.end();
      return;
    case 'reset':
      // What was written must have left, or the client would see no stream at all.
      await new Promise<void>((resolve) =>
        response.write(': the connection breaks here\n\n', () => resolve()),
      );
      response.socket?.resetAndDestroy();
      return;
    case 'errorEvent': {
      const error = { type: strike.type ?? 'overloaded_error', message: strike.message ?? 'Overloaded' };
      response.end(frame('error', { type: 'error', error }));
      return;
    }
    case 'malformedSse':
      response.end('event: content_block_start\ndata: {"type":"content_block_start","index":0,\n\n');
      return;
    case 'silent':
      await aborted(signal);
  }
}

/** Resolves when the client has read enough, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
