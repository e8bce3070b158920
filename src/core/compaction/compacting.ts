/**
 * A compaction under way. Where the memory is ready the swap follows the reading of the file at once; only where that
 * does not fit is a summary waited for, and where none comes, code's own extract serves.
 */
import { at } from '../append-list.ts';
import { contextTokens } from '../conversation/context.ts';
import { countMessages } from '../conversation/requests.ts';
import { type CompactionRecord, indexOf, type RecordId } from '../conversation/transcript.ts';
import { failure } from '../failure.ts';
import { storeVersion, withMemory } from '../memory/memory-file.ts';
import { type MemoryJob, summaryEnd } from '../memory/memory-state.ts';
import { dropJob, extractNow, hasNews, startUpdate } from '../memory/remembering.ts';
import { type CompactionOutcome, type RequestId, unchangedOutcome } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import { redact, redactWith } from '../redaction/redact.ts';
import type { SessionState, Step } from '../session.ts';
import { also, log, newId, only, record, then } from '../step-result.ts';
import { type CompactionPlan, fits } from './compaction.ts';
import type { Compacting, CompactionReason } from './compaction-state.ts';
import { maxUndoable } from './undo.ts';
import { planUpTo, verdictOn } from './verdict.ts';

/** How long a compaction waits for a summary, all in all. Who chose to wait at each compaction waits longer. */
const waitMs = { instant: 30_000, traditional: 300_000 } as const;

/** An automatic compaction that frees less than this share is futile; three in a row end it. */
const worthwhileShare = 0.1;
export const maxFutile = 3;

interface CompactionOrder {
  readonly reason: CompactionReason;
  readonly requestId: RequestId | null;
  readonly focus: string;
}

/** Begins by reading the file, so that what is swapped in is the file as saved. */
export function beginCompaction(state: SessionState, order: CompactionOrder, now: number): Step {
  const compacting: Compacting = {
    ...order,
    startedAt: now,
    phase: 'reading',
    jobId: null,
    upTo: null,
    asked: false,
  };
  return only({ ...state, compacting }, { kind: 'readMemoryFile', purpose: 'compaction', jobId: null });
}

/** Decides with what is known now: swap, wait for a summary, or nothing to do. */
export function decideCompaction(state: SessionState, now: number): Step {
  const { compacting } = state;
  if (compacting === null) return only(state);
  const [delimiter, next] = newId(state);
  const verdict = verdictOn(next, compacting, delimiter);
  switch (verdict.kind) {
    case 'swap':
      return swap(next, verdict.plan, now);
    case 'wait':
      return waitForSummary(next, compacting, now);
    case 'nothing':
      return endCompaction(next, nothing(next, now));
  }
}

/** The running update serves where its snapshot suffices; else it makes way for one that covers all. */
function waitForSummary(state: SessionState, compacting: Compacting, now: number): Step {
  const { job } = state.memory;
  // For this look only, as in a preview.
  const [delimiter] = newId(state);
  const fromJob = planUpTo(state, job?.upTo ?? null, delimiter);
  const waiting = (awaited: MemoryJob): Compacting => ({
    ...compacting,
    phase: 'waiting',
    jobId: awaited.id,
    upTo: awaited.upTo,
    asked: true,
  });
  const timer = {
    kind: 'startTimer',
    timer: 'compactionWait',
    delayMs: waitMs[state.settings.strategy],
  } as const;
  if (job !== null && compacting.focus === '' && fromJob !== null && fits(state, fromJob)) {
    return only(
      { ...state, compacting: waiting(job) },
      timer,
      log('debug', `waiting for memory job ${job.id}`),
    );
  }
  const requestIds = job?.requestIds ?? [];
  const restarted = then(dropJob(state), (free) =>
    startUpdate(free, { foreground: true, requestIds, focus: compacting.focus }, now),
  );
  return then(restarted, (next) => {
    const awaited = next.memory.job;
    if (awaited === null) return endCompaction(next, nothing(next, now));
    return only(
      { ...next, compacting: waiting(awaited) },
      timer,
      log('info', 'summarizing before compaction'),
    );
  });
}

/** After every step: the summary that a compaction waited for may be there, or may have failed. */
export function resumeCompaction(state: SessionState, now: number): Step {
  const { compacting, memory } = state;
  if (compacting?.phase !== 'waiting') return only(state);
  const { job } = memory;
  if (job === null || job.id !== compacting.jobId) return fallBack(state, now);
  const mindsFocus = compacting.focus === '' || job.phase === 'writing';
  // An extract that covers all is no reason to stop waiting for the summary that is to replace it.
  const written = job.plan === 'extract' ? memory.covered : summaryEnd(memory);
  return mindsFocus && reaches(state, written, compacting) ? decideCompaction(state, now) : only(state);
}

const reaches = ({ branch }: SessionState, written: RecordId | null, { upTo }: Compacting): boolean =>
  indexOf(branch, written) >= indexOf(branch, upTo);

/** No summary in time or at all: the memory where it covers all, else the extract, which a later update replaces. */
export function fallBack(state: SessionState, now: number): Step {
  const { compacting } = state;
  if (compacting?.phase !== 'waiting') return only(state);
  if (reaches(state, state.memory.covered, compacting)) return decideCompaction(state, now);
  return then(extractNow(state, now), (next) => {
    const jobId = next.memory.job?.id ?? null;
    return only(
      { ...next, compacting: { ...compacting, jobId } },
      log('warn', 'no summary to be had: extracting'),
    );
  });
}

/** No wait is longer than its timer: what seems to be is a clock that was set to another time. */
const waitedSince = ({ settings }: SessionState, startedAt: number, now: number): number =>
  Math.min(Math.max(0, now - startedAt), waitMs[settings.strategy]);

export function swap(state: SessionState, plan: CompactionPlan, now: number): Step {
  const { compacting, memory } = state;
  if (compacting === null) return only(state);
  const waitedMs = waitedSince(state, compacting.startedAt, now);
  const before = state.context;
  const recorded = record(state, {
    kind: 'compaction',
    at: now,
    strategy: state.settings.strategy,
    head: plan.head,
    document: redact(memory.text ?? '', state.ledger.credentials).text,
    covered: plan.covered,
    tailFrom: at(state.branch, plan.context.tailStart)?.id ?? null,
    tokensBefore: plan.tokensBefore,
    tokensAfter: plan.tokensAfter,
    messagesBefore: plan.messagesBefore,
    messagesAfter: plan.messagesAfter,
    waitedMs,
    provisional: memory.provisional,
    ...(memory.untold.length > 0 && {
      untold: memory.untold.map(redactWith(state.ledger.credentials)),
    }),
    ...(plan.wordsOmitted > 0 && { wordsOmitted: plan.wordsOmitted }),
    ...(plan.wordsCut > 0 && { wordsCut: plan.wordsCut }),
    ...(plan.pastedLines > 0 && { pastedLines: plan.pastedLines }),
  });
  const outcome: CompactionOutcome = {
    status: 'compacted',
    strategy: state.settings.strategy,
    waitedMs,
    tokensBefore: plan.tokensBefore,
    tokensAfter: plan.tokensAfter,
    messagesBefore: plan.messagesBefore,
    messagesAfter: plan.messagesAfter,
  };
  return then(recorded, (next) => {
    const entry = next.branch.backing[next.branch.length - 1] as CompactionRecord;
    const freed = 1 - plan.tokensAfter / plan.tokensBefore;
    const futile = compacting.reason !== 'command' && freed < worthwhileShare;
    const swapped: SessionState = {
      ...next,
      turn: next.turn.phase === 'compacting' ? { ...next.turn, stopgap: memory.provisional } : next.turn,
      context: plan.context,
      undoable: [...next.undoable, { record: entry, before }].slice(-maxUndoable),
      generation: next.generation + 1,
      epoch: next.epoch + 1,
      futileCompactions: futile ? next.futileCompactions + 1 : 0,
    };
    const fresh = withMemory(swapped, {
      tokensAtUpdate: plan.tokensAfter,
      toolCallsSince: 0,
      again:
        memory.again ??
        (updatesInBackground(swapped) && hasNews(swapped) ? { foreground: false, requestIds: [] } : null),
    });
    return also(endCompaction(fresh, outcome), storeVersion(fresh, 'compacted', now));
  });
}

const updatesInBackground = ({ settings }: SessionState): boolean =>
  settings.memoryEnabled && settings.strategy === 'instant';

/** Reports the outcome and clears the way; what follows (the turn, the queue) is for `step` to see. */
function endCompaction(state: SessionState, outcome: CompactionOutcome): Step {
  const { compacting } = state;
  if (compacting === null) return only(state);
  const inVain = compacting.asked && compacting.reason !== 'command' && outcome.status !== 'compacted';
  return only(
    { ...state, compacting: null, futileCompactions: state.futileCompactions + (inVain ? 1 : 0) },
    { kind: 'stopTimer', timer: 'compactionWait' },
    { kind: 'reportCompaction', requestId: compacting.requestId, outcome },
    log(
      'info',
      `compaction (${compacting.reason}): ${outcome.status}, ${outcome.tokensBefore} -> ${outcome.tokensAfter} tokens, waited ${outcome.waitedMs} ms`,
    ),
  );
}

/** The user gave up waiting; the job goes on in the background and lands by merge. */
export function cancelCompaction(state: SessionState, now: number): Step {
  const cancelled = failure('cancelled', phrase`The compaction was stopped; the conversation is as it was.`);
  return endCompaction(state, { ...nothing(state, now), status: 'failed', failure: cancelled });
}

const nothing = (state: SessionState, now: number): CompactionOutcome =>
  unchangedOutcome(
    { contextTokens: contextTokens(state.context), messages: countMessages(state) },
    {
      status: 'nothingToCompact',
      strategy: state.settings.strategy,
      waitedMs: waitedSince(state, state.compacting?.startedAt ?? now, now),
    },
  );
