// `npm run probe [-- FOLDER …] [--only PART] [--json FILE] [--list] [--order TEXT …]`: what survives compaction, and what the ledger sees.

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Conversation, readConversations } from '../../test/support/replay/conversation.ts';
import { conversationsFolder } from '../fixture-paths.ts';
import type { Report } from '../report.ts';
import { textOf } from '../text-report.ts';
import { type Half, readHalves, readWriters } from './conversations.ts';
import { type SurvivalRun, survivalRun } from './probe.ts';
import { alarmsIn, recognitionOf } from './recognition.ts';
import { recognitionReport, revocationReport, survivalReport, targetReport } from './report.ts';
import { revocationsIn, type SetRevocations } from './revocations.ts';
import { summarizers } from './summarizers.ts';
import {
  alarmTargets,
  type FolderAlarms,
  type HalfRecognition,
  recognitionTargets,
  revocationTargets,
  survivalTargets,
  type Target,
} from './targets.ts';

const parts = ['recognition', 'revocations', 'survival', 'carried'] as const;

const usage = `npm run probe -- [FOLDER …] [--only PART] [--json FILE] [--list] [--order TEXT …]

  FOLDER   folders of conversations, {id, messages: [{role, content}]} in .json files: what the ledger takes for orders
           in them, and, carried by them, what survives
  --only   one part: ${parts.join(', ')}; “carried” is about the folders
  --json   writes all that was measured to FILE
  --list   prints what was missed and mistaken, never of the held-out half
  --order  a sentence of the folders that begins so is an order, and no false alarm`;

const { positionals: folders, values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
    order: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
});

const print = (text: string): void => {
  process.stdout.write(`${text}\n\n`);
};
const isWanted = (part: (typeof parts)[number]): boolean => values.only === undefined || values.only === part;

const halves = await readHalves();

function recognise(
  given: readonly Conversation[],
  own: readonly Conversation[],
): [Report, readonly Target[]] {
  const recognitions = halves.map(
    ({ name, isHidden, conversations }): HalfRecognition => ({
      half: name,
      isHidden,
      recognition: recognitionOf(conversations),
    }),
  );
  const alarms = (conversations: readonly Conversation[]): readonly FolderAlarms[] =>
    conversations.map(({ id, exchanges }) => ({
      conversation: id,
      alarms: alarmsIn(
        exchanges.map(({ user }) => user),
        values.order,
      ),
    }));
  const foreign = alarms(given);
  const report = recognitionReport(recognitions, [...alarms(own), ...foreign], values.list);
  return [report, [...recognitionTargets(recognitions), ...alarmTargets(foreign)]];
}

/** The writers' conversations have no target: the recogniser has learnt from them. */
async function strike(): Promise<[Report, readonly Target[]]> {
  const found = (sets: readonly Half[]): readonly SetRevocations[] =>
    sets.map((set) => ({ ...set, revocations: revocationsIn(set.conversations) }));
  const own = found(halves);
  const report = revocationReport([...own, ...found(await readWriters())], values.list);
  return [report, revocationTargets(own)];
}

async function survive(): Promise<readonly SurvivalRun[]> {
  const runs: SurvivalRun[] = [];
  for (const half of halves) {
    for (const summarizer of summarizers) runs.push(await survivalRun(half, summarizer));
  }
  return runs;
}

async function carry(given: readonly Conversation[]): Promise<readonly SurvivalRun[]> {
  const runs: SurvivalRun[] = [];
  for (const [index, conversation] of given.entries()) {
    const half = halves[index % halves.length];
    const summarizer = summarizers[index % summarizers.length];
    if (half !== undefined && summarizer !== undefined)
      runs.push(await survivalRun(half, summarizer, conversation));
  }
  return runs;
}

async function main(): Promise<number> {
  if (values.help) {
    print(usage);
    return 0;
  }
  if (values.only !== undefined && !parts.some((part) => part === values.only)) {
    print(`There is no part “${values.only}”; there are ${parts.join(', ')}.`);
    return 2;
  }
  const given = (await Promise.all(folders.map(readConversations))).flat();
  const own = await readConversations(conversationsFolder);
  const reports: Report[] = [];
  const targets: Target[] = [];
  if (isWanted('recognition')) {
    const [report, found] = recognise(given, own);
    print(textOf(report));
    reports.push(report);
    targets.push(...found);
  }
  if (isWanted('revocations')) {
    const [report, found] = await strike();
    print(textOf(report));
    reports.push(report);
    targets.push(...found);
  }
  const runs = [
    ...(isWanted('survival') ? await survive() : []),
    ...(isWanted('carried') ? await carry(given) : []),
  ];
  if (runs.length > 0) {
    const report = survivalReport(runs);
    print(textOf(report));
    reports.push(report);
    targets.push(...survivalTargets(runs));
  }
  print(textOf(targetReport(targets)));
  if (values.json !== undefined)
    await writeFile(values.json, JSON.stringify({ reports, targets, runs }, null, 2));
  return targets.every(({ isMet }) => isMet) ? 0 : 1;
}

process.exitCode = await main();
