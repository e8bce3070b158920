import assert from 'node:assert/strict';
import { createPerformer } from '../../../src/core/effects.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { ModelPort } from '../../../src/core/ports.ts';
import { memoryVersion } from '../../support/arbitrary-version.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { InMemoryMemoryFile, InMemoryTranscript } from '../../support/in-memory-stores.ts';
import { noTools } from '../../support/session/engine-world.ts';

describe('The orders of the engine', () => {
  it('show a version in the file only once it is on disk, or could not be kept', async () => {
    for (const outcome of [null, { kind: 'storage', message: 'full' } as const]) {
      let saved: (problem: Failure | null) => void = () => undefined;
      const memoryFile = new InMemoryMemoryFile();
      const performer = createPerformer({
        ports: {
          model: () => ({}) as ModelPort,
          tools: noTools,
          transcript: new InMemoryTranscript(),
          memoryFile,
          memoryHistory: {
            save: () => new Promise((resolve) => (saved = resolve)),
            shown: async () => null,
            covering: async () => null,
          },
          clock: new FakeClock(),
          log: () => undefined,
        },
        take: () => undefined,
        report: () => undefined,
        settled: () => undefined,
      });
      performer.perform({ kind: 'storeMemory', version: memoryVersion({ text: 'new' }) });
      performer.perform({ kind: 'writeMemoryFile', text: 'new', expected: null });
      await settle();
      assert.equal(memoryFile.text, null);
      saved(outcome);
      await settle();
      assert.equal(memoryFile.text, 'new');
    }
  });
});
