/** One text that somebody wrote, and how a quotation, a command or an order is held against it. */

import { attachmentsOf } from '../conversation/attachment.ts';
import {
  type ContentBlock,
  isText,
  isToolResult,
  isToolUse,
  type Json,
  resultText,
} from '../conversation/message.ts';
import type { MessageRecord } from '../conversation/transcript.ts';
import { keepingResults } from '../kept-results.ts';
import { sentencesIn } from '../prose/sentences.ts';
import { likeness, sharedForms, type Topic, topicOf } from '../prose/topics.ts';
import { passagesOf, typedPart } from '../prose/user-prose.ts';
import { wordingOf } from '../prose/whole-statements.ts';
import { givesLeave, isBareYes, isConditional, isOffer } from './gate-leave.ts';
import { asks, statementsOf } from './gate-polarity.ts';

export interface Testimony {
  readonly byUser: boolean;
  readonly raw: string;
  /** On one line. */
  readonly plain: string;
  /** For comparing, of the same length as `plain`. */
  readonly key: string;
  /** As long as `plain`, with line feeds where a line ends a sentence. */
  readonly lined: string;
  /** Without what was pasted into it: material gives no orders, whoever hands it over. */
  readonly own: Testimony;
  /** As the ledger cuts them: wrapped lines and lists under a ban joined. */
  readonly sentences: readonly string[];
  /** The assistant's question that it says yes to, and nothing else; '' where it does not. */
  readonly agreedTo: string;
}

/**
 * What a record says: the user's own typing and what was attached, an answer's text, a tool's input, a tool's result.
 *
 * @param asked what the assistant asked right before it
 */
export function told(record: MessageRecord, asked = ''): readonly Testimony[] {
  if (record.kind === 'user') {
    const attached = attachmentsOf(record).flatMap(({ content }) => content.flatMap(wordsIn));
    const pasted = passagesOf(record.typed).filter(({ kind }) => kind !== 'typed');
    const material = [pasted.map(({ text }) => text).join('\n'), ...attached].filter((text) => text !== '');
    return [
      testimony(true, record.typed, agreedTo(record.typed, asked)),
      ...material.map((text) => testimony(false, text)),
    ];
  }
  const said = record.content.flatMap(wordsIn).filter((text) => text !== '');
  return said.map((text) => testimony(false, text));
}

const agreedTo = (typed: string, asked: string): string => {
  const question = asked.split('\n').findLast((sentence) => /[?？]["'”)]?$/.test(sentence)) ?? '';
  return isBareYes(typed) && isOffer(question) ? question : '';
};

function wordsIn(block: ContentBlock): readonly string[] {
  if (isText(block)) return [block.text];
  if (isToolUse(block)) return [stringsIn(block.input).join('\n')];
  return isToolResult(block) ? [resultText(block)] : [];
}

/** Every string in a tool's input, without the escapes that its JSON would have. */
function stringsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

export function testimony(byUser: boolean, raw: string, agreedTo = ''): Testimony {
  let own: Testimony | null = null;
  let words: ReturnType<typeof folded> | null = null;
  let lined: string | null = null;
  let sentences: readonly string[] | null = null;
  return {
    byUser,
    raw,
    agreedTo,
    get plain() {
      words ??= folded(raw);
      return words.plain;
    },
    get key() {
      words ??= folded(raw);
      return words.key;
    },
    get lined() {
      lined ??= wordingOf(raw).lined;
      return lined;
    },
    get sentences() {
      sentences ??= sentencesIn(raw).map(({ quote }) => quote);
      return sentences;
    },
    get own() {
      own ??= byUser ? testimony(true, typedPart(raw)) : this;
      return own;
    },
  };
}

/** Records are read at every update; what they say is folded once, but for the longest. */
const folded = keepingResults((raw) => {
  const plain = onOneLine(raw);
  return { plain, key: keyOf(plain) };
});

export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Letter case and the kind of quotation marks do not tell one wording from another. */
export function keyOf(plain: string): string {
  const marks = plain.replace(/["“”„‟«»‘’‚‛`´「」『』]/g, "'");
  const lower = marks.toLowerCase();
  // A few letters change their length; then case counts, so that positions stay comparable.
  return lower.length === marks.length ? lower : marks;
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

/** An address by itself: none of which it is the end, or the beginning of another name. */
export function holdsAddress({ key }: Testimony, address: string): boolean {
  const wanted = keyOf(address);
  for (let at = key.indexOf(wanted); at >= 0; at = key.indexOf(wanted, at + 1)) {
    const before = key.slice(Math.max(0, at - 4), at);
    const after = key.slice(at + wanted.length, at + wanted.length + 2);
    const begins = !/[\p{L}\p{N}_.@/-]$/u.test(before) || /\/\/$|www\.$/.test(before);
    if (begins && !/^(?:[\p{L}\p{N}_%~@-]|[.:][\p{L}\p{N}])/u.test(after)) return true;
  }
  return false;
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
  return linesIn(said)
    .map((sentence) => ({ sentence, share: likeness(topic, topicOf(sentence)) }))
    .filter(({ share }) => share >= closeEnough);
}

/** What a line of a memory says of somebody's will. */
export interface Claim extends Topic {
  /** It says that the user asked a question: then a question bears it out. */
  readonly ofQuestion: boolean;
  /** It says that the user allowed something: then only a sentence that allows bears it out. */
  readonly ofLeave: boolean;
  /** It says on what that depends. */
  readonly conditional: boolean;
}

/** The share of a leave's words in the question that the user said yes to. */
export const agreedShare = ({ agreedTo }: Testimony, claim: Claim): number =>
  claim.ofLeave && !otherFigures(claim, agreedTo) && (claim.conditional || !isConditional(agreedTo))
    ? sharedForms(claim.words, topicOf(agreedTo)) / Math.max(1, claim.words.size)
    : 0;

/** "Version 3" is not said by who said "version 2". */
const otherFigures = ({ words }: Claim, said: string): boolean =>
  [...words].some((word) => /\d/.test(word) && !said.includes(word));

/** The largest share of a claim's words in one statement, of those that forbid where it does and ask where it does. */
export function statementShare(said: Testimony, claim: Claim, enough: number): number {
  if (messageShare(said, claim) < enough) return 0;
  if (otherFigures(claim, said.key)) return 0;
  let most = 0;
  for (const sentence of said.sentences) {
    if (!claim.ofQuestion && asks(sentence)) continue;
    if (claim.ofLeave && isConditional(sentence) && !claim.conditional) continue;
    if (sharedForms(claim.words, topicOf(sentence)) / Math.max(1, claim.words.size) <= most) continue;
    for (const statement of statementsOf(sentence)) {
      if (statement.forbids !== claim.negative) continue;
      if (claim.ofLeave && !givesLeave(statement.text) && !isOrderOf(statement.text, claim)) continue;
      const own = topicOf(statement.text);
      const forbidden = topicOf(statement.forbidden);
      const isOfForbidden = [...claim.words].some((word) => {
        const alone = new Set([word]);
        return sharedForms(alone, forbidden) > 0 && (claim.negative || sharedForms(alone, own) === 0);
      });
      // Who forbids has to speak of what is forbidden, and who allows must not.
      if (statement.forbidden !== '' && isOfForbidden !== claim.negative) continue;
      const common = sharedForms(claim.words, own);
      most = Math.max(most, common / Math.max(1, claim.words.size));
    }
  }
  return most;
}

/** "Delete the table." Who orders a thing allows it; the verb comes first, in the form that orders. A verb alone is none. */
function isOrderOf(statement: string, { words }: Claim): boolean {
  if (words.size < 2) return false;
  const [first = ''] =
    /\p{L}+/u.exec(statement.replace(/^\W*(?:please|kindly|just|then|now)\W+/iu, '')) ?? [];
  const [verb = ''] = words;
  return !/(?:ing|ed|s)$/i.test(first) && sharedForms(new Set([verb]), topicOf(first)) > 0;
}

export const messageShare = (said: Testimony, { words }: Topic): number =>
  words.size === 0 ? 1 : [...words].filter((word) => said.key.includes(word)).length / words.size;

const linesIn = (said: Testimony): readonly string[] =>
  said.raw.length > longestSpeech
    ? []
    : said.raw
        .split(/(?<=[.!?])\s+|(?<=[。！？])|\n+/u)
        .map(onOneLine)
        .filter((sentence) => sentence !== '' && sentence.length <= longestSentence);
