/**
 * How people let it be known that something holds no longer, or otherwise, in ten languages. Each by itself says little
 * (one goes "back to" a page as well): `rule-links.ts` weighs them.
 */
import { revokingCues } from './revoking-cue-lists.ts';

export type Cue = keyof typeof revokingCues;

const pattern = (source: string): RegExp => {
  const [words = '', pieces = ''] = source.split('/');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])|${pieces}`, 'iu');
};

let patterns: readonly (readonly [Cue, RegExp])[] | undefined;

/** Where each cue begins that a sentence holds. */
export function cuesIn(masked: string): ReadonlyMap<Cue, number> {
  patterns ??= Object.entries(revokingCues).map(([cue, source]) => [cue as Cue, pattern(source)]);
  const found = new Map<Cue, number>();
  for (const [cue, source] of patterns) {
    const at = masked.search(source);
    if (at >= 0) found.set(cue, at);
  }
  return found;
}
