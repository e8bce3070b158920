/** How much of what users take back the ledger strikes, and what it strikes that nobody took back. */
import type { Instruction } from '../../src/core/instructions/instruction.ts';
import { emptyLedger, readRecord } from '../../src/core/ledger/ledger.ts';
import { userRecord } from '../../test/support/user-record.ts';
import { onOneLine, type Plant, type ProbeConversation } from './conversations.ts';
import { isQuoted } from './quoted.ts';

export interface Revocations {
  /** Struck with the turn that took it back. */
  readonly struck: number;
  /** Not in the ledger, so that there was nothing to strike. */
  readonly unknown: number;
  /** All that was taken back. */
  readonly of: number;
  /** Rules and corrections that nobody took back, or not yet, and that are struck. */
  readonly falselyStruck: number;
  readonly standing: number;
  /** For reading, never of a hidden half: what went wrong, with the message that should have struck it or did. */
  readonly missed: readonly string[];
  readonly mistaken: readonly string[];
}

/** What was taken back in one set of conversations. */
export interface SetRevocations {
  readonly name: string;
  readonly isHidden: boolean;
  readonly revocations: Revocations;
}

type Found = Omit<Revocations, 'of' | 'standing'> & { of: number; standing: number };

export function revocationsIn(conversations: readonly ProbeConversation[]): Revocations {
  const all = conversations.map(revocationsOf);
  const sum = (count: (one: Found) => number): number => all.reduce((total, one) => total + count(one), 0);
  return {
    struck: sum(({ struck }) => struck),
    unknown: sum(({ unknown }) => unknown),
    of: sum(({ of }) => of),
    falselyStruck: sum(({ falselyStruck }) => falselyStruck),
    standing: sum(({ standing }) => standing),
    missed: all.flatMap(({ missed }) => missed),
    mistaken: all.flatMap(({ mistaken }) => mistaken),
  };
}

function revocationsOf(conversation: ProbeConversation): Revocations {
  const entries = entriesOf(conversation);
  const rules = conversation.plants.filter(({ kind }) => kind === 'instruction' || kind === 'correction');
  const revoked = rules.filter(({ revokedIn }) => revokedIn !== undefined);
  const fates = revoked.map((plant) => fateOf(plant, entries));
  const wrong = rules.filter((plant) => isStruckWrongly(plant, entries));
  const said = (turn: number | null | undefined): string => conversation.turns[(turn ?? 0) - 1]?.user ?? '';
  return {
    struck: fates.filter((fate) => fate === 'struck').length,
    unknown: fates.filter((fate) => fate === 'unknown').length,
    of: revoked.length,
    falselyStruck: wrong.length,
    standing: rules.length - revoked.length,
    missed: revoked.flatMap((plant, index) =>
      fates[index] === 'struck'
        ? []
        : [
            `${conversation.id} ${fates[index]}: ${plant.text}\n      BY: ${onOneLine(said(plant.revokedIn))}`,
          ],
    ),
    mistaken: wrong.map(
      (plant) =>
        `${conversation.id}: ${plant.text}\n      BY: ${onOneLine(said(about(plant, entries).find(({ revokedIn }) => revokedIn !== null)?.revokedIn))}`,
    ),
  };
}

/** The ledger's entries after all that one user typed. */
const entriesOf = ({ turns }: ProbeConversation): readonly Instruction[] =>
  turns.map(({ user }, index) => userRecord(`u${index}`, user)).reduce(readRecord, emptyLedger).instructions
    .entries;

/** The entries that hold the plant, or a part of it. */
const about = ({ text: said, turn }: Plant, entries: readonly Instruction[]): readonly Instruction[] =>
  entries.filter((entry) => {
    const [quote, wanted] = [onOneLine(entry.quote), onOneLine(said)];
    return entry.turn === turn && (wanted.includes(quote) || quote.includes(wanted));
  });

/** Whether the entries' quotes are most of what was said. */
const holds = (entries: readonly Instruction[], { text: said }: Plant): boolean =>
  isQuoted(
    entries.map(({ quote }) => onOneLine(quote)),
    said,
  );

function fateOf(plant: Plant, entries: readonly Instruction[]): 'struck' | 'standing' | 'unknown' {
  const own = about(plant, entries);
  if (own.length === 0) return 'unknown';
  const isStruck = own.some(({ revokedIn }) => revokedIn === plant.revokedIn);
  const stands = holds(
    own.filter(({ revokedIn }) => revokedIn === null),
    plant,
  );
  return isStruck && !stands ? 'struck' : 'standing';
}

/** Struck although nobody took it back, or before anybody did. */
const isStruckWrongly = (plant: Plant, entries: readonly Instruction[]): boolean =>
  holds(
    about(plant, entries).filter(
      ({ revokedIn }) => revokedIn !== null && revokedIn < (plant.revokedIn ?? Number.POSITIVE_INFINITY),
    ),
    plant,
  );
