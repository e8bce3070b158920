/** Carries the orders of `step` out through the ports and hands what came of them back as facts. */
import type { ToolResultBlock } from './conversation/message.ts';
import { type Failure, failure } from './failure.ts';
import { phrase } from './phrase.ts';
import type { Clock } from './ports/clock.ts';
import type { MemoryFilePort } from './ports/memory-file.ts';
import type { MemoryHistoryPort } from './ports/memory-history.ts';
import type { ModelEvent, ModelPort, ModelResult } from './ports/model.ts';
import type { ToolPort } from './ports/tools.ts';
import type { TranscriptPort } from './ports/transcript.ts';
import type { WriteLog } from './ports/write-log.ts';
import { createRunningCalls, failed } from './running-calls.ts';
import type { SessionEffect, SessionInput, TimerName } from './session.ts';

export interface EnginePorts {
  /** Asked at each request, so that a new key or provider counts from the next one on. */
  readonly model: () => ModelPort;
  readonly tools: ToolPort;
  readonly transcript: TranscriptPort;
  readonly memoryFile: MemoryFilePort;
  readonly memoryHistory: MemoryHistoryPort;
  readonly clock: Clock;
  readonly log: WriteLog;
}

/** A fact before the engine has stamped it with the time. */
export type Fact = SessionInput extends infer T ? (T extends unknown ? Omit<T, 'at'> : never) : never;
type Effect<K extends SessionEffect['kind']> = Extract<SessionEffect, { kind: K }>;
/** Answers to whoever asked; they concern callers, not ports. */
export type Report = Effect<'reportTurn' | 'reportCompaction' | 'reportMemory' | 'reportUndo'>;

export interface Performer {
  perform(effect: SessionEffect): void;
  /** How many orders are under way. */
  readonly pending: number;
  /** Resolves when every record that was ordered stored is on disk, or cannot be. */
  recordsStored(): Promise<void>;
  /** Cancels calls and timers. */
  dispose(): void;
}

/** What is written in a session's storage, the weightiest first; `shown` is which version the memory file holds. */
type Stored = 'records' | 'versions' | 'shown';

interface Wiring {
  readonly ports: EnginePorts;
  readonly take: (fact: Fact) => void;
  readonly report: (report: Report) => void;
  /** Called whenever an order has ended. */
  readonly settled: () => void;
}

export function createPerformer({ ports, take, report, settled }: Wiring): Performer {
  const calls = createRunningCalls(ports);
  const timers = new Map<TimerName, () => void>();
  let writes: Promise<void> = Promise.resolve();
  let fileWork: Promise<void> = Promise.resolve();
  let versions: Promise<void> = Promise.resolve();
  let pending = 0;
  const unstored: Record<Stored, Failure | null> = { records: null, versions: null, shown: null };
  let saidUnstored: string | null = null;

  /** The one catch-all: an adapter that breaks its promise is logged and answered for, and never ends the session. */
  function run(work: Promise<void>, onBreak: (why: Failure) => void): void {
    pending++;
    work
      .catch((error: unknown) => {
        const what = error instanceof Error ? error.message : String(error);
        ports.log('warn', `unexpected: ${what}`);
        onBreak(failure('unexpected', phrase`Something unexpected went wrong (${what}). Nothing was lost.`));
      })
      .finally(() => {
        pending--;
        settled();
      });
  }

  /** One at a time: a read between a write and its answer would take our own text for the user's. */
  function inFileOrder(work: () => Promise<void>): Promise<void> {
    const done = fileWork.then(work);
    fileWork = done.catch(() => undefined);
    return done;
  }

  /** What one kind of thing came to says nothing of another: records may be in memory only while versions are saved. */
  const stored =
    (what: Stored) =>
    (problem: Failure | null): void => {
      unstored[what] = problem;
      const first = unstored.records ?? unstored.versions ?? unstored.shown;
      const message = first?.message ?? null;
      if (message === saidUnstored) return;
      saidUnstored = message;
      take({ kind: 'storageFailed', failure: first });
    };

  function inTranscriptOrder(work: () => Promise<Failure | null>): void {
    const write = writes.then(work).then(stored('records'));
    writes = write.catch(() => undefined);
    run(write, stored('records'));
  }

  function stopTimer(timer: TimerName): void {
    timers.get(timer)?.();
    timers.delete(timer);
  }

  const performers: { readonly [K in SessionEffect['kind']]: (effect: Effect<K>) => void } = {
    storeRecord: ({ record }) => inTranscriptOrder(() => ports.transcript.append(record)),
    storePiece: ({ piece }) => inTranscriptOrder(() => ports.transcript.keepPiece(piece)),
    // A request goes out only after the records before it are on disk, or the disk has said why not.
    callModel: ({ callId, request }) => {
      const ended = (result: ModelResult) => take({ kind: 'answerEnded', callId, result });
      const onEvent = (event: ModelEvent) => take({ kind: 'answerProgressed', callId, event });
      run(calls.callModel(callId, request, writes, onEvent).then(ended), (why) => ended(failed(why)));
    },
    cancelCall: ({ callId }) => calls.cancel(callId),
    askForMemory: ({ jobId, request }) => {
      const ended = (result: ModelResult) => take({ kind: 'memoryAnswerEnded', jobId, result });
      run(calls.callModel(jobId, request, writes).then(ended), (why) => ended(failed(why)));
    },
    cancelMemory: ({ jobId }) => calls.cancel(jobId),
    runTools: ({ callId, uses }) => {
      const ended = (results: readonly ToolResultBlock[]) => take({ kind: 'toolsEnded', callId, results });
      run(calls.runTools(callId, uses).then(ended), () => ended([]));
    },
    readMemoryFile: ({ purpose, jobId }) => {
      const read = async () =>
        take({ kind: 'memoryFileRead', purpose, jobId, file: await ports.memoryFile.read() });
      run(inFileOrder(read), (why) =>
        take({ kind: 'memoryFileRead', purpose, jobId, file: { kind: 'unreadable', failure: why } }),
      );
    },
    writeMemoryFile: ({ text, expected }) => {
      const write = async () => {
        // A file that was written just before a crash is known by its version, and is no stranger's.
        await versions;
        const result = await ports.memoryFile.write(text, expected);
        if (result.kind === 'written') stored('shown')(await ports.memoryHistory.shown(text));
        take({ kind: 'memoryFileWritten', result });
      };
      run(inFileOrder(write), (why) =>
        take({ kind: 'memoryFileWritten', result: { kind: 'failed', failure: why } }),
      );
    },
    findMemory: ({ generation, covered }) => {
      const look = async () =>
        take({ kind: 'memoryFound', generation, version: await ports.memoryHistory.covering(covered) });
      // In order with the file, so that the memory of this branch is there when its turn goes out.
      run(inFileOrder(look), () => take({ kind: 'memoryFound', generation, version: null }));
    },
    storeMemory: ({ version, told, isShown }) => {
      const { memoryHistory } = ports;
      const save = memoryHistory.save(version, told).then(async (problem) => {
        stored('versions')(problem);
        if (isShown && problem === null) stored('shown')(await memoryHistory.shown(version.text));
      });
      versions = versions.then(() => save).catch(() => undefined);
      run(save, stored('versions'));
    },
    startTimer: ({ timer, delayMs }) => {
      stopTimer(timer);
      timers.set(
        timer,
        ports.clock.after(delayMs, () => take({ kind: 'timerFired', timer })),
      );
    },
    stopTimer: ({ timer }) => stopTimer(timer),
    reportTurn: report,
    reportCompaction: report,
    reportMemory: report,
    reportUndo: report,
    log: ({ level, text }) => ports.log(level, text),
  };

  return {
    perform: (effect) => (performers[effect.kind] as (effect: SessionEffect) => void)(effect),
    get pending() {
      return pending;
    },
    recordsStored: () => writes,
    dispose: () => {
      calls.close();
      for (const timer of [...timers.keys()]) stopTimer(timer);
    },
  };
}
