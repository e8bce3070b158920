/** A message of the user's, the plainest that there is. */
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';

export const userRecord = (id: string, typed = id): TranscriptRecord => ({
  kind: 'user',
  id,
  parent: null,
  at: 1,
  content: [{ type: 'text', text: typed }],
  typed,
});
