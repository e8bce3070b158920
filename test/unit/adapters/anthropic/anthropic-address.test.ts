import assert from 'node:assert/strict';
import { checkAddress } from '../../../../src/adapters/anthropic/anthropic-address.ts';
import { chatRequest, collect, testModel } from '../../../support/model-call.ts';

describe('the base URL', () => {
  const good: readonly [setting: string, baseUrl: string, isLocal: boolean][] = [
    ['', 'https://api.anthropic.com', false],
    ['  ', 'https://api.anthropic.com', false],
    ['https://api.anthropic.com/', 'https://api.anthropic.com', false],
    ['https://gateway.example.org/anthropic/v1/', 'https://gateway.example.org/anthropic', false],
    ['https://gateway.example.org/v1/messages', 'https://gateway.example.org', false],
    ['http://localhost:11434', 'http://localhost:11434', true],
    ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080', true],
    ['http://127.8.9.10', 'http://127.8.9.10', true],
    ['http://[::1]:4000', 'http://[::1]:4000', true],
    ['http://claude.localhost', 'http://claude.localhost', true],
  ];
  for (const [setting, baseUrl, isLocal] of good) {
    it(`takes ${JSON.stringify(setting)}`, () => {
      const checked = checkAddress(setting);
      assert.ok(checked.kind === 'address');
      assert.equal(checked.address.baseUrl, baseUrl);
      assert.equal(checked.address.isLocal, isLocal);
    });
  }

  const bad: readonly [setting: string, says: RegExp][] = [
    ['api.anthropic.com', /web address/],
    ['file:///etc/passwd', /https/],
    ['javascript:alert(1)', /https/],
    ['http://api.anthropic.com', /unprotected/],
    ['http://localhost.example.org', /unprotected/],
    ['http://127.0.0.1.example.org', /unprotected/],
    ['http://192.168.0.7:8080', /unprotected/],
    ['https://user:secret@example.org', /password/],
    ['https://example.org/?key=1', /\?/],
    ['https://example.org/#x', /#/],
  ];
  for (const [setting, says] of bad) {
    it(`refuses ${setting} before anything is sent`, async () => {
      let asked = 0;
      const fetch = async (): Promise<Response> => {
        asked += 1;
        return new Response();
      };
      const { model } = testModel(setting, { fetch });
      const result = await collect(model, chatRequest).result;
      assert.ok(result.kind === 'failed');
      assert.equal(result.failure.kind, 'badRequest');
      assert.match(result.failure.message, says);
      assert.match(result.failure.message, /sessionMemory\.baseUrl/);
      assert.doesNotMatch(result.failure.message, /secret/);
      assert.equal(asked, 0);
    });
  }
});
