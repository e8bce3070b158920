/** What the everyday operations of a session cost at a given length, each timed many times over. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createLedgerFile } from '../../src/adapters/storage/ledger-file.ts';
import { encodeLine } from '../../src/adapters/storage/transcript-line.ts';
import { openTranscriptLog } from '../../src/adapters/storage/transcript-log.ts';
import { chatRequest } from '../../src/core/conversation/requests.ts';
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import type { SessionState } from '../../src/core/session.ts';
import { snapshot } from '../../src/core/snapshot.ts';
import { withRecord } from '../../src/core/step-result.ts';
import { systemClock } from '../../src/host/clock.ts';
import { ledgerRead, ledgerReady } from '../../src/host/sessions/reading-ledger.ts';
import { largest, percentile } from '../statistics.ts';
import { countedFileSystem } from './counted-file-system.ts';
import { usedBytes } from './heap.ts';
import { longSession } from './long-session.ts';
import { watchLoop } from './loop-watch.ts';
import { resumedSession } from './resumed-session.ts';
import { readyToSwap, swap } from './swapping.ts';
import { memoryText, message, records, type Shape } from './synthetic-session.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { threadMs, timed, timings } from './timing.ts';
import { type TurnCosts, turnCosts } from './turn-costs.ts';

/**
 * Milliseconds, the median of many runs; resuming is one run. What takes milliseconds is this thread's own work, in
 * processor time; what is too short for that is by the clock.
 */
export interface SessionCosts extends TurnCosts {
  readonly append: number;
  readonly count: number;
  readonly request: number;
  readonly swap: number;
  /** As an earlier version left it: nothing is kept of what was read of the conversation. */
  readonly firstResume: number;
  /** What of it the thread computed in one piece, at most, while nobody else could be answered. */
  readonly firstResumePiece: number;
  readonly resume: number;
  readonly heapBytes: number;
}

const runs = 30;

export async function sessionCosts(shape: Shape, limitTokens: number): Promise<SessionCosts> {
  const resumed = await resume(shape, limitTokens);
  const { state } = resumed;
  const middle = (samples: readonly number[]): number => percentile(samples, 0.5);
  const ready = readyToSwap(state);
  return {
    append: middle(appending(state, shape)),
    count: middle(timed(runs, () => snapshot(state))),
    request: middle(timed(runs, () => chatRequest(state))),
    swap: middle(timings(runs, () => swap(ready)).map(({ ownMs }) => ownMs)),
    firstResume: resumed.firstMs,
    firstResumePiece: resumed.firstPieceMs,
    resume: resumed.ms,
    heapBytes: resumed.heapBytes,
    ...resumed.turn,
  };
}

/** Each run appends one message to what the run before it has left. */
function appending(state: SessionState, { messages, charactersEach }: Shape): readonly number[] {
  const fresh = Array.from({ length: runs }, (_, run) => message(messages + run, charactersEach));
  let grown = state;
  return timed(runs, (run) => {
    const next = fresh[run];
    if (next !== undefined) grown = withRecord(grown, next);
  });
}

interface Resumed {
  readonly state: SessionState;
  readonly firstMs: number;
  readonly firstPieceMs: number;
  readonly ms: number;
  readonly heapBytes: number;
  readonly turn: TurnCosts;
}

const resume = (shape: Shape, limitTokens: number): Promise<Resumed> =>
  inTemporaryFolder(async (folder) => {
    const file = await stored(shape, folder);
    const ledger = createLedgerFile({ folder, reader: 'bench' });
    const written = { bytes: 0, syncs: 0 };
    const open = async () => {
      const startedAt = threadMs();
      const [opened, kept] = await Promise.all([
        openTranscriptLog({ file, fs: countedFileSystem(written) }),
        ledger.load(),
      ]);
      if (opened.kind === 'failed') throw new Error(opened.failure.message);
      const { records: read } = opened.log;
      await ledgerReady(systemClock);
      const ledgerMarks = await ledgerRead({ records: read, ledgerMarks: kept }, systemClock);
      // Where the host reads the draft from disk.
      await setImmediate();
      const covered = `m${shape.messages - 5}`;
      const state = resumedSession({ records: read, covered, memory: memoryText, limitTokens, ledgerMarks });
      return { state, ms: threadMs() - startedAt, log: opened.log };
    };
    const watch = watchLoop();
    const first = await open();
    // The last piece has ended only when the event loop has turned.
    await setImmediate();
    const firstPieceMs = largest(watch.stop().map(({ cpuMs }) => cpuMs));
    await ledger.save(first.state.ledgerMarks);
    const firstMs = first.ms;
    const before = await usedBytes();
    const { state, ms, log } = await open();
    if (state.transcript.length < shape.messages) throw new Error('The transcript was not read whole.');
    const heapBytes = (await usedBytes()) - before;
    const turn = await turnCosts({
      stored: { ...longSession(shape).stored, records: log.records, ledgerMarks: state.ledgerMarks },
      memoryText,
      limitTokens,
      transcript: log,
      written,
    });
    return { state, firstMs, firstPieceMs, ms, heapBytes, turn };
  });

/** A function of its own, so that nothing of what it makes is still in use when memory is measured. */
async function stored(shape: Shape, folder: string): Promise<string> {
  const file = join(folder, 'transcript.jsonl');
  await writeFile(file, linesOf(records(shape)));
  return file;
}

const linesOf = (all: readonly TranscriptRecord[]): string =>
  all.map((record, index) => encodeLine(index + 1, record)).join('');
