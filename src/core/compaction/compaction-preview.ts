/**
 * What a compaction by command would do now and send, worked out as the compaction itself does, with nothing of it
 * happening. The memory counts as its file was when last read.
 */
import type { Message } from '../conversation/message.ts';
import { chatRequest } from '../conversation/requests.ts';
import type { SessionState } from '../session.ts';
import { newId } from '../step-result.ts';
import type { CompactionPlan } from './compaction.ts';
import { verdictOn } from './verdict.ts';

export type CompactionPreview =
  /** The memory serves as it is: nobody would be waited for. `messages` is what the next request would hold. */
  | { readonly kind: 'ready'; readonly plan: CompactionPlan; readonly messages: readonly Message[] }
  /** A summary would be written first, so the text is not known yet. */
  | { readonly kind: 'needsSummary' }
  /** No complete turn is there to be replaced, or the context would not become smaller. */
  | { readonly kind: 'nothing' };

export function previewCompaction(state: SessionState): CompactionPreview {
  // Taken for this look only: the id is given out again, and nobody who writes a memory sees the preview.
  const [delimiter] = newId(state);
  const verdict = verdictOn(state, { reason: 'command', asked: false, focus: '' }, delimiter);
  if (verdict.kind === 'wait') return { kind: 'needsSummary' };
  if (verdict.kind === 'nothing') return verdict;
  const { plan } = verdict;
  const { messages } = chatRequest({ ...state, context: plan.context });
  return { kind: 'ready', plan, messages };
}
