/** Says what of the user's earlier words does not go along with a compaction. */
import type { CompactionRecord } from '../../core/conversation/transcript.ts';
import type { Translate } from '../translate.ts';

type Omissions = Pick<CompactionRecord, 'wordsOmitted' | 'wordsCut' | 'pastedLines'>;

/** One sentence for each kind; none where all goes along. */
export function omissionWords(
  { wordsOmitted = 0, wordsCut = 0, pastedLines = 0 }: Omissions,
  t: Translate,
): readonly string[] {
  return [
    ...(wordsOmitted > 0 ? [t('Of your messages, {0} did not fit beside the memory.', wordsOmitted)] : []),
    ...(wordsCut > 0 ? [t('Of long messages, only beginning and end went along: {0}.', wordsCut)] : []),
    ...(pastedLines > 0 ? [t('Lines that you had pasted and that were left out: {0}.', pastedLines)] : []),
  ];
}
