/** When the memory is brought up to date: at a turn's end where the conversation has grown enough, or by the user's command. */

import { at } from '../append-list.ts';
import { contextTokens } from '../conversation/context.ts';
import { lastTurnEnd } from '../conversation/transcript.ts';
import { failure } from '../failure.ts';
import { contextLimit } from '../limits.ts';
import type { RequestId } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import type { SessionState, Step } from '../session.ts';
import { also, log, only } from '../step-result.ts';
import { withMemory } from './memory-file.ts';
import { isResting, refreshReason } from './refresh-policy.ts';
import { hasNews, reportTo, startUpdate, updateAgain } from './remembering.ts';

/** At a turn's end: starts a background update where one is due or was put off. */
export function updateIfDue(state: SessionState, now: number): Step {
  const { memory } = state;
  const mayGoOn = memory.again?.foreground === true || !isResting(memory.backoff, now);
  if (memory.again !== null && memory.job === null && mayGoOn) return updateAgain(state, now);
  const reason = refreshReason(state.settings, {
    contextTokens: contextTokens(state.context),
    limitTokens: contextLimit(state.settings),
    hasMemory: memory.covered !== null,
    tokensAtUpdate: memory.tokensAtUpdate,
    toolCallsSince: memory.toolCallsSince,
    backoff: memory.backoff,
    now,
  });
  if (reason === null || !hasNews(state)) return only(state);
  const order = { foreground: false, requestIds: [], focus: '' };
  if (memory.job !== null) return only(withMemory(state, { again: memory.again ?? order }));
  return also(startUpdate(state, order, now), log('debug', `memory update due: ${reason}`));
}

/** The user asked for an update: it ignores budget and rest, and joins a running one that covers the same turns. */
export function updateByCommand(state: SessionState, requestId: RequestId, now: number): Step {
  const end = at(state.branch, lastTurnEnd(state.branch));
  if (end === undefined) {
    const nothing = failure(
      'notAllowed',
      phrase`There is nothing to remember yet: the first answer has not ended.`,
    );
    return only(state, reportTo(requestId, { status: 'skipped', failure: nothing }));
  }
  const { job, again } = state.memory;
  if (job !== null && job.upTo === end.id) {
    return only(withMemory(state, { job: { ...job, requestIds: [...job.requestIds, requestId] } }));
  }
  if (job !== null) {
    const requestIds = [...(again?.requestIds ?? []), requestId];
    return only(withMemory(state, { again: { foreground: true, requestIds } }));
  }
  if (!hasNews(state)) return only(state, reportTo(requestId, { status: 'unchanged' }));
  return startUpdate(state, { foreground: true, requestIds: [requestId], focus: '' }, now);
}
