/** What stands above the lines of the memory file in an editor, and when its Pinned has grown too large. */
import { headingsIn, pinnedSize } from '../../core/memory/pinning.ts';
import type { Translate } from '../translate.ts';

export interface Lens {
  /** Counted from 0. */
  readonly line: number;
  readonly title: string;
  /** Empty for one that only says something. */
  readonly command: string;
}

/** What is pinned goes along with every compaction: beyond this share of the window it crowds out the conversation. */
const largeShare = 0.1;

export function lensesFor(
  text: string,
  commands: { readonly pin: string; readonly unpin: string },
  limitTokens: number,
  t: Translate,
): readonly Lens[] {
  const top: readonly Lens[] = [
    { line: 0, title: iconed('refresh', t('Update now')), command: 'sessionMemory.updateMemory' },
    { line: 0, title: iconed('diff', t('Last change')), command: '_sessionMemory.showMemoryChange' },
    { line: 0, title: iconed('history', t('History')), command: 'sessionMemory.showMemoryHistory' },
  ];
  const size = pinnedSize(text);
  return [
    ...top,
    ...headingsIn(text).flatMap(({ line, isPinned }): readonly Lens[] => {
      if (!isPinned) return [{ line, title: iconed('pin', t('Pin selected lines')), command: commands.pin }];
      const unpin = { line, title: iconed('pinned', t('Unpin selected lines')), command: commands.unpin };
      return size === null || size.tokens === 0 || size.line !== line
        ? [unpin]
        : [unpin, { line, title: sizeText(size.tokens, limitTokens, t), command: '' }];
    }),
  ];
}

/** VS Code swallows a common space between a lens's icon and its words. */
const iconed = (icon: string, words: string): string => `$(${icon})\u00a0${words}`;

/** Null while what is pinned is small, and where nothing is. */
export function pinnedHint(
  text: string,
  limitTokens: number,
  t: Translate,
): { readonly line: number; readonly message: string } | null {
  const size = pinnedSize(text);
  if (size === null || size.tokens <= largeShare * limitTokens) return null;
  const message = t(
    'What is pinned takes {0}. All of it goes along with every compaction, so less of the conversation fits.',
    sizeText(size.tokens, limitTokens, t),
  );
  return { line: size.line, message };
}

function sizeText(tokens: number, limitTokens: number, t: Translate): string {
  const share = Math.max(0.1, Math.round((1_000 * tokens) / limitTokens) / 10);
  return t('about {0} tokens, {1}% of the context', tokens, share);
}
