/** What a memory job proposes: the model's reply, checked and applied to the document, or code's own extract. */
import { at, slice } from './append-list.ts';
import { extractMemory } from './extract.ts';
import { type Failure, failure } from './failure.ts';
import { applyReply, formatMemory, modelWritten, parseMemory, readReply, skeleton } from './memory.ts';
import { plainText } from './message.ts';
import type { Answer } from './ports.ts';
import { redact } from './redact.ts';
import type { MemoryJob, SessionState } from './session.ts';
import { indexOf, isMessage } from './transcript.ts';

/** The document that the answer proposes, or why it is discarded and the old memory stays. */
export function proposalOf(state: SessionState, job: MemoryJob, answer: Answer): string | Failure {
  if (answer.stopReason === 'refusal') return failure('refused', 'The model declined to write the memory.');
  if (answer.stopReason === 'max_tokens' || answer.stopReason === 'model_context_window_exceeded') {
    return failure('badReply', 'The memory reply was cut short, so it was discarded.');
  }
  const reply = readReply(redact(plainText(answer.content)).text, { isUpdate: job.base !== null });
  if (reply.kind === 'bad') return failure('badReply', `The memory reply was discarded: ${reply.reason}.`);
  const document = applyReply(job.base === null ? skeleton() : parseMemory(job.base), reply.sections);
  if (isInflated(state, job, modelWritten(document).length)) {
    return failure(
      'badReply',
      'The memory reply was longer than the conversation it covers, so it was discarded.',
    );
  }
  return formatMemory(document);
}

/** Counts the covered transcript only until it outweighs the document. */
function isInflated(state: SessionState, job: MemoryJob, size: number): boolean {
  let covered = 0;
  for (let index = indexOf(state.transcript, job.upTo); index >= 0 && covered < size; index--) {
    const record = at(state.transcript, index);
    if (record !== undefined && isMessage(record)) covered += JSON.stringify(record.content).length;
  }
  return covered < size;
}

/** Code's own extract of what the job covers, on top of the present memory. */
export function extracted(state: SessionState, job: MemoryJob): string {
  const end = indexOf(state.transcript, job.upTo) + 1;
  const from = indexOf(state.transcript, state.memory.covered) + 1;
  const previous = state.memory.text === null ? null : parseMemory(state.memory.text);
  const records = slice(state.transcript, previous === null ? 0 : from, end).filter(isMessage);
  return formatMemory(extractMemory({ records, previous, ledger: state.ledger }));
}
