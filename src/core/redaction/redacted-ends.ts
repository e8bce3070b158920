/** Cuts texts without parting a credential: they are read further than they are shown, and lose it before the cut. */
import { endOf, startOf } from '../shortened.ts';
import { endOfBegunKey } from './private-keys.ts';
import type { Redact } from './redact.ts';
import { markOf } from './redaction-marks.ts';

/** How far beyond a cut is read, in characters. */
export const readBeyond = 4_000;

/** The beginning, without credentials and of at most so many characters; cost in proportion to these. */
export const redactedStart = (text: string, most: number, redact: Redact): string =>
  startOf(redact(startOf(text, most + readBeyond)), most);

/** The end, likewise. A private key may be longer than what is read beyond: up to where one ends that began before, all goes. */
export function redactedEnd(text: string, most: number, redact: Redact): string {
  const read = endOf(text, most + readBeyond);
  const begun = read.length < text.length ? endOfBegunKey(read) : 0;
  const clean = begun === 0 ? redact(read) : markOf('private key') + redact(read.slice(begun));
  return endOf(clean, most);
}
