/** The probe's findings as tables. Of hidden conversations only counts are shown. */
import type { Report, Table } from '../report.ts';
import { places } from './leaks.ts';
import { type SurvivalRun, ways } from './probe.ts';
import type { Revocations, SetRevocations } from './revocations.ts';
import {
  both,
  type FolderAlarms,
  type HalfRecognition,
  percent,
  survivingKinds,
  type Target,
} from './targets.ts';

export function recognitionReport(
  halves: readonly HalfRecognition[],
  alarms: readonly FolderAlarms[],
  withTexts: boolean,
): Report {
  const rows = halves.map(({ half, recognition }) => [
    half,
    percent(recognition.instructions),
    percent(recognition.corrections),
    percent(both(recognition)),
    percent(recognition.falseAlarms),
  ]);
  const unmarked = alarms.map(({ conversation, alarms: { turns, quotes } }) => [
    conversation,
    percent(turns),
    quotes.length,
  ]);
  return {
    part: 'recognition',
    title: 'What the ledger takes for orders',
    notes: [
      'Negatives look like orders and are none. Turns of conversations without marks count from the second on.',
    ],
    figures: [],
    tables: [
      {
        title: 'Plants recognised, and negatives taken for orders',
        columns: ['half', 'instructions', 'corrections', 'both', 'false alarms'],
        rows,
      },
      {
        title: 'Turns in which something was taken for an order',
        columns: ['conversation', 'turns', 'quotes'],
        rows: unmarked,
      },
      ...(withTexts ? textTables(halves, alarms) : []),
    ].filter((table) => table.rows.length > 0),
  };
}

/** What was taken back, set by set. */
export function revocationReport(found: readonly SetRevocations[], withTexts: boolean): Report {
  const open = found.filter(({ isHidden }) => !isHidden);
  const texts = (title: string, of: (revocations: Revocations) => readonly string[]): Table => ({
    title,
    columns: ['text'],
    rows: open.flatMap(({ revocations }) => of(revocations)).map((text) => [text]),
  });
  return {
    part: 'revocations',
    title: 'What the ledger strikes',
    notes: ['Sets other than the halves have taught the recogniser, so that it knows their rules.'],
    figures: [],
    tables: [
      {
        title: 'Rules that were taken back, and rules that were not',
        columns: ['set', 'struck', 'never noticed', 'falsely struck'],
        rows: found.map(({ name, revocations: { struck, unknown, of, falselyStruck, standing } }) => [
          name,
          percent({ kept: struck, of }),
          unknown,
          percent({ kept: falselyStruck, of: standing }),
        ]),
      },
      ...(withTexts
        ? [texts('Not struck', ({ missed }) => missed), texts('Falsely struck', ({ mistaken }) => mistaken)]
        : []),
    ].filter((table) => table.rows.length > 0),
  };
}

function textTables(halves: readonly HalfRecognition[], alarms: readonly FolderAlarms[]): readonly Table[] {
  const open = halves.filter(({ isHidden }) => !isHidden);
  const table = (title: string, texts: readonly string[]): Table => ({
    title,
    columns: ['text'],
    rows: texts.map((text) => [text]),
  });
  return [
    ...open.map(({ half, recognition }) => table(`Missed, ${half}`, recognition.missed)),
    ...open.map(({ half, recognition }) => table(`Taken for an order, ${half}`, recognition.mistaken)),
    ...alarms.map(({ conversation, alarms: { quotes } }) =>
      table(`Taken for an order, ${conversation}`, quotes),
    ),
  ];
}

export function survivalReport(runs: readonly SurvivalRun[]): Report {
  const tables = runs.map(
    ({ half, summarizer, carrier, survival }): Table => ({
      title: `${half}, ${summarizer}${carrier === 'tables' ? '' : `, within ${carrier}`}`,
      columns: ['in the context', 'compactions', ...survivingKinds],
      rows: ways.flatMap((way) =>
        survival.map(({ compactions, by }) => [
          way,
          compactions,
          ...survivingKinds.map((kind) => percent(by[way][kind])),
        ]),
      ),
    }),
  );
  return {
    part: 'survival',
    title: 'What is still in the context, word for word',
    notes: [
      'Plants come first, then exchanges that have nothing to do with them, three to a compaction.',
      '“summary”: what the same summarizer leaves without our engine; “+ tail”: with the latest messages behind it.',
    ],
    figures: [],
    tables: [...tables, besides(runs)],
  };
}

const besides = (runs: readonly SurvivalRun[]): Table => ({
  title: 'Besides',
  columns: [
    'run',
    'revoked no longer hold',
    'forged',
    'forged in plain summary',
    ...places.map((place, index) => (index === 0 ? `leaks: ${place}` : place)),
    'messages left out',
    'tokens freed',
  ],
  rows: runs.map(
    ({ half, summarizer, carrier, revoked, forged, forgedPlain, leaks, wordsOmitted, meanFreed }) => [
      `${half}, ${summarizer}${carrier === 'tables' ? '' : `, ${carrier}`}`,
      percent(revoked),
      forged,
      forgedPlain,
      ...places.map((place) => leaks[place]),
      wordsOmitted,
      meanFreed,
    ],
  ),
});

export const targetReport = (targets: readonly Target[]): Report => ({
  part: 'targets',
  title: 'Targets',
  notes: [],
  figures: [],
  tables: [
    {
      title: '',
      columns: ['what', 'wanted', 'found', ''],
      rows: targets.map(({ name, wanted, found, isMet }) => [name, wanted, found, isMet ? 'met' : 'NOT MET']),
    },
  ],
});
