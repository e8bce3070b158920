/** One text that somebody wrote, and how a quotation, a command or an order is held against it. */

import { passagesOf, typedPart } from '../compaction/user-prose.ts';
import { attachmentsOf } from '../conversation/attachment.ts';
import {
  type ContentBlock,
  isText,
  isToolResult,
  isToolUse,
  type Json,
  plainText,
} from '../conversation/message.ts';
import type { MessageRecord } from '../conversation/transcript.ts';
import { likeness, shared, type Topic, topicOf } from '../ledger/ledger-topics.ts';
import type { Redact } from '../redaction/redact.ts';

export interface Testimony {
  readonly byUser: boolean;
  readonly raw: string;
  /** On one line. */
  readonly plain: string;
  /** For comparing, of the same length as `plain`. */
  readonly key: string;
  /** Without what was pasted into it: material gives no orders, whoever hands it over. */
  readonly own: Testimony;
}

/** What a record says: the user's own typing and what was attached, an answer's text, a tool's input, a tool's result. */
export function told(record: MessageRecord): readonly Testimony[] {
  if (record.kind === 'user') {
    const attached = attachmentsOf(record).flatMap(({ content }) => content.flatMap(wordsIn));
    const pasted = passagesOf(record.typed).filter(({ kind }) => kind !== 'typed');
    const material = [pasted.map(({ text }) => text).join('\n'), ...attached].filter((text) => text !== '');
    return [testimony(true, record.typed), ...material.map((text) => testimony(false, text))];
  }
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

export function testimony(byUser: boolean, raw: string): Testimony {
  let folded: { readonly plain: string; readonly key: string } | null = null;
  let own: Testimony | null = null;
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
    get own() {
      own ??= byUser ? testimony(true, typedPart(raw)) : this;
      return own;
    },
  };
}

const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

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

export function quotedIn(said: Testimony, quote: string, redact: Redact): readonly string[] | null {
  const haystack = quote.includes('[redacted:') ? redacted(said, keyOf(onOneLine(quote)), redact) : said;
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
function redacted(said: Testimony, key: string, redact: Redact): Haystack {
  const words = key.replace(/\[redacted: [^\]]*\]/g, ' ').split(/[\s"'“”„«»]+/);
  const longest = words.toSorted((one, other) => other.length - one.length)[0] ?? '';
  if (longest === '' || !said.key.includes(longest)) return { plain: '', key: '' };
  const plain = onOneLine(redact(said.raw));
  return { plain, key: keyOf(plain) };
}

export function isIn(said: Testimony, text: string): boolean {
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

export interface CloseSentence {
  readonly sentence: string;
  readonly share: number;
}

/** The sentences that say nearly the same; none for what is about too little to tell. */
export function closeSentences(said: Testimony, topic: Topic): readonly CloseSentence[] {
  if (topic.words.size < 3 || messageShare(said, topic) < closeEnough) return [];
  return sentencesIn(said)
    .map((sentence) => ({ sentence, share: likeness(topic, topicOf(sentence)) }))
    .filter(({ share }) => share >= closeEnough);
}

export function sentenceShare(said: Testimony, topic: Topic, enough: number): number {
  if (messageShare(said, topic) < enough) return 0;
  let most = 0;
  for (const sentence of sentencesIn(said)) {
    const other = topicOf(sentence);
    const common = shared(topic.words, other.words);
    // Who forbids a thing has not ordered it.
    if (other.negative === topic.negative) most = Math.max(most, common / Math.max(1, topic.words.size));
  }
  return most;
}

export const messageShare = (said: Testimony, { words }: Topic): number =>
  words.size === 0 ? 1 : [...words].filter((word) => said.key.includes(word)).length / words.size;

const sentencesIn = (said: Testimony): readonly string[] =>
  said.raw.length > longestSpeech
    ? []
    : said.raw
        .split(/(?<=[.!?])\s+|(?<=[。！？])|\n+/u)
        .map(onOneLine)
        .filter((sentence) => sentence !== '' && sentence.length <= longestSentence);
