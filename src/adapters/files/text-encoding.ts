/** A file's bytes and its text: UTF-8, with or without a byte order mark, and nothing else. */
import { type Failure, failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';

const mark = '\ufeff';
const markBytes = Buffer.from(mark);

/** The text without a byte order mark, or why the bytes are not a text that we may rewrite. */
export function decodeText(
  bytes: Buffer,
  path: string,
  subject: Phrase,
): { readonly text: string } | Failure {
  const start = bytes.subarray(0, 2).toString('hex');
  const refuse = (flaw: Phrase) =>
    failure('storage', phrase`"${path}" ${flaw}. Save ${subject} as UTF-8 text; it was left as it is.`);
  if (start === 'fffe' || start === 'feff') return refuse(phrase`is UTF-16`);
  if (bytes.includes(0)) return refuse(phrase`holds NUL bytes`);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refuse(phrase`is not valid UTF-8`);
  }
}

/** A byte order mark that the user's editor put there stays. `seen` is what the file holds; null when there is none. */
export function encodeText(text: string, seen: Buffer | null): Buffer {
  const isMarked = seen?.subarray(0, markBytes.length).equals(markBytes) ?? false;
  return Buffer.from(isMarked && !text.startsWith(mark) ? mark + text : text, 'utf8');
}
