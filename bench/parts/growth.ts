/** Whether a turn costs the same however long the conversation behind it is. */
import { type SessionCosts, sessionCosts } from '../measures/session-costs.ts';
import type { Figure, Report } from '../report.ts';
import { growthExponent } from '../statistics.ts';

const lengths = [100, 1_000, 10_000, 100_000];
const charactersEach = 200;
/** So that every length holds the same context, and what grows is only the conversation behind it. */
const compactEvery = 50;

const operations = ['append', 'count', 'request', 'swap', 'firstToken', 'bytes', 'resume'] as const;

const named = { firstToken: 'time to first token', bytes: 'bytes written a turn' } as const;

/** Resuming reads the whole file and may grow with it; nothing else may. The slack is for timers and caches. */
const mostGrowth = {
  append: 0.3,
  count: 0.3,
  request: 0.3,
  swap: 0.3,
  firstToken: 0.3,
  bytes: 0.1,
  resume: 1.15,
} as const;

export async function growthPart(): Promise<Report> {
  const measured: (SessionCosts & { readonly messages: number })[] = [];
  // The first one warms up; a session in use is warm, and the lengths can be compared.
  await sessionCosts({ messages: 1_000, charactersEach, compactEvery }, 200_000);
  for (const messages of lengths) {
    measured.push({ messages, ...(await sessionCosts({ messages, charactersEach, compactEvery }, 200_000)) });
  }
  const figures = operations.map(
    (name): Figure => ({
      name: `growth of “${name in named ? named[name as keyof typeof named] : name}” with the conversation, as an exponent`,
      value: growthExponent(
        lengths,
        measured.map((costs) => costs[name]),
      ),
      unit: '',
      atMost: mostGrowth[name],
    }),
  );
  return {
    part: 'growth',
    title: 'Growth with the conversation',
    notes: [
      `Conversations of ${charactersEach} characters a message, compacted every ${compactEvery} messages, so that the context stays the same size.`,
      'An exponent of 0 is constant, 1 in proportion to the conversation. Medians, but for one run of resuming from disk.',
      'Swapping and resuming are own work, in processor time, so that other processes do not count.',
      'The first resume of a session reads the whole conversation for the ledger, the next ones what is new; both read the file.',
      'It does so in slices: the longest piece is what the thread computed, in processor time, before others got their turn.',
    ],
    tables: [
      {
        title: 'milliseconds, and megabytes of the process',
        columns: [
          'messages',
          'append',
          'count',
          'build request',
          'swap',
          'first resume',
          'longest piece',
          'resume',
          'memory',
        ],
        rows: measured.map((costs) => [
          String(costs.messages),
          costs.append,
          costs.count,
          costs.request,
          costs.swap,
          costs.firstResume,
          costs.firstResumePiece,
          costs.resume,
          Math.max(0, costs.heapBytes) / 1_000_000,
        ]),
      },
      {
        title:
          'a turn with an update of the memory: own work in milliseconds, bytes written to the transcript',
        columns: ['messages', 'to the first token', 'longest piece while streaming', 'bytes'],
        rows: measured.map(({ messages, firstToken, streaming, bytes }) => [
          String(messages),
          firstToken,
          streaming,
          Math.round(bytes),
        ]),
      },
    ],
    figures,
    data: measured,
  };
}
