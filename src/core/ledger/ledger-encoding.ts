/**
 * Marks of the ledger as JSON, and back. Credentials are blotted out, as they are wherever the ledger is shown, since
 * only the transcript keeps them. What does not have the shape of marks is no marks: they can be made again.
 */
import type { Json } from '../conversation/message.ts';
import type { Instruction, Instructions } from '../instructions/instruction.ts';
import { topicOf } from '../prose/topics.ts';
import { noCredentials } from '../redaction/known-credentials.ts';
import { redactWith } from '../redaction/redact.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerMark, LedgerMarks } from './ledger-marks.ts';

export function encodeMarks(marks: LedgerMarks): Json {
  return marks.map((mark) => JSON.parse(JSON.stringify(mark, written(mark))) as Json);
}

/** An instruction's topic follows from its quote; credentials are never stored: those who told them are. */
const written = ({ ledger }: LedgerMark) => {
  const clean = redactWith(ledger.credentials);
  return (key: string, value: unknown): unknown => {
    if (key === 'topic' || key === 'credentials') return undefined;
    return typeof value === 'string' ? clean(value) : value;
  };
};

export function decodeMarks(value: unknown): LedgerMarks {
  if (!isListOf(isMark)(value)) return [];
  return value.map((mark): LedgerMark => {
    const { entries, omitted, withdrawals } = mark.ledger.instructions;
    const whole = entries.map(withTopic);
    const instructions = { entries: whole, omitted, withdrawals };
    return { ...mark, ledger: { ...mark.ledger, instructions, credentials: noCredentials } };
  });
}

const withTopic = ({ byModel, isDoubtful, ...entry }: StoredInstruction): Instruction => ({
  ...entry,
  topic: topicOf(entry.quote),
  ...(byModel === true && { byModel }),
  ...(isDoubtful === true && { isDoubtful }),
});

type Is<T> = (value: unknown) => value is T;

const isText: Is<string> = (value) => typeof value === 'string';
const isFlag: Is<boolean> = (value) => typeof value === 'boolean';
const isCount: Is<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isCountOrNull: Is<number | null> = (value): value is number | null => value === null || isCount(value);

const isOneOf =
  <T extends string>(...names: readonly T[]): Is<T> =>
  (value): value is T =>
    names.some((name) => name === value);

const isListOf =
  <T>(isItem: Is<T>): Is<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.every(isItem);

const hasShape =
  <T extends object>(shape: { readonly [K in keyof T]-?: Is<T[K]> }): Is<T> =>
  (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries<Is<unknown>>(shape).every(
      ([name, isField]) => Object.hasOwn(value, name) && isField((value as Record<string, unknown>)[name]),
    );

/** What else it may have is looked at where it is taken over. */
type CheckedInstruction = Omit<Instruction, 'topic' | 'byModel' | 'isDoubtful'>;
type StoredInstruction = CheckedInstruction & { readonly byModel?: unknown; readonly isDoubtful?: unknown };
type StoredLedger = Omit<Ledger, 'instructions' | 'credentials'> & {
  readonly instructions: Omit<Instructions, 'entries'> & { readonly entries: readonly StoredInstruction[] };
};
type StoredMark = Omit<LedgerMark, 'ledger'> & { readonly ledger: StoredLedger };

const isActions = isListOf<Ledger['suggested'][number]>(
  hasShape({ path: isText, effect: isOneOf('read', 'written', 'changed', 'deleted') }),
);

const isMark = hasShape<StoredMark>({
  read: isCount,
  after: isText,
  ledger: hasShape<StoredLedger>({
    turn: isCount,
    instructions: hasShape<StoredLedger['instructions']>({
      entries: isListOf<CheckedInstruction>(
        hasShape({
          kind: isOneOf('instruction', 'correction'),
          quote: isText,
          turn: isCount,
          revokedIn: isCountOrNull,
        }),
      ),
      omitted: isCount,
      withdrawals: isListOf<Instructions['withdrawals'][number]>(hasShape({ quote: isText, turn: isCount })),
    }),
    files: isListOf<Ledger['files'][number]>(
      hasShape({
        path: isText,
        state: isOneOf('read', 'created', 'changed', 'deleted'),
        turn: isCount,
        createdIn: isCountOrNull,
      }),
    ),
    errors: isListOf<Ledger['errors'][number]>(
      hasShape({ message: isText, turn: isCount, count: isCount, followedBy: isText }),
    ),
    identifiers: isListOf<Ledger['identifiers'][number]>(
      hasShape({ text: isText, weight: isCount, lastTurn: isCount, isFigure: isFlag }),
    ),
    asked: isText,
    toldBy: isListOf(isText),
    open: isListOf<Ledger['open'][number]>(hasShape({ id: isText, actions: isActions })),
    suggested: isActions,
  }),
});
