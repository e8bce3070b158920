/** Cuts texts without parting a credential: they are read further than they are shown, and lose it before the cut. */
import type { Redact } from './redact.ts';

/** How far beyond a cut is read, in characters. */
export const readBeyond = 4_000;

/** The beginning, without credentials and of at most so many characters; cost in proportion to these. */
export const redactedStart = (text: string, most: number, redact: Redact): string =>
  redact(text.slice(0, most + readBeyond)).slice(0, most);

/** The end, likewise. */
export function redactedEnd(text: string, most: number, redact: Redact): string {
  const clean = redact(text.slice(-most - readBeyond));
  return clean.slice(Math.max(0, clean.length - most));
}
