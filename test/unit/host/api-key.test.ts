import assert from 'node:assert/strict';
import { ApiKey, keyProblem, type Secrets } from '../../../src/host/api-key.ts';
import { plainTranslate as t } from '../../support/plain-translate.ts';
import { recordedLog } from '../../support/recorded-log.ts';

/** What VS Code gives, without a keychain. */
function memorySecrets(): Secrets & { readonly stored: Map<string, string> } {
  const stored = new Map<string, string>();
  const listeners = new Set<(event: { readonly key: string }) => void>();
  const tell = (key: string) => {
    for (const listener of listeners) listener({ key });
  };
  return {
    stored,
    get: async (name) => stored.get(name),
    store: async (name, value) => {
      stored.set(name, value);
      tell(name);
    },
    delete: async (name) => {
      stored.delete(name);
      tell(name);
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

describe('ApiKey', () => {
  it('prefers the secret storage over the environment', async () => {
    const secrets = memorySecrets();
    const key = new ApiKey(secrets, () => 'from-environment', recordedLog().log);
    assert.equal(await key.read(), 'from-environment');
    assert.equal(await key.ask(async () => ' from-user ', t), true);
    assert.equal(await key.read(), 'from-user');
    await key.clear();
    assert.equal(await key.read(), 'from-environment');
  });

  it('is absent where neither has one', async () => {
    assert.equal(await new ApiKey(memorySecrets(), () => '  ', recordedLog().log).read(), undefined);
  });

  it('stores nothing when the user cancels or types nonsense', async () => {
    for (const answer of [undefined, '', '   ', 'two words', 'line\nbreak', 'sch\u00f6n', 'x'.repeat(501)]) {
      const secrets = memorySecrets();
      const key = new ApiKey(secrets, () => undefined, recordedLog().log);
      assert.equal(await key.ask(async () => answer, t), false);
      assert.equal(secrets.stored.size, 0);
    }
  });

  it('goes on with the environment when the secret storage fails', async () => {
    const { log, lines } = recordedLog();
    const broken: Secrets = {
      ...memorySecrets(),
      get: () => Promise.reject(new Error('keychain: sk-ant-leak')),
    };
    assert.equal(await new ApiKey(broken, () => 'env', log).read(), 'env');
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines.join(), /leak/);
  });

  it('never logs the key', async () => {
    const { log, lines } = recordedLog(1);
    const key = new ApiKey(memorySecrets(), () => 'sk-env', log);
    await key.ask(async () => 'sk-typed', t);
    await key.read();
    await key.clear();
    assert.doesNotMatch(lines.join(), /sk-/);
  });

  it('reports changes of its own secret only', async () => {
    const secrets = memorySecrets();
    let changes = 0;
    new ApiKey(secrets, () => undefined, recordedLog().log).onDidChange(() => changes++);
    await secrets.store('something.else', 'x');
    assert.equal(changes, 0);
    await secrets.store('sessionMemory.anthropicApiKey', 'x');
    assert.equal(changes, 1);
  });

  it('accepts a key as it is printed on the console', () => {
    assert.equal(keyProblem('sk-ant-api03-AbC_d-9', t), null);
  });
});
