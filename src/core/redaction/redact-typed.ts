/** Takes credentials out of what a person has typed: by the rules for every text, and by how people tell each other such things. */
import { credentialWords } from './credential-words.ts';
import { type Credentials, noCredentials, withCredentials } from './known-credentials.ts';
import { findCredentials, lowered, type Redacted, redact, without } from './redact.ts';
import { marksIn } from './redaction-marks.ts';
import type { Found } from './subject.ts';
import { cueIndex } from './told/cue-words.ts';
import { findTold } from './told/told-credentials.ts';
import { ownModel } from './told/told-model.ts';

/**
 * A text that has lost credentials before is read by the rules alone, so that no reading takes more than the first one.
 * @param known as for `redact`
 */
export function redactTyped(text: string, known: Credentials = noCredentials): Redacted {
  if (text.length < 4 || marksIn(text).length > 0) return redact(text, known);
  const found = findCredentials(text, text, known);
  const told = toldIn(text, found);
  if (told.length === 0) return redact(text, known, found);
  const first = without(text, [...found, ...told]);
  const all = withCredentials(known, first.credentials);
  const rest = redact(first.text, all);
  return {
    text: rest.text,
    count: first.count + rest.count,
    credentials: withCredentials(first.credentials, rest.credentials),
  };
}

/** Makes the first text that is read cost no more than the next ones. */
export function* redactionReady(): Generator<void> {
  cueIndex();
  yield;
  ownModel();
  yield;
  redactTyped('They told me it is kite, the door opens with it.');
  yield;
}

/** Beyond it a text is pasted for the most part, and only its beginning and its end are judged word by word. */
const longest = 60_000;

function toldIn(text: string, found: readonly Found[]): readonly Found[] {
  if (text.length <= longest) return toldFrom(text, 0, text.length, found);
  const half = longest / 2;
  return [
    ...toldFrom(text, 0, text.lastIndexOf('\n', half) + 1 || half, found),
    ...toldFrom(text, text.indexOf('\n', text.length - half) + 1 || text.length - half, text.length, found),
  ];
}

function toldFrom(text: string, start: number, end: number, found: readonly Found[]): readonly Found[] {
  const part = text.slice(start, end);
  const moved = (by: number) => (one: Found) => ({ ...one, from: one.from + by, to: one.to + by });
  const { labels } = credentialWords(part, lowered(part));
  return findTold(part, labels, found.map(moved(-start))).map(moved(start));
}
