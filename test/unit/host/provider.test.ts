import assert from 'node:assert/strict';
import type { ModelPort } from '../../../src/core/ports/model.ts';
import { chooseProvider, Provider } from '../../../src/host/provider.ts';
import type { ServerAddress } from '../../../src/host/server-address.ts';
import { type ProviderChoice, readSettings } from '../../../src/host/settings.ts';

const anthropic: ServerAddress = { host: 'api.anthropic.com', isLocal: false };
const local: ServerAddress = { host: 'localhost:11434', isLocal: true };
const proxy: ServerAddress = { host: 'llm.example.com', isLocal: false };

function choose(
  provider: ProviderChoice,
  hasKey: boolean,
  baseUrl = '',
  address: ServerAddress | null = anthropic,
) {
  const values: { readonly [name: string]: unknown } = { provider, baseUrl };
  return chooseProvider(readSettings((name) => values[name]).settings, hasKey, address);
}

describe('chooseProvider', () => {
  it('is Claude with a key and offline without, when left to itself', () => {
    assert.deepEqual(choose('auto', true), {
      provider: 'anthropic',
      mode: 'ready',
      model: 'claude-sonnet-5-5',
      server: '',
    });
    assert.deepEqual(choose('auto', false), { provider: 'offline', mode: 'offline', model: '', server: '' });
  });

  it('asks for a key where Claude was chosen and there is none', () => {
    assert.equal(choose('anthropic', false).mode, 'setup');
    assert.equal(choose('anthropic', false, 'https://llm.example.com', proxy).mode, 'setup');
  });

  it('needs no key for a server on this machine', () => {
    assert.equal(choose('anthropic', false, 'http://localhost:11434', local).mode, 'ready');
  });

  it('stays offline when told so, key or not', () => {
    assert.equal(choose('offline', true).provider, 'offline');
  });

  it('tells apart who has no key and who wants to be offline, whom a key would not help', () => {
    assert.equal(choose('auto', false).mode, 'offline');
    for (const hasKey of [true, false]) assert.equal(choose('offline', hasKey).mode, 'offlineByChoice');
  });

  it('names the server where messages go elsewhere', () => {
    assert.equal(choose('auto', true, 'https://llm.example.com', proxy).server, 'llm.example.com');
  });

  it('never falls back to Claude’s own server when the address is unusable', () => {
    const facts = choose('anthropic', true, 'ftp://x', null);
    assert.equal(facts.provider, 'anthropic');
    assert.equal(facts.server, '');
  });
});

describe('Provider', () => {
  it('asks a server for its models once the workspace is trusted, and not before', async () => {
    const listed = [{ id: 'one', name: 'One' }];
    const model: ModelPort = {
      provider: 'anthropic',
      call: () => assert.fail('Nothing was to be sent.'),
      listModels: async () => listed,
    };
    let isTrusted = false;
    const provider = new Provider({
      settings: () => readSettings(() => undefined).settings,
      hasKey: async () => true,
      isTrusted: () => isTrusted,
      models: { anthropic: () => model, offline: () => model },
      address: () => anthropic,
    });
    await provider.refresh();
    assert.deepEqual(await provider.listModels(), []);
    isTrusted = true;
    assert.deepEqual(await provider.listModels(), listed);
  });
});
