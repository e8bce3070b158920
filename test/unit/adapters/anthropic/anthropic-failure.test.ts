import assert from 'node:assert/strict';
import {
  type CallFacts,
  connectionTrouble,
  type ServerError,
  serverTrouble,
} from '../../../../src/adapters/anthropic/anthropic-failure.ts';
import type { FailureKind } from '../../../../src/core/failure.ts';
import { redactWith } from '../../../../src/core/redaction/redact.ts';

const key = 'sk-ant-api03-abcdefghijkl';
const told = new Map([['Sommer2024', 'password']]);
const facts: CallFacts = {
  host: 'api.example.org',
  model: 'claude-sonnet-5-5',
  purpose: 'chat',
  key,
  redact: redactWith(told),
};

const error = (status: number, message = '', more: Partial<ServerError> = {}): ServerError => ({
  status,
  type: 'some_error',
  code: null,
  message,
  ...more,
});

describe('a failure from the server', () => {
  const always = undefined;
  const table: readonly [
    error: ServerError,
    kind: FailureKind,
    mostRetries: number | undefined,
    says: RegExp,
  ][] = [
    [error(400, 'max_tokens: 9 > 8'), 'badRequest', 0, /refused the request \(400\).*max_tokens: 9 > 8/],
    [error(400, 'prompt is too long: 205000 tokens > 200000 maximum'), 'tooLong', 0, /Compact, then retry/],
    [error(400, 'input length and `max_tokens` exceed context limit: 5 + 6 > 10'), 'tooLong', 0, /Compact/],
    [
      error(
        400,
        'messages.1.content.0: Invalid `signature` in `thinking` block. The block is bound to a different conversation.',
      ),
      'thinkingMismatch',
      0,
      /thinking/,
    ],
    [
      error(
        400,
        '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified.',
      ),
      'thinkingMismatch',
      0,
      /thinking/,
    ],
    [error(400, 'Your credit balance is too low to access the Anthropic API.'), 'billing', 0, /billing/],
    [error(400, 'You have reached your specified API usage limits.'), 'billing', 0, /spend limit/],
    [error(401, 'invalid x-api-key'), 'auth', 0, /Set API Key/],
    [error(402, '', { type: 'billing_error' }), 'billing', 0, /credit balance/],
    [error(403, 'not allowed'), 'auth', 0, /403.*not allowed/],
    [
      error(404, 'model: claude-sonnet-5-5', { type: 'not_found_error' }),
      'badRequest',
      0,
      /“sessionMemory.model”/,
    ],
    [
      error(404, 'page not found', { type: null }),
      'badReply',
      0,
      /not the Anthropic API.*sessionMemory.baseUrl/,
    ],
    [error(407), 'network', 0, /proxy/],
    [error(408), 'network', always, /408/],
    [error(409, 'conflict'), 'overloaded', 1, /409/],
    [error(413), 'tooLong', 0, /too large/],
    [error(418, 'teapot'), 'badRequest', 0, /teapot/],
    [error(422, 'bad shape'), 'badRequest', 0, /bad shape/],
    [error(429, 'slow down.', { retryAfterMs: 3_000 }), 'rateLimited', always, /says: “slow down”\.$/],
    [error(429, '', { retryAfterMs: 3_600_000 }), 'rateLimited', always, /is reached\.$/],
    [error(429, 'slow down'), 'rateLimited', 1, /Retry in a while/],
    [
      error(429, 'no', { code: 'enforced_spend_limit_reached', retryAfterMs: 5 }),
      'billing',
      0,
      /spend limit/,
    ],
    [error(429, 'This would exceed the spend limit of your organization.'), 'billing', 0, /spend limit/],
    [error(500, 'Internal server error'), 'overloaded', always, /out of order \(500\)/],
    [error(502, '<html><body>Bad gateway</body></html>', { type: null }), 'overloaded', always, /502/],
    [error(503), 'overloaded', always, /503/],
    [error(504), 'overloaded', always, /504/],
    [error(529, 'Overloaded'), 'overloaded', always, /529/],
  ];
  for (const [given, kind, mostRetries, says] of table) {
    it(`${given.status} ${given.message.slice(0, 40)} is ${kind}`, () => {
      const trouble = serverTrouble(given, facts);
      assert.equal(trouble.failure.kind, kind);
      assert.equal(trouble.mostRetries, mostRetries);
      assert.match(trouble.failure.message, says);
    });
  }

  it('names the setting of the memory’s model when that is the one not found', () => {
    const trouble = serverTrouble(error(404, 'model: x', { type: 'not_found_error' }), {
      ...facts,
      purpose: 'memory',
    });
    assert.match(trouble.failure.message, /“sessionMemory.memory.model”/);
  });

  it('carries the request id and the pause that was asked for', () => {
    const { failure } = serverTrouble(error(429, '', { retryAfterMs: 9_000, requestId: 'req_7' }), facts);
    assert.equal(failure.retryAfterMs, 9_000);
    assert.equal(failure.requestId, 'req_7');
  });

  const secrets: readonly [name: string, message: string][] = [
    ['the key itself', `bad key ${key} given`],
    ['another key', 'bad key sk-ant-other-0123456789 given'],
    ['a header', `authorization: Bearer ${key}`],
    ['a header of another form', 'x-api-key: plainsecret123'],
    ['a key in JSON', JSON.stringify({ 'x-api-key': 'plainsecret123' })],
  ];
  for (const [name, message] of secrets) {
    it(`does not repeat ${name}`, () => {
      const { failure } = serverTrouble(error(400, message), facts);
      assert.doesNotMatch(failure.message, /abcdefghijkl|0123456789|plainsecret/);
    });
  }

  it('strikes out a key of any form', () => {
    const { failure } = serverTrouble(error(400, 'no such key: hunter2'), { ...facts, key: 'hunter2' });
    assert.doesNotMatch(failure.message, /hunter2/);
  });

  it('repeats no credential that the server quotes of the conversation, known or not, wherever it is cut', () => {
    for (let lead = 150; lead < 260; lead++) {
      const said = `Input is no string: ${'word '.repeat(80).slice(0, lead)} postgres://app:Vq7rTz81kLmP@db.internal/main`;
      assert.doesNotMatch(serverTrouble(error(422, said), facts).failure.message, /Vq7/, said);
      const echoed = `Could not read ${'x'.repeat(lead)} Sommer2024 of it`;
      assert.doesNotMatch(serverTrouble(error(400, echoed), facts).failure.message, /Somm/, echoed);
    }
  });

  it('quotes one line of bounded length', () => {
    const { failure } = serverTrouble(error(400, `a\n\u0000\u202Eb${'c'.repeat(100_000)}`), facts);
    assert.match(failure.message, /“a b+c+…”/);
    assert.ok(failure.message.length < 400);
  });
});

describe('a connection that failed', () => {
  const table: readonly [code: string | null, mostRetries: number | undefined, says: RegExp][] = [
    ['ENOTFOUND', 2, /was not found/],
    ['EAI_AGAIN', 2, /was not found/],
    ['ECONNREFUSED', 2, /Nothing answers/],
    ['ECONNRESET', undefined, /ECONNRESET/],
    ['UND_ERR_SOCKET', undefined, /UND_ERR_SOCKET/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 0, /certificate/],
    ['CERT_HAS_EXPIRED', 0, /certificate/],
    [null, undefined, /failed\. Check the network/],
  ];
  for (const [code, mostRetries, says] of table) {
    it(`says what to do about ${code}`, () => {
      const trouble = connectionTrouble(code, 'api.example.org');
      assert.equal(trouble.failure.kind, 'network');
      assert.equal(trouble.mostRetries, mostRetries);
      assert.match(trouble.failure.message, says);
      assert.match(trouble.failure.message, /api\.example\.org/);
    });
  }
});
