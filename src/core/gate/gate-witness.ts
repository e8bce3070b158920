/**
 * Looks up who said what, for the gate. What the memory newly covers is at hand; earlier records are read only when
 * something is not found there, newest first and up to a budget, so that the cost does not grow with the conversation.
 */

import { askedAfter, withAsked } from '../conversation/asked.ts';
import type { MessageRecord } from '../conversation/transcript.ts';
import { type Topic, topicOf } from '../prose/topics.ts';
import type { Redact } from '../redaction/redact.ts';
import { hasCommand } from './gate-command-lines.ts';
import { quotedIn } from './gate-quoted.ts';
import {
  agreedShare,
  type Claim,
  type CloseSentence,
  closeSentences,
  holdsAddress,
  isIn,
  messageShare,
  statementShare,
  type Testimony,
  testimony,
  told,
} from './gate-testimony.ts';

export interface Sources {
  /** Everything that the new version speaks of and the one before did not, oldest first. */
  readonly fresh: readonly MessageRecord[];
  /** What was said before that, newest first. Drawn from only as far as needed. */
  readonly earlier: Iterable<MessageRecord>;
  /** What the user wrote elsewhere: by hand in the memory, or quoted there and checked before. */
  readonly byUser: readonly string[];
  /** What the memory said before, whoever wrote it. */
  readonly byMemory: readonly string[];
  /** As the reply was made free of credentials. */
  readonly redact: Redact;
}

/** `others`: the assistant, tools, and what the user pasted. */
export type Who = 'user' | 'others' | 'anyone';

export interface Witness {
  /**
   * A quotation as the user really typed it: one piece, or several where it leaves something out. Differences in white
   * space, quotation marks, letter case and final punctuation are set right, and a part that may say something else than its
   * sentence is widened to it. Null when the user wrote no such thing.
   */
  quoted(quote: string): readonly string[] | null;
  /** The user's own sentence that a misquotation comes closest to; null when none is close. */
  closest(quote: string): string | null;
  /** True when anybody wrote these words, in this order and one right after the other. */
  wasWritten(text: string): boolean;
  /** True when anybody wrote this address, without its scheme, or one below it. */
  hasAddress(address: string): boolean;
  /**
   * True when anybody wrote or ran this command, in whatever order its words came.
   *
   * @param mayBeShort it may have gone on there
   */
  hasCommand(command: readonly string[], mayBeShort: boolean): boolean;
  /** True when one statement of the user holds this share of a claim's words, 0 to 1, and forbids or asks as it does. */
  hasStatement(claim: Claim, share: number): boolean;
  /** True when one message holds that share of it. */
  hasMessage(topic: Topic, share: number, who: Who): boolean;
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
  const first = <T>(who: Who, find: (said: Testimony) => T | null): T | null => {
    for (const said of all()) {
      const found = who === 'anyone' || said.byUser === (who === 'user') ? find(said) : null;
      if (found !== null) return found;
    }
    return null;
  };
  const has = (who: Who, test: (said: Testimony) => boolean): boolean =>
    first(who, (said) => (test(said) ? said : null)) !== null;
  return {
    quoted(quote) {
      const find = (said: Testimony) => quotedIn(said, quote, sources.redact);
      // What is part of one sentence may be the whole of another.
      const close = near.filter(({ byUser }) => byUser).flatMap((said) => find(said) ?? []);
      const found = close.find(({ isWhole }) => isWhole) ?? close[0] ?? first('user', find);
      return found?.pieces ?? null;
    },
    closest(quote) {
      const topic = topicOf(quote);
      const close: CloseSentence[] = [];
      first('user', (said) => {
        close.push(...closeSentences(said, topic));
        return null;
      });
      return close.toSorted((one, other) => other.share - one.share)[0]?.sentence ?? null;
    },
    wasWritten: (text) => has('anyone', (said) => isIn(said, text)),
    hasAddress: (address) => has('anyone', (said) => holdsAddress(said, address)),
    hasCommand: (command, mayBeShort) => has('anyone', (said) => hasCommand(said, command, mayBeShort)),
    hasStatement: (claim, share) =>
      has(
        'user',
        (said) =>
          agreedShare(said, claim) >= share ||
          (messageShare(said, claim) >= share && statementShare(said.own, claim, share) >= share),
      ),
    hasMessage: (topic, share, who) => has(who, ({ own }) => messageShare(own, topic) >= share),
  };
}

function* nearby({ fresh, earlier, byUser, byMemory }: Sources): Generator<Testimony> {
  yield* byUser.map((text) => testimony(true, text));
  const [last] = earlier;
  const before = last === undefined ? '' : askedAfter('', last);
  for (const [record, asked] of withAsked(fresh, before)) yield* told(record, asked);
  yield* byMemory.map((text) => testimony(false, text));
}

function* fromEarlier(earlier: Sources['earlier']): Generator<Testimony> {
  const left = { user: earlierCharacters, others: earlierCharacters };
  let records = 0;
  for (const [record, asked] of withAskedBefore(earlier)) {
    if (++records > earlierRecords || (left.user <= 0 && left.others <= 0)) return;
    for (const said of told(record, asked)) {
      const who = said.byUser ? 'user' : 'others';
      if (left[who] > 0) yield said;
      left[who] -= said.raw.length;
    }
  }
}

/** Records newest first, each with what was asked right before it. */
function* withAskedBefore(
  newestFirst: Iterable<MessageRecord>,
): Generator<readonly [record: MessageRecord, asked: string]> {
  let later: MessageRecord | null = null;
  for (const record of newestFirst) {
    if (later !== null) yield [later, askedAfter('', record)];
    later = record;
  }
  if (later !== null) yield [later, ''];
}
