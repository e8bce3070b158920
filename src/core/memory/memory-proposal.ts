/** What a memory job proposes: the model's reply, checked and applied to the document, or code's own extract. */
import { at, slice } from '../append-list.ts';
import { plainText } from '../conversation/message.ts';
import { indexOf, isMessage, type MessageRecord, wasCut } from '../conversation/transcript.ts';
import { type Failure, failure } from '../failure.ts';
import { type Gated, gate } from '../gate/memory-gate.ts';
import type { NotedQuote } from '../instructions/noted-quotes.ts';
import { extractMemory } from '../ledger/extract.ts';
import { phrase } from '../phrase.ts';
import { noOwnership } from '../ports/memory-history.ts';
import type { Answer } from '../ports/model.ts';
import { redact } from '../redaction/redact.ts';
import type { SessionState } from '../session.ts';
import {
  applyReply,
  formatMemory,
  type MemoryDocument,
  modelWritten,
  parseMemory,
  readReply,
  skeleton,
} from './memory.ts';
import { sectionsForModel } from './memory-headings.ts';
import type { MemoryJob } from './memory-state.ts';
import { noticed } from './noticing.ts';

export interface Proposal {
  readonly text: string;
  /** What the gate did to it, in numbers. */
  readonly gateReport: string;
  /** Standing instructions that the model has noticed, and that turns of the user's really hold. */
  readonly noted: readonly NotedQuote[];
}

/** The document that the answer proposes, or why it is discarded and the old memory stays. */
export function proposalOf(state: SessionState, job: MemoryJob, answer: Answer): Proposal | Failure {
  if (answer.stopReason === 'refusal')
    return failure('refused', phrase`The model declined to write the memory.`);
  if (wasCut(answer.stopReason)) {
    return failure('badReply', phrase`The memory reply was cut short, so it was discarded.`);
  }
  const reply = readReply(redact(plainText(answer.content), state.ledger.credentials).text, {
    isUpdate: mayBeEmpty(state, job),
  });
  if (reply.kind === 'bad')
    return failure('badReply', phrase`The memory reply was discarded: ${reply.reason}.`);
  const base = job.base === null ? skeleton() : parseMemory(job.base);
  const gated = atTheGate(state, job, applyReply(base, reply.sections));
  if (gated.rejected !== null) {
    return failure('badReply', phrase`The memory reply was discarded: ${gated.rejected}.`);
  }
  const noted = noticed(state, job.upTo, reply.quotes);
  const dropped = reply.quotes.length - noted.length;
  const report = `${reportOf(gated)}, quotes noted ${noted.length}${dropped === 0 ? '' : `, not the user’s ${dropped}`}`;
  return { text: formatMemory(gated.document), gateReport: report, noted };
}

/** A first memory says something, unless the user has deleted sections: what is left may have nothing to say. */
function mayBeEmpty({ memory }: SessionState, { base }: MemoryJob): boolean {
  if (base === null) return false;
  const isCut = sectionsForModel(memory.ownership).length < sectionsForModel(noOwnership).length;
  return isCut || modelWritten(parseMemory(base)) !== '';
}

function atTheGate(state: SessionState, job: MemoryJob, proposed: MemoryDocument): Gated {
  const covered = indexOf(state.branch, state.memory.covered) + 1;
  return gate({
    proposed,
    // As the model was shown it, so that its lines are known again.
    base: job.base === null ? null : parseMemory(redact(job.base, state.ledger.credentials).text),
    ledger: state.ledger,
    ownership: state.memory.ownership,
    fresh: slice(state.branch, covered, indexOf(state.branch, job.upTo) + 1).filter(isMessage),
    earlier: { [Symbol.iterator]: () => backwards(state, covered - 1) },
  });
}

/** Messages from a position back to the first, as they are asked for. */
function* backwards(state: SessionState, from: number): Generator<MessageRecord> {
  for (let index = from; index >= 0; index--) {
    const record = at(state.branch, index);
    if (record !== undefined && isMessage(record)) yield record;
  }
}

/** Never what was removed: texts of the conversation do not belong in a log. */
function reportOf({ removed, restored }: Gated): string {
  const kinds = [...new Set(removed.map(({ why }) => why))];
  const counts = kinds.map((kind) => `${kind} ${removed.filter(({ why }) => why === kind).length}`);
  return `removed ${removed.length}${counts.length === 0 ? '' : ` (${counts.join(', ')})`}, put back ${restored.length}`;
}

/** Code's own extract of what the job covers, on top of the present memory. */
export function extracted(state: SessionState, job: MemoryJob): string {
  const end = indexOf(state.branch, job.upTo) + 1;
  const from = indexOf(state.branch, state.memory.covered) + 1;
  const previous = state.memory.text === null ? null : parseMemory(state.memory.text);
  const records = slice(state.branch, previous === null ? 0 : from, end).filter(isMessage);
  const proposed = extractMemory({ records, previous, ledger: state.ledger });
  const gated = atTheGate(state, { ...job, base: state.memory.text }, proposed);
  return formatMemory(gated.rejected === null ? gated.document : proposed);
}
