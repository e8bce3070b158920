/**
 * The user's standing instructions and corrections, quoted. Restatements are folded, what is taken back or contradicted
 * is struck and says by which turn. Bounded in number and size (instruction-bounds.ts); what had to yield is counted.
 */

import { sentencesIn } from '../prose/sentences.ts';
import { likeness, topicOf } from '../prose/topics.ts';
import { type Judged, recognised } from '../recogniser/recognise.ts';
import type { Instruction, Instructions, Withdrawal } from './instruction.ts';
import { bounded } from './instruction-bounds.ts';
import { plain } from './plain-quote.ts';
import { replacedBy } from './replacing-values.ts';
import { revocationIn } from './revocations.ts';
import { standingBefore, takenBackBy } from './rule-links.ts';
import { wordsOfRule } from './rule-words.ts';
import { holdTogether } from './rules-together.ts';
import { mostWithdrawals, strike, strikeAll } from './strikes.ts';

/** After so many the bounds are applied, so that a long list costs no more than its length. */
const atOnce = 40;

/** The evidence above which what reads like a withdrawal is a rule all the same. */
const clearly = 1;

/** Takes in what the user typed in one turn, pastes left out. Cost in proportion to the text. */
export function withProse(instructions: Instructions, typed: string, turn: number): Instructions {
  let { entries, omitted } = instructions;
  const withdrawals: Withdrawal[] = [];
  let taken = 0;
  const message = recognised(sentencesIn(typed));
  const standing = standingBefore(entries, turn);
  for (const [index, judged] of message.entries()) {
    let { sentence, kind, isSure } = judged;
    const revocation = revocationIn(judged);
    const meant = revocation === null ? entries : strike(entries, revocation, turn);
    const didStrike = meant !== entries;
    entries = didStrike
      ? meant
      : strikeAll(entries, takenBackBy(standing, message, index, turn), sentence.quote, turn);
    if (revocation !== null) {
      if (revocation.isPure) withdrawals.push({ quote: revocation.quote, turn });
      if (revocation.isPure && (didStrike || kind !== 'rule' || judged.evidence < clearly))
        ({ sentence, kind, isSure } = restOf(judged, revocation.quote));
    }
    if (kind !== 'rule' && kind !== 'correction') continue;
    entries = fold(entries, {
      kind: kind === 'rule' ? 'instruction' : 'correction',
      quote: sentence.quote,
      turn,
      revokedIn: null,
      topic: topicOf(sentence.quote),
      ...(!isSure && { isDoubtful: true }),
    });
    if (++taken % atOnce === 0) ({ entries, omitted } = bounded({ ...instructions, entries, omitted }));
  }
  if (entries === instructions.entries && withdrawals.length === 0) return instructions;
  return bounded({
    entries,
    omitted,
    withdrawals: [...instructions.withdrawals, ...withdrawals].slice(-mostWithdrawals),
  });
}

/** What a sentence says after it has taken something back: often what holds instead. */
function restOf(judged: Judged, revocation: string): Pick<Judged, 'sentence' | 'kind' | 'isSure'> {
  const { quote, masked, underRules } = judged.sentence;
  const end = quote.indexOf(revocation) + revocation.length;
  const lead =
    /^[\s,;:—–-]*(?:(?:and|so|but|und|also|et|y|e|en|и)\s)?\s*/u.exec(quote.slice(end))?.[0].length ?? 0;
  const sentence = { quote: quote.slice(end + lead), masked: masked.slice(end + lead), underRules };
  const [rest] = recognised([sentence]);
  return { sentence, kind: rest?.kind ?? 'none', isSure: rest?.isSure ?? false };
}

const plainQuotes = new WeakMap<Instruction, string>();

/** Each is worked out once, since the list is looked through again with every rule that comes. */
function plainOf(entry: Instruction): string {
  const text = plainQuotes.get(entry) ?? plain(entry.quote);
  plainQuotes.set(entry, text);
  return text;
}

/** The newest wording of the same thing takes the older one's place; a contradiction strikes the older one. */
function fold(entries: readonly Instruction[], found: Instruction): readonly Instruction[] {
  const key = plainOf(found);
  const kept: Instruction[] = [];
  const isReplaced = replacedBy(found);
  let isDoubtful = found.isDoubtful === true;
  for (const entry of entries) {
    if (plainOf(entry) === key) {
      isDoubtful &&= entry.isDoubtful === true;
      continue;
    }
    const isStruck =
      areRules(entry, found) &&
      (contradicts(entry, found) || isReplaced(entry)) &&
      !holdTogether(wordsOfRule(entry), wordsOfRule(found));
    kept.push(isStruck ? { ...entry, revokedIn: found.turn } : entry);
  }
  const { isDoubtful: _, ...sure } = found;
  return [...kept, isDoubtful ? found : sure];
}

/** Both are rules, one was said before the other, and what may be none does not strike what surely is one. */
const areRules = (entry: Instruction, found: Instruction): boolean =>
  entry.revokedIn === null &&
  entry.kind === 'instruction' &&
  found.kind === 'instruction' &&
  (found.isDoubtful !== true || entry.isDoubtful === true) &&
  entry.turn < found.turn;

const contradicts = ({ topic: one }: Instruction, { topic: other }: Instruction): boolean =>
  one.negative !== other.negative && one.words.size > 0 && likeness(one, other) >= 0.99;
