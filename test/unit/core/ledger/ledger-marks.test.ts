import assert from 'node:assert/strict';
import fc from 'fast-check';
import { listOf, slice } from '../../../../src/core/append-list.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { emptyLedger, readRecord } from '../../../../src/core/ledger/ledger.ts';
import { decodeMarks, encodeMarks } from '../../../../src/core/ledger/ledger-encoding.ts';
import {
  type LedgerMarks,
  marked,
  markedToEnd,
  readBranch,
} from '../../../../src/core/ledger/ledger-marks.ts';
import { ledgerSections } from '../../../../src/core/ledger/ledger-sections.ts';
import { assistant, results, use, user } from '../../../support/conversation.ts';

/** Five records a round: orders, a correction, files, an error and identifiers. */
const round = (number: number): readonly TranscriptRecord[] => [
  user(`Never touch src/part-${number % 40}.ts. The ticket is ABC-${number}.`),
  assistant(
    `Looking at ABC-${number}.`,
    use(`u${number}`, 'edit', { path: `src/other-${number}.ts` }),
    use(`w${number}`, 'write_file', { path: `notes/${number}.md` }),
  ),
  results([`u${number}`, `TypeError: part ${number} is not a function`, true], [`w${number}`, 'ok']),
  assistant('Fixed:\n```sh\nrm old.txt\n```'),
  user(number % 7 === 0 ? `You may touch src/part-${number % 40}.ts again.` : 'No, I meant the other one.'),
];
const conversation = Array.from({ length: 140 }, (_, number) => round(number)).flat();

const readAll = (records: readonly TranscriptRecord[]) => records.reduce(readRecord, emptyLedger);

/** As in a session: a mark may be set after every record. */
function live(records: readonly TranscriptRecord[]): LedgerMarks {
  let ledger = emptyLedger;
  let marks: LedgerMarks = [];
  for (const [index, record] of records.entries()) {
    ledger = readRecord(ledger, record);
    marks = marked(marks, listOf(records.slice(0, index + 1)), ledger);
  }
  return marks;
}

describe('marks of the ledger', () => {
  it('lead to the ledger that reading everything gives, wherever the conversation stands', () => {
    const marks = live(conversation);
    assert.deepEqual(
      marks.map(({ read }) => read),
      [256, 512],
    );
    for (const length of [0, 1, 255, 256, 257, 511, 512, 513, 700]) {
      const records = conversation.slice(0, length);
      assert.deepEqual(readBranch(marks, listOf(records)).ledger, readAll(records), `${length} records`);
    }
  });

  it('survive being written down, open tool calls and all', () => {
    const whole = readAll(conversation);
    for (const length of [256, 257, 258, 259, 512]) {
      const start = conversation.slice(0, length);
      const mark = { read: length, after: start.at(-1)?.id ?? '', ledger: readAll(start) };
      const stored: unknown = JSON.parse(JSON.stringify(encodeMarks([mark])));
      assert.deepEqual(decodeMarks(stored), [mark]);
      assert.deepEqual(readBranch(decodeMarks(stored), listOf(conversation)).ledger, whole);
    }
  });

  it('spare the reading of what they have read', () => {
    const [, newest] = live(conversation);
    assert.ok(newest !== undefined);
    const known = { ...newest, ledger: { ...newest.ledger, turn: 5_000 } };
    const branch = listOf(conversation);
    const after = slice(branch, newest.read).filter(({ kind }) => kind === 'user').length;
    assert.equal(readBranch([known], branch).ledger.turn, 5_000 + after);
  });

  it('are set while a long conversation is read, as they are while it grows', () => {
    assert.deepEqual(readBranch([], listOf(conversation)).marks, live(conversation));
  });

  it('lead to the very end where that is wanted, and then nothing is read again', () => {
    const branch = listOf(conversation);
    const marks = markedToEnd(readBranch([], branch), branch);
    assert.equal(marks.at(-1)?.after, conversation.at(-1)?.id);
    const told = marks.map((mark) => ({ ...mark, ledger: { ...mark.ledger, turn: 5_000 } }));
    assert.equal(readBranch(told, branch).ledger.turn, 5_000);
    assert.deepEqual(markedToEnd(readBranch([], listOf([])), listOf([])), []);
  });

  it('keep their distance for an edit further back, however often the end is marked', () => {
    let marks: LedgerMarks = [];
    for (let length = 0; length <= conversation.length; length += 30) {
      const branch = listOf(conversation.slice(0, length));
      marks = markedToEnd(readBranch(marks, branch), branch);
      const [newest = 0, ...before] = marks.map(({ read }) => read).toReversed();
      assert.equal(newest, length);
      assert.ok(marks.length <= 3, `${marks.length} marks`);
      if (length >= 512)
        assert.ok(
          before.some((read) => read > 0 && length - read >= 256),
          String(length),
        );
    }
  });

  it('count for another branch as far as it is the same', () => {
    const marks = live(conversation);
    const other = [...conversation.slice(0, 300), ...round(900)];
    const read = readBranch(marks, listOf(other));
    assert.deepEqual(read.ledger, readAll(other));
    assert.deepEqual(
      read.marks.map((mark) => mark.read),
      [256],
    );
  });

  it('of another conversation, or of one that has lost records, are not used', () => {
    const marks = live(conversation).map((mark) => ({ ...mark, ledger: { ...mark.ledger, turn: 5_000 } }));
    for (const branch of [conversation.slice(1), [user('Hello.')], []])
      assert.deepEqual(readBranch(marks, listOf(branch)).ledger, readAll(branch));
  });

  it('hold no credentials when they are written down, and show the same lines', () => {
    const secret = 'sk-ant-api03-AbCdEfGhIjKlMnOp0123456789';
    const records = [
      user(`Always use the key ${secret} for staging.`),
      assistant('', use('u1', 'read_file', { path: `keys/${secret}/id.txt` })),
      results(['u1', `Error: ${secret} was refused`]),
    ];
    const mark = { read: 3, after: 'x', ledger: readAll(records) };
    const stored = encodeMarks([mark]);
    assert.equal(JSON.stringify(mark.ledger).includes(secret), true);
    assert.equal(JSON.stringify(stored).includes(secret), false);
    const [again] = decodeMarks(stored);
    assert.deepEqual(again && ledgerSections(again.ledger), ledgerSections(mark.ledger));
  });

  it('know again, once they were written down, what the conversation had told before them', () => {
    const told = [
      user('The password of the harbour office is Gull7Tern2Skua, remember.'),
      assistant('Noted.'),
      user('Go on.'),
      assistant('Done.'),
    ];
    const mark = { read: 4, after: told[3]?.id ?? '', ledger: readAll(told) };
    const stored = encodeMarks([mark]);
    assert.equal(JSON.stringify(stored).includes('Gull7Tern2Skua'), false);
    const { ledger, marks } = readBranch(decodeMarks(stored), listOf(told));
    assert.deepEqual([...ledger.credentials], [...mark.ledger.credentials]);
    assert.ok(ledger.credentials.has('Gull7Tern2Skua'));
    assert.deepEqual(marks, [mark]);
    const [known] = marks;
    assert.equal(
      known && readBranch([known], listOf(told)).ledger,
      known?.ledger,
      'and reads it no second time',
    );
  });

  it('are none where what was written down has another shape', () => {
    const good = encodeMarks(live(conversation));
    assert.equal(decodeMarks(good).length, 2);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => decodeMarks(value).length === 0 || Array.isArray(value)),
    );
    fc.assert(
      fc.property(fc.nat(), fc.jsonValue({ maxDepth: 1 }), (seed, value) => {
        const places: (() => void)[] = [];
        const copy: unknown = structuredClone(good);
        walk(copy, (parent, key) => places.push(() => Object.assign(parent, { [key]: value })));
        places[seed % places.length]?.();
        for (const mark of decodeMarks(copy)) readRecord(mark.ledger, user('Never use emojis.'));
      }),
    );
  });
});

function walk(value: unknown, visit: (parent: object, key: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    visit(value, key);
    walk(child, visit);
  }
}
