/**
 * What a compaction now would do and send, worked out as the compaction itself does, with nothing of it happening. The
 * memory counts as its file was when last read.
 */
import { at } from '../append-list.ts';
import type { Message } from '../conversation/message.ts';
import { chatRequest } from '../conversation/requests.ts';
import { lastTurnEnd } from '../conversation/transcript.ts';
import { hasNews } from '../memory/remembering.ts';
import type { SessionState } from '../session.ts';
import { newId } from '../step-result.ts';
import { type CompactionPlan, fits, frees, planCompaction } from './compaction.ts';

export type CompactionPreview =
  /** The memory serves as it is: nobody would be waited for. `messages` is what the next request would hold. */
  | { readonly kind: 'ready'; readonly plan: CompactionPlan; readonly messages: readonly Message[] }
  /** A summary would be written first, so the text is not known yet. */
  | { readonly kind: 'needsSummary' }
  /** No complete turn is there to be replaced, or the context would not become smaller. */
  | { readonly kind: 'nothing' };

export function previewCompaction(state: SessionState): CompactionPreview {
  const { branch, memory, settings } = state;
  const end = at(branch, lastTurnEnd(branch));
  if (end === undefined) return { kind: 'nothing' };
  // Taken for this look only: the id is given out again, and nobody who writes a memory sees the preview.
  const [delimiter] = newId(state);
  const planFor = (covered: string | null): CompactionPlan | null =>
    covered === null ? null : planCompaction(state, { text: memory.text ?? '', covered }, delimiter);
  const plan = planFor(memory.covered);
  if (settings.strategy === 'instant' && frees(plan) && fits(state, plan)) return ready(state, plan);
  const best = planFor(end.id);
  const couldFree = best !== null && (memory.text === null || frees(best));
  if (!couldFree) return { kind: 'nothing' };
  if (hasNews(state)) return { kind: 'needsSummary' };
  return frees(plan) ? ready(state, plan) : { kind: 'nothing' };
}

function ready(state: SessionState, plan: CompactionPlan): CompactionPreview {
  const { messages } = chatRequest({ ...state, context: plan.context });
  return { kind: 'ready', plan, messages };
}
