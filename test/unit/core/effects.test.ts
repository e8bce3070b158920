import assert from 'node:assert/strict';
import { createPerformer } from '../../../src/core/effects.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { MemoryWrite } from '../../../src/core/ports/memory-file.ts';
import type { ModelPort } from '../../../src/core/ports/model.ts';
import { noCredentials } from '../../../src/core/redaction/known-credentials.ts';
import { memoryVersion } from '../../support/arbitrary-version.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { noTools } from '../../support/session/engine-world.ts';
import {
  InMemoryHistory,
  InMemoryMemoryFile,
  InMemoryTranscript,
} from '../../support/stores/in-memory-stores.ts';
import { userRecord } from '../../support/user-record.ts';

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
      performer.perform({
        kind: 'storeMemory',
        version: memoryVersion({ text: 'new' }),
        told: noCredentials,
        isShown: false,
      });
      performer.perform({ kind: 'writeMemoryFile', text: 'new', expected: null });
      await settle();
      assert.equal(memoryFile.text, null);
      saved(outcome);
      await settle();
      assert.equal(memoryFile.text, 'new');
    }
  });

  it('tell the history what the file holds: what was written there, and what was taken from there, told credentials apart', async () => {
    const memoryFile = new InMemoryMemoryFile();
    const memoryHistory = new InMemoryHistory();
    const performer = createPerformer({
      ports: {
        model: () => ({}) as ModelPort,
        tools: noTools,
        transcript: new InMemoryTranscript(),
        memoryFile,
        memoryHistory,
        clock: new FakeClock(),
        log: () => undefined,
      },
      take: () => undefined,
      report: () => undefined,
      settled: () => undefined,
    });
    const store = async (text: string, isShown: boolean): Promise<string | null> => {
      performer.perform({
        kind: 'storeMemory',
        version: memoryVersion({ text }),
        told: new Map([['Gull7Tern2Skua', 'password']]),
        isShown,
      });
      await settle();
      return memoryHistory.shownText;
    };
    assert.equal(await store('ours', false), null);
    performer.perform({ kind: 'writeMemoryFile', text: 'ours', expected: 'of another file' });
    await settle();
    assert.equal(memoryHistory.shownText, null, 'not written');
    performer.perform({ kind: 'writeMemoryFile', text: 'ours', expected: null });
    await settle();
    assert.equal(memoryHistory.shownText, 'ours');
    assert.equal(await store('later', false), 'ours');
    assert.equal(await store('by hand, Gull7Tern2Skua', true), 'by hand, Gull7Tern2Skua');
    assert.equal(memoryHistory.versions.at(-1)?.text, 'by hand, [redacted: password]');
  });

  it('read the file only once a write under way is over, else our own text would pass for the user’s', async () => {
    const calls: string[] = [];
    let written: (result: MemoryWrite) => void = () => undefined;
    const performer = createPerformer({
      ports: {
        model: () => ({}) as ModelPort,
        tools: noTools,
        transcript: new InMemoryTranscript(),
        memoryFile: {
          read: async () => {
            calls.push('read');
            return { kind: 'absent' };
          },
          write: () => new Promise((resolve) => (written = resolve)),
        },
        memoryHistory: new InMemoryHistory(),
        clock: new FakeClock(),
        log: () => undefined,
      },
      take: ({ kind }) => calls.push(kind),
      report: () => undefined,
      settled: () => undefined,
    });
    performer.perform({ kind: 'writeMemoryFile', text: 'ours', expected: null });
    performer.perform({ kind: 'readMemoryFile', purpose: 'watch', jobId: null });
    await settle();
    assert.deepEqual(calls, []);
    written({ kind: 'written', hash: 'of ours' });
    await settle();
    assert.deepEqual(calls, ['memoryFileWritten', 'read', 'memoryFileRead']);
  });

  it('keep saying what is on no disk until that itself is written, the conversation before the memory', async () => {
    const full = (message: string): Failure => ({ kind: 'storage', message });
    let transcript: Failure | null = null;
    let history: Failure | null = null;
    const told: (string | null)[] = [];
    const performer = createPerformer({
      ports: {
        model: () => ({}) as ModelPort,
        tools: noTools,
        transcript: { append: async () => transcript, keepPiece: async () => null },
        memoryFile: new InMemoryMemoryFile(),
        memoryHistory: { save: async () => history, shown: async () => null, covering: async () => null },
        clock: new FakeClock(),
        log: () => undefined,
      },
      take: (fact) => fact.kind === 'storageFailed' && told.push(fact.failure?.message ?? null),
      report: () => undefined,
      settled: () => undefined,
    });
    const append = async (problem: Failure | null): Promise<void> => {
      transcript = problem;
      performer.perform({ kind: 'storeRecord', record: userRecord('Hello') });
      await settle();
    };
    const save = async (problem: Failure | null): Promise<void> => {
      history = problem;
      const version = memoryVersion({ text: 'new' });
      performer.perform({ kind: 'storeMemory', version, told: noCredentials, isShown: false });
      await settle();
    };
    await append(full('transcript'));
    await save(null);
    assert.deepEqual(told, ['transcript'], 'the records are still in memory only');
    await save(full('history'));
    assert.deepEqual(told, ['transcript'], 'what weighs more is said first');
    await append(null);
    assert.deepEqual(told, ['transcript', 'history']);
    performer.perform({ kind: 'writeMemoryFile', text: 'new', expected: null });
    await settle();
    assert.deepEqual(told, ['transcript', 'history'], 'a text in the file is not yet in the history');
    await save(null);
    await append(null);
    assert.deepEqual(told, ['transcript', 'history', null]);
  });
});
