/** The real engine with the real adapter, as every part of the bench runs it; only what is around it differs. */
import { createAnthropicModel } from '../src/adapters/anthropic/anthropic-model.ts';
import { text } from '../src/core/conversation/message.ts';
import { createEngine, type Engine } from '../src/core/engine.ts';
import type { Clock } from '../src/core/ports/clock.ts';
import type { MemoryFilePort } from '../src/core/ports/memory-file.ts';
import type { MemoryHistoryPort } from '../src/core/ports/memory-history.ts';
import type { TranscriptPort } from '../src/core/ports/transcript.ts';
import type { StoredSession } from '../src/core/session.ts';
import { defaultSettings, type SessionSettings } from '../src/core/settings.ts';
import { noTools } from '../test/support/session/engine-world.ts';
import {
  InMemoryHistory,
  InMemoryMemoryFile,
  InMemoryTranscript,
} from '../test/support/stores/in-memory-stores.ts';

// The SDK is loaded at the first call; reading it from disk takes real time, which belongs to no measurement.
await import('../src/adapters/anthropic/anthropic-server.ts');

export interface BenchEngineOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly fetch?: typeof globalThis.fetch;
  readonly system?: string;
  /** What differs from the defaults. */
  readonly settings?: Partial<SessionSettings>;
  readonly stored?: StoredSession;
  /** In memory unless given. */
  readonly transcript?: TranscriptPort;
  readonly memoryFile?: MemoryFilePort;
  readonly memoryHistory?: MemoryHistoryPort;
}

export const standInKey = 'test-key';

export function openEngine(options: BenchEngineOptions): Engine {
  const { url, clock, fetch = globalThis.fetch, system = 'You answer briefly.' } = options;
  const adapter = createAnthropicModel({
    apiKey: async () => standInKey,
    baseUrl: url,
    fetch,
    clock,
    random: () => 0.5,
  });
  return createEngine(
    {
      id: 'bench',
      settings: { ...defaultSettings, ...options.settings },
      system: [text(system)],
      stored: options.stored ?? { records: [], memory: null, knownHashes: [] },
      idPrefix: 'bench',
    },
    {
      model: () => adapter,
      tools: noTools,
      transcript: options.transcript ?? new InMemoryTranscript(),
      memoryFile: options.memoryFile ?? new InMemoryMemoryFile(),
      memoryHistory: options.memoryHistory ?? new InMemoryHistory(),
      clock,
      log: () => {},
    },
  );
}
