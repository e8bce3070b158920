/**
 * What becomes of a turn, and of an update of the memory, when the server fails: the stated outcome of every fault. The
 * tests of chat and memory read this table, and so may people.
 */
import type { FailureKind } from '../../../src/core/failure.ts';
import { type Fault, rateLimited, spendLimitReached, status } from '../messages-api/faults.ts';

type TurnEnd = 'completed' | 'refused' | `failed: ${FailureKind}`;
type UpdateEnd = 'updated' | `failed: ${FailureKind}`;

/** Requests until the call is given up, in figures: retries of a chat call, and of a background one, which has fewer. */
type Requests = `${number} request` | `${number} requests`;

export interface StatedOutcome {
  readonly name: string;
  readonly fault: Fault;
  readonly turn: {
    /** The fault strikes one request, and then the server is well. */
    readonly once: TurnEnd;
    /** It strikes every request. */
    readonly always: TurnEnd;
    readonly requests: Requests;
    /** The turn's messages on disk, when it strikes always. */
    readonly kept: 'user' | 'user, interrupted' | 'user, complete' | 'user, refused';
  };
  readonly update: { readonly once: UpdateEnd; readonly always: UpdateEnd; readonly requests: Requests };
}

type Turn = readonly [StatedOutcome['turn']['once'], TurnEnd, Requests, StatedOutcome['turn']['kept']];
type Update = readonly [UpdateEnd, UpdateEnd, Requests];

/** Waiting mends nothing: told at once. */
const hopeless = (kind: FailureKind): { turn: Turn; update: Update } => ({
  turn: [`failed: ${kind}`, `failed: ${kind}`, '1 request', 'user'],
  update: [`failed: ${kind}`, `failed: ${kind}`, '1 request'],
});

/** Tried again after a pause that is shown. */
const passing = (kind: FailureKind): { turn: Turn; update: Update } => ({
  turn: ['completed', `failed: ${kind}`, '5 requests', 'user'],
  update: ['updated', `failed: ${kind}`, '3 requests'],
});

/** Tried again, but only once: it costs much time, or seldom passes. */
const onceMore = (kind: FailureKind): { turn: Turn; update: Update } => ({
  turn: ['completed', `failed: ${kind}`, '2 requests', 'user'],
  update: ['updated', `failed: ${kind}`, '2 requests'],
});

/** Part of an answer is there: it is kept and marked, and another try is the user's to order. */
const broken = (kind: FailureKind): { turn: Turn; update: Update } => ({
  turn: [`failed: ${kind}`, `failed: ${kind}`, '1 request', 'user, interrupted'],
  update: [`failed: ${kind}`, `failed: ${kind}`, '1 request'],
});

const elsewhere = 'https://elsewhere.example.org/v1/messages';

const rows: readonly (readonly [name: string, fault: Fault, outcome: { turn: Turn; update: Update }])[] = [
  ['400', status(400), hopeless('badRequest')],
  ['401', status(401), hopeless('auth')],
  ['402', status(402), hopeless('billing')],
  ['403', status(403), hopeless('auth')],
  ['404', status(404), hopeless('badRequest')],
  [
    '413',
    status(413),
    {
      // The conversation is compacted and sent once more.
      turn: ['completed', 'failed: tooLong', '2 requests', 'user'],
      update: ['failed: tooLong', 'failed: tooLong', '1 request'],
    },
  ],
  ['429 with retry-after', rateLimited(7), passing('rateLimited')],
  ['429 without retry-after', rateLimited(), onceMore('rateLimited')],
  ['429 with a retry-after of an hour', rateLimited(3_600), hopeless('rateLimited')],
  ['429 of a spend limit', spendLimitReached, hopeless('billing')],
  ['500', status(500), passing('overloaded')],
  ['503', status(503), passing('overloaded')],
  ['529', status(529), passing('overloaded')],
  ['a redirect to another host', { kind: 'redirect', location: elsewhere }, hopeless('badReply')],
  ['a hang before the headers', { kind: 'hang' }, onceMore('network')],
  ['a silent stream', { kind: 'silent' }, onceMore('network')],
  ['a stream cut before any text', { kind: 'cut', afterEvents: 0 }, passing('network')],
  ['a stream cut in its text', { kind: 'cut', afterEvents: 4 }, broken('network')],
  ['a stream cut before its last event', { kind: 'cut', atBlock: 99 }, broken('network')],
  ['a reset before any text', { kind: 'reset', afterEvents: 0 }, passing('network')],
  ['a reset in the text', { kind: 'reset', afterEvents: 4 }, broken('network')],
  ['an error event before any text', { kind: 'errorEvent', afterEvents: 0 }, passing('overloaded')],
  ['an error event in the text', { kind: 'errorEvent', afterEvents: 4 }, broken('overloaded')],
  ['malformed events', { kind: 'malformedSse' }, hopeless('badReply')],
  ['a web page', { kind: 'html' }, hopeless('badReply')],
  ['an empty answer', { kind: 'empty' }, hopeless('badReply')],
  [
    'max_tokens',
    { kind: 'stop', reason: 'max_tokens' },
    {
      // The cut answer is the answer; a cut memory would be a damaged one.
      turn: ['completed', 'completed', '1 request', 'user, complete'],
      update: ['failed: badReply', 'failed: badReply', '1 request'],
    },
  ],
  [
    'model_context_window_exceeded',
    { kind: 'stop', reason: 'model_context_window_exceeded' },
    {
      // The conversation is compacted and sent once more; then what there is of an answer is taken.
      turn: ['completed', 'completed', '2 requests', 'user, complete'],
      update: ['failed: badReply', 'failed: badReply', '1 request'],
    },
  ],
  [
    'a refusal',
    { kind: 'refusal' },
    {
      turn: ['refused', 'refused', '1 request', 'user, refused'],
      update: ['failed: refused', 'failed: refused', '1 request'],
    },
  ],
  [
    'a refusal in the text',
    { kind: 'refusal', partial: true },
    {
      turn: ['refused', 'refused', '1 request', 'user, refused'],
      update: ['failed: refused', 'failed: refused', '1 request'],
    },
  ],
];

export const statedOutcomes: readonly StatedOutcome[] = rows.map(([name, fault, { turn, update }]) => ({
  name,
  fault,
  turn: { once: turn[0], always: turn[1], requests: turn[2], kept: turn[3] },
  update: { once: update[0], always: update[1], requests: update[2] },
}));

/** An outcome in the table's words. */
export const ended = ({
  status,
  failure,
}: {
  readonly status: string;
  readonly failure?: { readonly kind: FailureKind };
}): string => (status === 'failed' ? `failed: ${failure?.kind}` : status);

export const figures = (requests: number): string => `${requests} ${requests === 1 ? 'request' : 'requests'}`;
