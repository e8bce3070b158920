/**
 * Compaction: a synchronous function of transcript and memory. The memory that is already there replaces the old
 * messages; the recent tail stays word for word.
 */
import type { Context } from '../conversation/context.ts';
import { contextFrom, contextTokens } from '../conversation/context.ts';
import type { ContentBlock } from '../conversation/message.ts';
import { countMessages } from '../conversation/requests.ts';
import { indexOf, type RecordId } from '../conversation/transcript.ts';
import { userRecords } from '../conversation/user-records.ts';
import { instructionTurns } from '../ledger/ledger.ts';
import { contextLimit, userWordsBudget } from '../limits.ts';
import { parseMemory } from '../memory/memory.ts';
import { memoryHead } from '../prompts/prompts.ts';
import { redact } from '../redaction/redact.ts';
import type { SessionState } from '../session.ts';
import { tailStarts } from './tail.ts';
import { userWords } from './user-words.ts';

/** What a compaction would do. Nothing of it has happened yet. */
export interface CompactionPlan {
  readonly head: readonly ContentBlock[];
  readonly context: Context;
  readonly covered: RecordId;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly messagesBefore: number;
  readonly messagesAfter: number;
  /** Earlier messages of the user's that did not fit the budget for the user's words. */
  readonly wordsOmitted: number;
  /** Those of them that go along with their beginning and end only. */
  readonly wordsCut: number;
  /** Lines pasted into them that do not go along. */
  readonly pastedLines: number;
}

export interface UsableMemory {
  readonly text: string;
  readonly covered: RecordId;
}

/**
 * Null when no message would leave the context. `delimiter` must be unknown to whoever wrote the memory. Best is the first
 * plan that makes the context smaller and fits, else the first that makes it smaller.
 */
export function planCompaction(
  state: SessionState,
  memory: UsableMemory,
  delimiter: string,
): CompactionPlan | null {
  let freeing: CompactionPlan | null = null;
  let last: CompactionPlan | null = null;
  for (const plan of plans(state, memory, delimiter)) {
    last = plan;
    if (!frees(plan)) continue;
    if (fits(state, plan)) return plan;
    freeing ??= plan;
  }
  return freeing ?? last;
}

/** Each keeps less: the user's earlier words yield first (the memory quotes their rules), then the second of the two turns. */
function* plans(state: SessionState, memory: UsableMemory, delimiter: string): Generator<CompactionPlan> {
  if (indexOf(state.branch, memory.covered) < 0) return;
  const document = parseMemory(redact(memory.text, state.ledger.credentials).text);
  const withInstructions = instructionTurns(state.ledger);
  const full = userWordsBudget(state.settings);
  for (const start of tailStarts(state, memory.covered)) {
    const earlier = userRecords(state.branch, start);
    for (const budget of [full, Math.floor(full / 4), 0]) {
      const words = userWords(earlier, budget, withInstructions, state.ledger.credentials);
      const head = memoryHead({ document, userWords: words.text, delimiter });
      const { omitted: wordsOmitted, cut: wordsCut, pastedLines } = words;
      yield { ...planWith(state, memory.covered, start, head), wordsOmitted, wordsCut, pastedLines };
    }
  }
}

function planWith(
  state: SessionState,
  covered: RecordId,
  start: number,
  head: readonly ContentBlock[],
): Omit<CompactionPlan, 'wordsOmitted' | 'wordsCut' | 'pastedLines'> {
  const { branch, context } = state;
  const after = contextFrom(branch, head, start, context.baseTokens);
  return {
    head,
    context: after,
    covered,
    tokensBefore: contextTokens(context),
    tokensAfter: contextTokens(after),
    messagesBefore: countMessages(state),
    messagesAfter: countMessages({ ...state, context: after }),
  };
}

/** Worth doing: it makes the context smaller. */
export const frees = (plan: CompactionPlan | null): plan is CompactionPlan =>
  plan !== null && plan.tokensAfter < plan.tokensBefore;

export const fits = (state: SessionState, plan: CompactionPlan): boolean =>
  plan.tokensAfter <= contextLimit(state.settings);
