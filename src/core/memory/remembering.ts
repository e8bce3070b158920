/**
 * One memory job at a time, from the reading of the file over the model's answer to the merge. A job speaks of record
 * ids, so its result lands wherever the conversation has gone meanwhile.
 */

import { at } from '../append-list.ts';
import { contextTokens } from '../conversation/context.ts';
import { memoryModel } from '../conversation/requests.ts';
import { indexOf, lastTurnEnd } from '../conversation/transcript.ts';
import { type Failure, failure } from '../failure.ts';
import { withNoted } from '../instructions/noted-quotes.ts';
import { mergeProposal } from '../merge/proposal-merge.ts';
import type { MemoryOutcome, RequestId } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import type { MemoryFile } from '../ports/memory-file.ts';
import type { MemoryCause } from '../ports/memory-history.ts';
import type { ModelResult } from '../ports/model.ts';
import type { SessionState, Step } from '../session.ts';
import { also, log, newId, only, spend, then } from '../step-result.ts';
import { formatMemory, skeleton } from './memory.ts';
import { absorb, flush, storeVersion, withMemory } from './memory-file.ts';
import { sectionsForModel } from './memory-headings.ts';
import { extracted, proposalOf } from './memory-proposal.ts';
import { type MemoryJob, summaryEnd } from './memory-state.ts';
import { afterFailure, rested } from './refresh-policy.ts';
import { planUpdate } from './update-plan.ts';

/** For whom an update is, and to what its summary is to attend. */
interface UpdateOrder {
  readonly foreground: boolean;
  readonly requestIds: readonly RequestId[];
  readonly focus: string;
}

/** A complete turn has ended that the memory does not cover, or code's extract waits to be replaced. */
export function hasNews(state: SessionState): boolean {
  const end = lastTurnEnd(state.branch);
  return end >= 0 && (state.memory.provisional || indexOf(state.branch, state.memory.covered) < end);
}

/** Background work stops at the budget; what the user asks for does not. */
const overBudget = ({ settings, accounts }: SessionState): boolean =>
  settings.budgetUsd > 0 && (accounts.memory.costUsd ?? 0) >= settings.budgetUsd;

/** Starts the update that was put off while another ran. */
export function updateAgain(state: SessionState, now: number): Step {
  const { again } = state.memory;
  const asked = withMemory(state, { again: null });
  if (again === null) return only(asked);
  if (!hasNews(asked))
    return only(asked, ...again.requestIds.map((id) => reportTo(id, { status: 'unchanged' })));
  return startUpdate(asked, { ...again, focus: '' }, now);
}

export const reportTo = (requestId: RequestId, outcome: MemoryOutcome) =>
  ({ kind: 'reportMemory', requestId, outcome }) as const;

/** Begins a job for all complete turns so far. There must be one, and no other job may run. */
export function startUpdate(state: SessionState, order: UpdateOrder, now: number): Step {
  if (!order.foreground && overBudget(state)) {
    return only(state, log('info', 'memory update due, but the budget is spent'));
  }
  const started = withJob(state, order, now);
  const { job } = started.memory;
  if (job === null) return only(started);
  return only(started, { kind: 'readMemoryFile', purpose: 'update', jobId: job.id });
}

function withJob(state: SessionState, order: UpdateOrder, now: number): SessionState {
  const upTo = at(state.branch, lastTurnEnd(state.branch));
  if (upTo === undefined) return state;
  const [id, next] = newId(state);
  const job: MemoryJob = {
    ...order,
    id,
    generation: state.generation,
    upTo: upTo.id,
    base: null,
    told: [],
    phase: 'reading',
    tokensAtSnapshot: contextTokens(state.context),
    proposed: null,
    plan: null,
    model: memoryModel(state),
    startedAt: now,
  };
  return withMemory(next, { job, toolCallsSince: 0 });
}

/** The file has been read for a job: before the question, or before its answer is merged in. */
export function fileReadForJob(
  state: SessionState,
  jobId: string | null,
  file: MemoryFile,
  now: number,
): Step {
  return then(absorb(state, file, 'update', now), (absorbed) => {
    const { job } = absorbed.memory;
    if (job === null || job.id !== jobId) return only(absorbed);
    if (job.phase === 'reading') return ask(absorbed, job, now);
    return job.phase === 'merging' ? commit(absorbed, job, now) : only(absorbed);
  });
}

function ask(state: SessionState, job: MemoryJob, now: number): Step {
  if (sectionsForModel(state.memory.ownership).length === 0) return askNobody(state, job);
  const plan = planUpdate(state, job, now);
  const asking = withMemory(state, {
    job: {
      ...job,
      phase: 'asking',
      base: state.memory.text,
      told: state.memory.overridden,
      plan: plan.kind,
      model: plan.model,
      upTo: plan.upTo,
    },
    // What did not fit this request is the next one's.
    ...(plan.upTo === job.upTo
      ? {}
      : { again: state.memory.again ?? { foreground: job.foreground, requestIds: [] } }),
  });
  const why = log('debug', `memory job ${job.id}: ${plan.kind} with ${plan.model}, ${plan.reason}`);
  if (plan.request === null) return also(propose(asking, extracted(asking, job)), why);
  return only(asking, why, { kind: 'askForMemory', jobId: job.id, request: plan.request });
}

/** The user has deleted every section that a model writes: what code keeps is all that there is to bring up to date. */
function askNobody(state: SessionState, job: MemoryJob): Step {
  const present = state.memory.text ?? formatMemory(skeleton());
  const asking = withMemory(state, { job: { ...job, base: present } });
  return also(
    propose(asking, present),
    log('debug', `memory job ${job.id}: the user wants no section of a model's`),
  );
}

/** The model's answer to a job. One that is late by generations still counts; one whose job is gone does not. */
export function memoryAnswerEnded(
  state: SessionState,
  jobId: string,
  result: ModelResult,
  now: number,
): Step {
  const usage = result.kind === 'answered' ? result.answer.usage : result.usage;
  const { job } = state.memory;
  const isMine = job !== null && job.id === jobId && job.phase === 'asking';
  const model = isMine ? job.model : memoryModel(state);
  const booked = spend(state, { account: 'memory', provider: state.provider, model }, usage, now);
  return isMine ? then(booked, (next) => judge(next, job, result, now)) : booked;
}

function judge(state: SessionState, job: MemoryJob, result: ModelResult, now: number): Step {
  if (result.kind === 'failed') return jobFailed(state, job, result.failure, now);
  const proposal = proposalOf(state, job, result.answer);
  if (!('gateReport' in proposal)) return jobFailed(state, job, proposal, now);
  const { ledger } = state;
  const instructions = withNoted(ledger.instructions, proposal.noted);
  return also(
    propose({ ...state, ledger: { ...ledger, instructions } }, proposal.text),
    log('debug', `memory job ${job.id} at the gate: ${proposal.gateReport}`),
  );
}

/** Goes on to the merge, with the file read once more. */
function propose(state: SessionState, proposed: string): Step {
  const { job } = state.memory;
  if (job === null) return only(state);
  return only(withMemory(state, { job: { ...job, phase: 'merging', proposed } }), {
    kind: 'readMemoryFile',
    purpose: 'merge',
    jobId: job.id,
  });
}

/** Takes the proposal in: the user's lines stand, coverage only ever moves forward, and the file follows. */
function commit(state: SessionState, job: MemoryJob, now: number): Step {
  const { memory, branch } = state;
  const covers = indexOf(branch, job.upTo);
  const covered = indexOf(branch, memory.covered);
  const isExtract = job.plan === 'extract';
  const least = isExtract ? covered : indexOf(branch, summaryEnd(memory));
  if (job.proposed === null || covers < 0 || covers < least) {
    return endJob(state, { status: 'unchanged' }, now);
  }
  const { lost, ...merged } = mergeProposal(state, job, job.proposed);
  // An extract is what serves when nothing else does, so it is taken as it is.
  if (lost.users.length > 0 && !isExtract) {
    const why = failure('unexpected', phrase`The new memory lacked lines of yours, so it was discarded.`);
    return jobFailed(state, job, why, now);
  }
  const sameGeneration = job.generation === state.generation;
  const changed = merged.text !== memory.text;
  const after = withMemory(state, {
    job: { ...job, phase: 'writing' },
    text: merged.text,
    ownership: merged.ownership,
    overridden: [...memory.overridden.filter((line) => !job.told.includes(line)), ...merged.overridden],
    covered: covers < covered ? memory.covered : job.upTo,
    // A part of what an extract stands for may be all that a request held.
    provisional: isExtract || covers < covered,
    summarised: isExtract ? summaryEnd(memory) : job.upTo,
    aloneInRow: job.plan === 'alone' ? memory.aloneInRow + 1 : 0,
    updatedAt: now,
    tokensAtUpdate: sameGeneration ? job.tokensAtSnapshot : memory.tokensAtUpdate,
    ...(isExtract ? {} : { backoff: rested, failure: null }),
  });
  const stored = only(after, storeVersion(after, causeOf(memory, job), now));
  const noted =
    lost.codes.length === 0
      ? stored
      : also(
          stored,
          log(
            'warn',
            `memory job ${job.id}: ${lost.codes.length} kept lines were not in the merge and have been put back`,
          ),
        );
  return then(then(noted, flush), (flushed) =>
    flushed.memory.writing === null ? endJob(flushed, outcomeOf(flushed, changed), now) : only(flushed),
  );
}

/** `merged`: the user has changed the memory while the update was on its way. */
function causeOf({ covered, text }: SessionState['memory'], { base }: MemoryJob): MemoryCause {
  if (covered === null) return 'created';
  return text === base ? 'updated' : 'merged';
}

const outcomeOf = ({ memory }: SessionState, changed: boolean): MemoryOutcome =>
  memory.file === 'refused' && memory.fileFailure !== null
    ? { status: 'failed', failure: memory.fileFailure }
    : { status: changed ? 'updated' : 'unchanged' };

/** Ends a job that waited for its write, once nothing of it is on its way to the file any more. */
export function endWrittenJob(state: SessionState, now: number): Step {
  const { job, writing } = state.memory;
  if (job === null || job.phase !== 'writing' || writing !== null) return only(state);
  return endJob(state, outcomeOf(state, true), now);
}

function jobFailed(state: SessionState, job: MemoryJob, why: Failure, now: number): Step {
  const cancelled = why.kind === 'cancelled';
  const backoff =
    cancelled || job.foreground ? state.memory.backoff : afterFailure(state.memory.backoff, now);
  // What nobody waits for would most likely fail the same way at once; the next turn's end tries again.
  const again = state.memory.again?.requestIds.length === 0 ? null : state.memory.again;
  const after = withMemory(state, cancelled ? { again } : { backoff, failure: why, again });
  return also(
    endJob(after, { status: 'failed', failure: why }, now),
    log('warn', `memory job failed: ${why.kind}${why.kind === 'badReply' ? `, ${why.message}` : ''}`),
  );
}

/** Reports, and starts what was put off. Whoever waits for this job sees that it is gone. */
function endJob(state: SessionState, outcome: MemoryOutcome, now: number): Step {
  const { job, again } = state.memory;
  if (job === null) return only(state);
  const ended = only(
    withMemory(state, { job: null }),
    ...job.requestIds.map((id) => reportTo(id, outcome)),
    log('info', `memory job ${job.id}: ${outcome.status} after ${now - job.startedAt} ms`),
  );
  const goOn =
    again !== null && state.compacting === null && (outcome.status !== 'failed' || again.foreground);
  return goOn ? then(ended, (next) => updateAgain(next, now)) : ended;
}

/** Drops the running job; a late answer is ignored. */
export function dropJob(state: SessionState): Step {
  const { job } = state.memory;
  if (job === null) return only(state);
  return only(withMemory(state, { job: null }), { kind: 'cancelMemory', jobId: job.id });
}

/** Puts code's own extract in the place of a summary that could not be had; no model is asked. */
export function extractNow(state: SessionState, now: number): Step {
  const requestIds = state.memory.job?.requestIds ?? [];
  return then(dropJob(state), (free) => {
    const started = withJob(free, { foreground: true, requestIds, focus: '' }, now);
    const { job } = started.memory;
    if (job === null) return only(started);
    const base = started.memory.text;
    return propose(withMemory(started, { job: { ...job, base, plan: 'extract' } }), extracted(started, job));
  });
}
