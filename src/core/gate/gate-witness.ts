/**
 * Looks up who said what, for the gate. What the memory newly covers is at hand; earlier records are read only when
 * something is not found there, newest first and up to a budget, so that the cost does not grow with the conversation.
 */

import {
  type ContentBlock,
  isText,
  isToolResult,
  isToolUse,
  type Json,
  plainText,
} from '../conversation/message.ts';
import type { MessageRecord } from '../conversation/transcript.ts';
import { type Topic, topicOf } from '../ledger/ledger-topics.ts';
import { redact } from '../ledger/redact.ts';

export interface Sources {
  /** Everything that the new version speaks of and the one before did not, oldest first. */
  readonly fresh: readonly MessageRecord[];
  /** What was said before that, newest first. Drawn from only as far as needed. */
  readonly earlier: Iterable<MessageRecord>;
  /** What the user wrote elsewhere: by hand in the memory, or quoted there and checked before. */
  readonly byUser: readonly string[];
  /** What the memory said before, whoever wrote it. */
  readonly byMemory: readonly string[];
}

export interface Witness {
  /**
   * A quotation as the user really typed it: one piece, or several where it leaves something out. Differences in white
   * space, quotation marks, letter case and final punctuation are set right. Null when the user wrote no such thing.
   */
  quoted(quote: string): readonly string[] | null;
  /** The user's own sentence that a misquotation comes closest to; null when none is close. */
  closest(quote: string): string | null;
  /** True when anybody wrote these words, in this order and one right after the other. */
  wasWritten(text: string): boolean;
  /** True when one sentence of the user is about this share of what a line is about, 0 to 1, and no less forbidding. */
  hasSentence(topic: Topic, share: number): boolean;
  /** True when one message holds that share of it. */
  hasMessage(topic: Topic, share: number, who: 'user' | 'anyone'): boolean;
}

interface Testimony {
  readonly byUser: boolean;
  readonly raw: string;
  /** On one line. */
  readonly plain: string;
  /** For comparing, of the same length as `plain`. */
  readonly key: string;
}

/** Characters of earlier records that are looked through, for the user's words and for all others'. */
const earlierCharacters = 200_000;
const earlierRecords = 2_000;

/** After so many look-ups in vain a reply is taken for what it is: the rest of it is held against what is new only. */
const patience = 20;

export function createWitness(sources: Sources): Witness {
  const near = [...nearby(sources)];
  const heard: Testimony[] = [];
  const far = fromEarlier(sources.earlier);
  let inVain = 0;
  const all = function* (): Generator<Testimony> {
    yield* near;
    if (inVain >= patience) return;
    yield* heard;
    for (let next = far.next(); next.done !== true; next = far.next()) {
      heard.push(next.value);
      yield next.value;
    }
    inVain++;
  };
  const first = <T>(who: 'user' | 'anyone', find: (said: Testimony) => T | null): T | null => {
    for (const said of all()) {
      const found = who === 'anyone' || said.byUser ? find(said) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const has = (who: 'user' | 'anyone', test: (said: Testimony) => boolean): boolean =>
    first(who, (said) => (test(said) ? said : null)) !== null;
  return {
    quoted: (quote) => first('user', (said) => quotedIn(said, quote)),
    closest: (quote) => closestOf(topicOf(quote), (find) => first('user', find)),
    wasWritten: (text) => has('anyone', (said) => isIn(said, text)),
    hasSentence: (topic, share) => has('user', (said) => sentenceShare(said, topic, share) >= share),
    hasMessage: (topic, share, who) => has(who, (said) => messageShare(said, topic) >= share),
  };
}

function* nearby({ fresh, byUser, byMemory }: Sources): Generator<Testimony> {
  yield* byUser.map((text) => testimony(true, text));
  for (const record of fresh) yield* told(record);
  yield* byMemory.map((text) => testimony(false, text));
}

function* fromEarlier(earlier: Sources['earlier']): Generator<Testimony> {
  const left = { user: earlierCharacters, others: earlierCharacters };
  let records = 0;
  for (const record of earlier) {
    if (++records > earlierRecords || (left.user <= 0 && left.others <= 0)) return;
    for (const said of told(record)) {
      const who = said.byUser ? 'user' : 'others';
      if (left[who] > 0) yield said;
      left[who] -= said.raw.length;
    }
  }
}

function told(record: MessageRecord): readonly Testimony[] {
  if (record.kind === 'user') return [testimony(true, record.typed)];
  const said = record.content.flatMap(wordsIn).filter((text) => text !== '');
  return said.map((text) => testimony(false, text));
}

function wordsIn(block: ContentBlock): readonly string[] {
  if (isText(block)) return [block.text];
  if (isToolUse(block)) return [stringsIn(block.input).join('\n')];
  if (!isToolResult(block)) return [];
  return [typeof block.content === 'string' ? block.content : plainText(block.content ?? [])];
}

/** Every string in a tool's input, without the escapes that its JSON would have. */
function stringsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

function testimony(byUser: boolean, raw: string): Testimony {
  let folded: { readonly plain: string; readonly key: string } | null = null;
  const fold = () => {
    if (folded === null) {
      const plain = onOneLine(raw);
      folded = { plain, key: keyOf(plain) };
    }
    return folded;
  };
  return {
    byUser,
    raw,
    get plain() {
      return fold().plain;
    },
    get key() {
      return fold().key;
    },
  };
}

export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Letter case and the kind of quotation marks do not tell one wording from another. */
function keyOf(plain: string): string {
  const marks = plain.replace(/["“”„‟«»‘’‚‛`´「」『』]/g, "'");
  const lower = marks.toLowerCase();
  // A few letters change their length; then case counts, so that positions stay comparable.
  return lower.length === marks.length ? lower : marks;
}

const letterOrDigit = /[A-Za-z0-9_À-ɏЀ-ӿ]/;
const ends = /[\s.,;:!?…。！？]+$/u;

/** What is searched; positions in both are the same. */
type Haystack = Pick<Testimony, 'plain' | 'key'>;

function quotedIn(said: Testimony, quote: string): readonly string[] | null {
  const haystack = quote.includes('[redacted:') ? redacted(said, keyOf(onOneLine(quote))) : said;
  const whole = pieceIn(haystack, quote, 0);
  if (whole !== null) return [whole.text];
  const elided = quote.split(/\s*\[?(?:…|\.{3})\]?\s*/).filter((part) => part !== '');
  const parts = elided.length > 1 ? elided : quote.split(/(?<=[.!?])\s+|(?<=[。！？])/u);
  if (parts.length < 2) return null;
  const found: string[] = [];
  let from = 0;
  for (const part of parts) {
    const piece = pieceIn(haystack, part, from);
    // A lone word left over between dots could be had from anywhere.
    if (piece === null || (elided.length > 1 && piece.text.split(' ').length < 2)) return null;
    found.push(piece.text);
    from = piece.end;
  }
  return found;
}

function pieceIn({ plain, key: haystack }: Haystack, quote: string, from: number): Piece | null {
  const wanted = onOneLine(quote);
  const core = wanted.replace(ends, '');
  const wasCut = /(?:…|\.{3})$/.test(wanted);
  const key = keyOf(core);
  if (key === '') return null;
  const runsOn = (one: number, other: number): boolean =>
    letterOrDigit.test(plain.charAt(one)) && letterOrDigit.test(plain.charAt(other));
  for (let at = haystack.indexOf(key, from); at >= 0; at = haystack.indexOf(key, at + 1)) {
    if (runsOn(at - 1, at)) continue;
    let end = at + key.length;
    if (runsOn(end - 1, end)) {
      end = wasCut ? plain.lastIndexOf(' ', end - 1) : -1;
      if (end <= at) continue;
    }
    for (const mark of wasCut ? '' : wanted.slice(core.length)) {
      if (plain.charAt(end) === mark) end++;
    }
    return { text: plain.slice(at, end).trim(), end };
  }
  return null;
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

/** The testimony without credentials, since the quotation has lost them too; only where it may hold the quotation. */
function redacted(said: Testimony, key: string): Haystack {
  const words = key.replace(/\[redacted: [^\]]*\]/g, ' ').split(/[\s"'“”„«»]+/);
  const longest = words.toSorted((one, other) => other.length - one.length)[0] ?? '';
  if (longest === '' || !said.key.includes(longest)) return { plain: '', key: '' };
  const plain = onOneLine(redact(said.raw).text);
  return { plain, key: keyOf(plain) };
}

function isIn(said: Testimony, text: string): boolean {
  const key = keyOf(onOneLine(text));
  if (key === '' || said.key.includes(key)) return true;
  const words = key.split(/[\s'\\]+/).filter((word) => word !== '');
  if (words.length < 2 || !words.every((word) => said.key.includes(word))) return false;
  // Between the words of a command, quotation marks and backslashes come and go.
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  return new RegExp(escaped.join("[\\s'\\\\]{1,8}")).test(said.key);
}

/** A message longer than this is no speech, and its sentences are not compared one by one. */
const longestSpeech = 20_000;
const longestSentence = 400;

/** Words in common, of all that either has; below it, two sentences are about different things. */
const closeEnough = 0.6;

function closestOf(
  topic: Topic,
  search: (find: (said: Testimony) => true | null) => true | null,
): string | null {
  if (topic.words.size < 3) return null;
  let found: { sentence: string; share: number } | null = null;
  search((said) => {
    if (messageShare(said, topic) < closeEnough) return null;
    for (const sentence of sentencesIn(said)) {
      const other = topicOf(sentence).words;
      const common = [...topic.words].filter((word) => other.has(word)).length;
      const share = common / (topic.words.size + other.size - common);
      if (share >= closeEnough && share > (found?.share ?? 0)) found = { sentence, share };
    }
    return null;
  });
  return (found as { sentence: string } | null)?.sentence ?? null;
}

function sentenceShare(said: Testimony, topic: Topic, enough: number): number {
  if (messageShare(said, topic) < enough) return 0;
  let most = 0;
  for (const sentence of sentencesIn(said)) {
    const other = topicOf(sentence);
    const common = [...topic.words].filter((word) => other.words.has(word)).length;
    // Who forbids a thing has not ordered it.
    if (other.negative === topic.negative) most = Math.max(most, common / Math.max(1, topic.words.size));
  }
  return most;
}

const messageShare = (said: Testimony, { words }: Topic): number =>
  words.size === 0 ? 1 : [...words].filter((word) => said.key.includes(word)).length / words.size;

const sentencesIn = (said: Testimony): readonly string[] =>
  said.raw.length > longestSpeech
    ? []
    : said.raw
        .split(/(?<=[.!?])\s+|(?<=[。！？])|\n+/u)
        .map(onOneLine)
        .filter((sentence) => sentence !== '' && sentence.length <= longestSentence);
