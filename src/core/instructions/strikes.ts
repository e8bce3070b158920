/**
 * Strikes what the user takes back or replaces, with the turn that did so. Of a sentence that holds several rules only
 * the part that is meant is struck; each part stays a quotation. A doubtful match strikes nothing, since forgetting an
 * order is worse than keeping one too long.
 */

import { sharedForms, type Topic, topicOf } from '../prose/topics.ts';
import type { Instruction, Withdrawal } from './instruction.ts';
import type { Revocation } from './revocations.ts';
import { struck } from './struck-parts.ts';

export const mostWithdrawals = 40;

type About = Pick<Revocation, 'topic' | 'meansLatest'>;

export const aboutOf = ({ quote }: Withdrawal): About => ({ topic: topicOf(quote), meansLatest: false });

/** Strikes the standing rules that share most of its words, all of them where they share every word. */
export function strike(
  entries: readonly Instruction[],
  { topic, meansLatest }: About,
  turn: number,
): readonly Instruction[] {
  const standing = entries.filter((entry) => entry.revokedIn === null && entry.turn < turn);
  const matches = standing.map((entry) => ({ entry, count: sharedForms(topic.words, entry.topic) }));
  const best = matches.reduce((most, { count }) => Math.max(most, count), 0);
  const size = topic.words.size;
  let hit: readonly Instruction[] = [];
  if (best > 0 && best * 2 >= Math.min(size, 4)) {
    const closest = matches.filter(({ count }) => count === best).map(({ entry }) => entry);
    hit = best === size ? closest : closest.slice(-1);
  } else if (meansLatest) {
    hit = standing.slice(-1);
  }
  return strikeEach(entries, hit, topic, turn);
}

/** Strikes what a sentence is known to take back. */
export const strikeAll = (
  entries: readonly Instruction[],
  hit: readonly Instruction[],
  sentence: string,
  turn: number,
): readonly Instruction[] => strikeEach(entries, hit, topicOf(sentence), turn);

const strikeEach = (
  entries: readonly Instruction[],
  hit: readonly Instruction[],
  about: Topic,
  turn: number,
): readonly Instruction[] =>
  hit.some((entry) => entries.includes(entry))
    ? entries.flatMap((entry) => (hit.includes(entry) ? struck(entry, about, turn) : [entry]))
    : entries;
