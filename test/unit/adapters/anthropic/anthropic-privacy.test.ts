import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type MessagesApi, startMessagesApi } from '../../../support/messages-api/server.ts';
import { chatRequest, collect, testKey, testModel } from '../../../support/model-call.ts';

const hostileEnvironment: Readonly<Record<string, string>> = {
  ANTHROPIC_API_KEY: 'key-of-the-environment',
  ANTHROPIC_AUTH_TOKEN: 'token-of-the-environment',
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:9/stolen',
  ANTHROPIC_CUSTOM_HEADERS:
    'x-spy: 1\nAuthorization: Bearer stolen\nanthropic-version: 2023-06-01\nUser-Agent: spy',
  ANTHROPIC_PROFILE: 'no-such-profile',
  ANTHROPIC_LOG: 'debug',
  ANTHROPIC_WEBHOOK_SIGNING_KEY: 'whsec_environment',
};

/** Runs `work` with these variables set, and with everything printed to the console counted. */
async function inHostileEnvironment(work: () => Promise<void>): Promise<number> {
  const before = Object.fromEntries(Object.keys(hostileEnvironment).map((name) => [name, process.env[name]]));
  const levels = ['log', 'info', 'warn', 'error', 'debug'] as const;
  const methods = levels.map((level) => console[level]);
  let printed = 0;
  Object.assign(process.env, hostileEnvironment);
  for (const level of levels) console[level] = () => (printed += 1);
  try {
    await work();
  } finally {
    for (const [index, level] of levels.entries()) Object.assign(console, { [level]: methods[index] });
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  return printed;
}

describe('the API key and what goes along with it', () => {
  let api: MessagesApi;

  beforeEach(async () => {
    api = await startMessagesApi();
  });

  afterEach(async () => {
    await api.stop();
  });

  it('are untouched by the environment, and nothing is printed', async () => {
    const printed = await inHostileEnvironment(async () => {
      const result = await collect(testModel(api.url).model, chatRequest).result;
      assert.equal(result.kind, 'answered');
    });
    assert.equal(printed, 0);
    const { host, connection, ...headers } = api.requests[0]?.headers ?? {};
    assert.equal(headers.authorization, `Bearer ${testKey}`);
    assert.equal(headers['anthropic-version'], '2026-10-21');
    const expected = [
      'accept',
      'accept-encoding',
      'accept-language',
      'anthropic-version',
      'authorization',
      'content-length',
      'content-type',
      'sec-fetch-mode',
      'user-agent',
    ];
    assert.deepEqual(
      Object.keys(headers).filter((name) => !expected.includes(name)),
      [],
    );
    assert.doesNotMatch(JSON.stringify(headers), /spy|stolen|environment|stainless/);
  });

  it('go nowhere without a key, whatever the environment holds', async () => {
    await inHostileEnvironment(async () => {
      let asked = 0;
      const fetch = async (): Promise<Response> => {
        asked += 1;
        return new Response();
      };
      const { model } = testModel('https://api.example.org', { fetch, apiKey: async () => undefined });
      const result = await collect(model, chatRequest).result;
      assert.ok(result.kind === 'failed');
      assert.equal(result.failure.kind, 'auth');
      assert.match(result.failure.message, /Set API Key/);
      assert.equal(asked, 0);
    });
  });

  it('never follow a redirect to another host', async () => {
    let visits = 0;
    const thief = createServer((_request, response) => {
      visits += 1;
      response.end();
    });
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
    try {
      const target = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`;
      api.faults.next({ kind: 'redirect', location: `${target}/v1/messages?x=1` });
      const result = await collect(testModel(api.url).model, chatRequest).result;
      assert.ok(result.kind === 'failed');
      assert.equal(result.failure.kind, 'badReply');
      assert.ok(result.failure.message.includes(`redirects to “${target}”`), result.failure.message);
      assert.equal(visits, 0);
    } finally {
      thief.close();
    }
  });

  it('are told of a redirect whose target the platform hides', async () => {
    const fetch = async (): Promise<Response> => {
      const response = new Response(null, { status: 200 });
      return Object.defineProperty(response, 'type', { value: 'opaqueredirect' });
    };
    const result = await collect(testModel(api.url, { fetch }).model, chatRequest).result;
    assert.ok(result.kind === 'failed');
    assert.match(result.failure.message, /redirects to another address/);
  });

  it('appear in no message, log line or event', async () => {
    const key = 'sk-ant-api03-verysecret';
    const { log, model } = testModel(api.url, { apiKey: async () => key });
    api.faults.next({ kind: 'status', status: 400, message: `I saw the key ${key}` });
    const calls = [collect(model, chatRequest), collect(model, chatRequest)];
    for (const call of calls) assert.equal((await call.result).kind, 'failed');
    assert.ok(log.length > 0);
    assert.doesNotMatch(
      JSON.stringify([log, calls, await Promise.all(calls.map((call) => call.result))]),
      /verysecret/,
    );
  });

  it('are checked before a header is made of them, which would quote them', async () => {
    for (const key of ['sk-ant-\nsecret', 'sk-ant-sécret', 'sk ant secret', '“sk-ant-secret”']) {
      const result = await collect(testModel(api.url, { apiKey: async () => key }).model, chatRequest).result;
      assert.ok(result.kind === 'failed');
      assert.equal(result.failure.kind, 'auth');
      assert.doesNotMatch(result.failure.message, /secret|sécret/);
    }
    assert.equal(api.requests.length, 0);
  });

  it('may have blanks around them, as pasting brings along', async () => {
    const { model } = testModel(api.url, { apiKey: async () => ` ${testKey}\n` });
    assert.equal((await collect(model, chatRequest).result).kind, 'answered');
  });

  it('are not needed for a server on this machine', async () => {
    const local = await startMessagesApi({ features: { auth: false } });
    try {
      const { model } = testModel(local.url, { apiKey: async () => undefined });
      assert.equal((await collect(model, chatRequest).result).kind, 'answered');
    } finally {
      await local.stop();
    }
  });

  it('are reported as unreadable when the store fails, without its words', async () => {
    const apiKey = (): Promise<string> => Promise.reject(new Error('keyring says verysecret'));
    const result = await collect(testModel(api.url, { apiKey }).model, chatRequest).result;
    assert.ok(result.kind === 'failed');
    assert.equal(result.failure.kind, 'auth');
    assert.doesNotMatch(result.failure.message, /verysecret/);
  });
});
