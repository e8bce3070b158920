/** The extension's own engine with the real adapter: the strategies that a user can choose. */
import { createAnthropicModel } from '../../src/adapters/anthropic-model.ts';
import { createEngine } from '../../src/core/engine.ts';
import { text } from '../../src/core/message.ts';
import { defaultSettings, type SessionSettings } from '../../src/core/settings.ts';
import { InMemoryHistory, InMemoryMemoryFile, InMemoryTranscript } from '../../test/support/in-memory-stores.ts';
import { noTools } from '../../test/support/session/engine-world.ts';
import type { Chat, Compaction, Strategy, Surroundings } from './strategy.ts';

// The SDK is loaded at the first call; reading it from disk takes real time, which no simulation should wait for.
await import('../../src/adapters/anthropic-client.ts');

/** Every setting but the limit is the default; `settings` is for variants. */
export const engineStrategy = (
  name: string,
  about: string,
  settings: Partial<SessionSettings>,
): Strategy => ({
  name,
  about,
  start: (surroundings) => startChat(surroundings, settings),
});

function startChat(surroundings: Surroundings, settings: Partial<SessionSettings>): Chat {
  const { simulation, url, key, model, system, limitTokens } = surroundings;
  const { clock, fetch } = simulation;
  const adapter = createAnthropicModel({
    apiKey: async () => key,
    baseUrl: url,
    fetch,
    clock,
    random: () => 0.5,
  });
  const engine = createEngine(
    {
      id: 'bench',
      settings: { ...defaultSettings, model, contextLimitTokens: limitTokens, ...settings },
      system: [text(system)],
      stored: { records: [], memory: null, knownHashes: [] },
      idPrefix: 'bench',
    },
    {
      model: () => adapter,
      tools: noTools,
      transcript: new InMemoryTranscript(),
      memoryFile: new InMemoryMemoryFile(),
      memoryHistory: new InMemoryHistory(),
      clock,
      log: () => {},
    },
  );
  return {
    send: async (typed) => {
      const { status, failure } = await engine.send(typed);
      if (status === 'completed') return true;
      if (failure?.kind === 'tooLong') return false;
      throw new Error(`A turn ended as “${status}”: ${failure?.message ?? 'no reason given'}`);
    },
    get contextTokens() {
      return engine.snapshot().contextTokens;
    },
    get compactions(): readonly Compaction[] {
      const { backing, length } = engine.state.transcript;
      return backing.slice(0, length).filter((record) => record.kind === 'compaction');
    },
    settle: () => engine.whenIdle(),
    end: () => engine.dispose(),
  };
}
