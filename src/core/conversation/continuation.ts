/** Going on with an answer that ended before its time. A partial answer cannot be handed back, so its end is quoted. */

import { failure } from '../failure.ts';
import { failedWith, type RequestId } from '../outcome.ts';
import { phrase } from '../phrase.ts';
import type { SessionState, Step } from '../session.ts';
import { endOf } from '../shortened.ts';
import { only } from '../step-result.ts';
import { isText, plainText } from './message.ts';
import { type AssistantRecord, lastMessage, type Transcript, wasCut } from './transcript.ts';
import { beginTurn, reportTurn } from './turn.ts';

/** In UTF-16 units: enough to be found again, too little to be worth paying for twice. */
const maxQuoted = 240;

/** The last answer, where it was stopped, cut or reached its length limit and there are words to go on from; else null. */
export const unfinishedAnswer = ({ branch, turn, queue }: SessionState): AssistantRecord | null =>
  turn.phase === 'idle' && queue.length === 0 ? unfinishedOn(branch) : null;

function unfinishedOn(branch: Transcript): AssistantRecord | null {
  const last = lastMessage(branch);
  if (last?.kind !== 'assistant') return null;
  const endedEarly = last.outcome === 'interrupted' || wasCut(last.stopReason);
  const hasWords = last.content.some((block) => isText(block) && block.text.trim() !== '');
  return endedEarly && hasWords ? last : null;
}

/** Asks for the rest of the last answer, in words that are nobody's. */
export function beginContinuation(state: SessionState, requestId: RequestId): Step {
  const unfinished = unfinishedOn(state.branch);
  if (unfinished !== null)
    return beginTurn(state, requestId, {
      typed: '',
      attachments: [],
      continuation: continueMessage(unfinished),
    });
  const why = failure('badRequest', phrase`There is no answer to continue.`);
  return only(state, reportTurn(requestId, failedWith(why)));
}

/**
 * The message that asks for the rest. It is a wish for this one answer, worded so that nobody takes it for a rule that
 * holds from now on.
 */
export function continueMessage({ content }: AssistantRecord): string {
  const said = plainText(content).trimEnd();
  const lines = lastWords(said).split('\n');
  return [
    'The answer above was cut off. It ended with:',
    lines.map((line) => `> ${line}`.trimEnd()).join('\n'),
    'Please go on with the very next word.',
  ].join('\n\n');
}

/** Begins at a word, so that what is quoted can be found as it stands. */
function lastWords(said: string): string {
  if (said.length <= maxQuoted) return said;
  const end = endOf(said, maxQuoted);
  const space = end.search(/\s/);
  return `…${space < 0 || space > maxQuoted / 2 ? end : end.slice(space + 1)}`;
}
