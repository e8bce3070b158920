// `npm run bench`: strategies side by side in simulated time, and what the extension's own work costs in real time.
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { type Order, readOrder, usageText } from './arguments.ts';
import { chartOf } from './chart.ts';
import { conversationsIn, joined } from './comparison/workloads.ts';
import { conversationsPart } from './parts/conversations.ts';
import { firstTokenPart } from './parts/first-token.ts';
import { growthPart } from './parts/growth.ts';
import { ledgerPart } from './parts/ledger.ts';
import { limitsPart } from './parts/limits.ts';
import { type LongSessionReport, longSessionPart } from './parts/long-session.ts';
import { panelPart } from './parts/panel.ts';
import { panelBombsPart } from './parts/panel-bombs.ts';
import { streamingPart } from './parts/streaming.ts';
import { swapPart } from './parts/swap.ts';
import { writingPart } from './parts/writing.ts';
import { isMet, type Report } from './report.ts';
import { textOf } from './text-report.ts';

const chartFile = 'media/bench-context.svg';

type Read = Awaited<ReturnType<typeof conversationsIn>>;

/** Real-time measurements come first, while the process is young. */
const parts: Readonly<Record<string, (order: Order, conversations: Read) => Promise<Report>>> = {
  swap: swapPart,
  streaming: streamingPart,
  'first-token': (_, conversations) => firstTokenPart(joined(conversations, 20_000)),
  writing: writingPart,
  panel: panelPart,
  'panel-bombs': panelBombsPart,
  growth: growthPart,
  ledger: ledgerPart,
  limits: (_, conversations) => limitsPart(conversations),
  conversations: ({ limitTokens }, conversations) => conversationsPart(conversations, limitTokens),
  'long-session': ({ longLimitTokens }, conversations) => longSessionPart(conversations, longLimitTokens),
};

const order = readOrder(process.argv.slice(2), Object.keys(parts));
if (typeof order === 'string' || order.help) {
  console.log(
    typeof order === 'string'
      ? `${order}\n\n${usageText(Object.keys(parts))}`
      : usageText(Object.keys(parts)),
  );
  process.exitCode = typeof order === 'string' ? 2 : 0;
} else {
  const conversations = await conversationsIn(order.folders).catch((error: Error) => error.message);
  if (typeof conversations === 'string') {
    console.error(conversations);
    process.exitCode = 2;
  } else {
    await run(order, conversations);
  }
}

async function run(order: Order, conversations: Read): Promise<void> {
  const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? 'unknown' };
  console.log(`Node ${machine.node}, ${machine.processors} processors (${machine.model})`);
  const startedAt = performance.now();
  const reports: Report[] = [];
  for (const [name, part] of Object.entries(parts)) {
    const isWanted = order.only === null || order.only === name;
    const isDrawn = order.chart && name === 'long-session';
    if (!isWanted && !isDrawn) continue;
    const report = await part(order, conversations);
    reports.push(report);
    console.log(`\n${textOf(report)}`);
    if (isDrawn) await draw(report as LongSessionReport, order.longLimitTokens);
  }
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  console.log(
    `\n${verdict(reports)}\nIt took ${seconds} s, with ${loadavg()[0]?.toFixed(1)} processes at work at the end.`,
  );
  if (order.json !== null)
    await writeFile(order.json, `${JSON.stringify({ machine, order, reports }, null, 1)}\n`);
}

async function draw({ data }: LongSessionReport, limitTokens: number): Promise<void> {
  const [ours, traditional] = data;
  if (ours === undefined || traditional === undefined) return;
  const curves = [
    { name: 'memory kept in the background (instant)', run: ours },
    { name: 'summary made at the limit (traditional)', run: traditional },
  ] as const;
  await writeFile(chartFile, chartOf(curves, limitTokens));
  console.log(`\nThe chart is in ${chartFile}.`);
}

function verdict(reports: readonly Report[]): string {
  const judged = reports.flatMap(({ figures }) => figures).filter((figure) => isMet(figure) !== null);
  const missed = judged.filter((figure) => isMet(figure) === false);
  return [
    `${judged.length - missed.length} of ${judged.length} targets met.`,
    ...missed.map(({ name }) => `Not met: ${name}`),
  ].join('\n');
}
