/** What is attached, in words. */
import type { Composer } from '../../src/protocol/view.ts';
import { shortNumber } from '../figures.ts';
import { say } from '../language.ts';

export const tokensNote = (tokens: number): string =>
  tokens === 1 ? say('attach.oneToken') : say('attach.tokens', shortNumber(tokens));

/** What goes along with the next message, the editor's selection among it. */
export function attachedIn(composer: Composer | undefined): Composer['attachments'] {
  if (composer === undefined) return [];
  const { attachments, selection } = composer;
  return selection?.isAttached === true ? [...attachments, selection.attachment] : attachments;
}

/** "3 attached, 2.4K tokens" */
export function attachedWords(composer: Composer | undefined): string {
  const all = attachedIn(composer);
  if (all.length === 0) return '';
  const tokens = all.reduce((sum, one) => sum + one.tokens, 0);
  return say('attach.sum', all.length, tokensNote(tokens));
}
