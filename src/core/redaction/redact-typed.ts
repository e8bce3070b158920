/** Takes credentials out of what a person has typed: by the rules for every text, and by how people tell each other such things. */
import { keepingResultsBy } from '../kept-results.ts';
import { type Credentials, noCredentials, withCredentials } from './known-credentials.ts';
import { findCredentials, type Redacted, redact, without } from './redact.ts';
import { marksIn } from './redaction-marks.ts';
import type { Found } from './subject.ts';
import { cueIndex } from './told/cue-words.ts';
import { findTold } from './told/told-credentials.ts';
import { ownModel } from './told/told-model.ts';

/**
 * A text that has lost credentials before is read by the rules alone, so that no reading takes more than the first one.
 * @param known as for `redact`
 * @param asked what the assistant asked right before, as `askedIn` gives it
 */
export function redactTyped(text: string, known: Credentials = noCredentials, asked = ''): Redacted {
  if (text.length < 4 || marksIn(text).length > 0) return redact(text, known);
  const found = findCredentials(text, text, known);
  const told = toldIn(text, found, asked);
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

function toldIn(text: string, found: readonly Found[], asked: string): readonly Found[] {
  if (text.length <= longest) return foundTold({ text, found, asked });
  const half = longest / 2;
  const end = text.lastIndexOf('\n', half) + 1 || half;
  const start = text.indexOf('\n', text.length - half) + 1 || text.length - half;
  return [
    ...findTold(text.slice(0, end), found, asked),
    ...findTold(text.slice(start), found.map(moved(-start))).map(moved(start)),
  ];
}

const foundTold = keepingResultsBy(
  JSON.stringify,
  (told: { readonly text: string; readonly found: readonly Found[]; readonly asked: string }) =>
    findTold(told.text, told.found, told.asked),
);

const moved =
  (by: number) =>
  (one: Found): Found => ({ ...one, from: one.from + by, to: one.to + by });
