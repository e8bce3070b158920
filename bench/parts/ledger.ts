/** What the ledger costs a turn, however long the conversation is already. */
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import { emptyLedger, type Ledger, readRecord } from '../../src/core/ledger/ledger.ts';
import { assistant, results, use, user } from '../../test/support/conversation.ts';
import { timings } from '../measures/timing.ts';
import type { Report } from '../report.ts';
import { growthExponent, percentile } from '../statistics.ts';

const lengths = [100, 1_000, 10_000, 100_000];
/** The processor's time is counted in steps of several milliseconds: turns are timed by the hundred. */
const batches = 8;
const turnsEach = 100;
const measuredTurns = batches * turnsEach;
/** The slack is for timers and caches. */
const mostGrowth = 0.15;

/** A turn of everything that the ledger keeps: rules, some of them taken back, files, errors and things with names. */
function turn(number: number): readonly TranscriptRecord[] {
  const subject = `module${number % 977}`;
  const typed = [
    `Please look at src/${subject}/index.ts, ticket OPS-${number % 4_001}.`,
    number % 5 === 0 ? `Never change the interface of ${subject}.` : '',
    number % 7 === 0 ? `No, I meant ${subject} and not the other one.` : '',
    number % 50 === 0 ? `Forget what I said about ${subject}.` : '',
    `How does it load ${number % 13} files?`,
  ];
  const id = `use${number}`;
  const path = `src/${subject}/part${number % 31}.ts`;
  const failed = number % 3 === 0;
  const output = failed ? `Error: ENOENT: no such file, open '${subject}'` : 'Done.';
  return [
    user(typed.filter((part) => part !== '').join(' ')),
    assistant(`I change ${path} as OPS-${number % 4_001} says.`, use(id, 'write_file', { path })),
    results([id, output, failed]),
    assistant(`That is done; ${subject} holds it now.`),
  ];
}

const readTurn = (ledger: Ledger, number: number): Ledger => turn(number).reduce(readRecord, ledger);

export async function ledgerPart(): Promise<Report> {
  let ledger = emptyLedger;
  let read = 0;
  const measured = lengths.map((turns) => {
    for (; read < turns; read++) ledger = readTurn(ledger, read);
    const before = ledger;
    const own = timings(batches, (batch) => {
      for (let next = 0; next < turnsEach; next++) ledger = readTurn(ledger, read + batch * turnsEach + next);
    }).map(({ ownMs }) => (ownMs * 1_000) / turnsEach);
    read += measuredTurns;
    const sizeBytes = JSON.stringify({ ...before, credentials: [...before.credentials] }).length;
    return {
      turns,
      median: percentile(own, 0.5),
      slowest: percentile(own, 1),
      rules: before.instructions.entries.length,
      files: before.files.length,
      errors: before.errors.length,
      identifiers: before.identifiers.length,
      sizeBytes,
    };
  });
  return {
    part: 'ledger',
    title: 'The ledger',
    notes: [
      'Turns of four records with rules, corrections, revocations, files, errors and identifiers, read one after the other.',
      `Each row is ${measuredTurns} turns more, behind so many: own work of the thread, in processor time.`,
      'An exponent of 0 is constant, 1 in proportion to the conversation.',
    ],
    tables: [
      {
        title: 'microseconds a turn, and what the ledger holds',
        columns: [
          'turns before',
          'median',
          'slowest hundred',
          'rules',
          'files',
          'errors',
          'identifiers',
          'kB',
        ],
        rows: measured.map((row) => [
          String(row.turns),
          row.median,
          row.slowest,
          row.rules,
          row.files,
          row.errors,
          row.identifiers,
          row.sizeBytes / 1_000,
        ]),
      },
    ],
    figures: [
      {
        name: 'growth of the ledger’s cost a turn from 1 000 turns on, as an exponent',
        value: growthExponent(
          lengths.slice(1),
          measured.slice(1).map(({ median }) => median),
        ),
        unit: '',
        atMost: mostGrowth,
      },
    ],
    data: measured,
  };
}
