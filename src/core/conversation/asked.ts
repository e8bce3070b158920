/** What the assistant asked right before a message: the answer may be a word that says nothing by itself. */
import { endOf } from '../shortened.ts';
import { plainText } from './message.ts';
import { isFromModel, type TranscriptRecord } from './transcript.ts';

const mostSentences = 4;
const longest = 400;
/** A dot inside a name or a number ends none. */
const sentences = /(?:[^.!?。！？\n]|[.!?](?=[^\s.!?。！？]))+[.!?。！？]*/g;

/** The last sentences of what was said, each on a line; at most 400 characters, and '' where nothing was said. */
export const askedIn = (said: string): string =>
  (endOf(said, longest).match(sentences) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .slice(-mostSentences)
    .join('\n');

/** What is asked after one more record, if `before` it was what it says. */
export function askedAfter(before: string, record: TranscriptRecord): string {
  if (record.kind === 'assistant') return isFromModel(record) ? askedIn(plainText(record.content)) : '';
  return record.kind === 'user' || record.kind === 'toolResults' ? '' : before;
}

/** Each record with what was asked right before it, the first after `before`. */
export function* withAsked<R extends TranscriptRecord>(
  records: Iterable<R>,
  before = '',
): Generator<readonly [record: R, asked: string]> {
  let asked = before;
  for (const record of records) {
    yield [record, asked];
    asked = askedAfter(asked, record);
  }
}
