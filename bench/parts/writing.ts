/** What is written to disk over a long session, and whether it grows. */
import { join } from 'node:path';
import { createFileMemoryStore } from '../../src/adapters/files/file-memory-store.ts';
import { openMemoryHistory } from '../../src/adapters/storage/memory-history.ts';
import { openTranscriptLog } from '../../src/adapters/storage/transcript-log.ts';
import { realClock } from '../../test/support/messages-api/latency.ts';
import { startMessagesApi } from '../../test/support/messages-api/server.ts';
import { openEngine } from '../bench-engine.ts';
import { completedTurn } from '../measures/completed-turn.ts';
import { countedFileSystem, type WriteCount } from '../measures/counted-file-system.ts';
import { prose } from '../measures/synthetic-session.ts';
import { inTemporaryFolder } from '../measures/temporary-folder.ts';
import type { Figure, Report } from '../report.ts';
import { mean } from '../statistics.ts';

const turns = 180;
const typedCharacters = 400;
const answerCharacters = 1_200;
/** Long enough for each third but the first to hold updates and compactions alike. */
const third = turns / 3;

interface TurnWrites {
  readonly transcript: number;
  readonly memory: number;
  readonly syncs: number;
}

export async function writingPart(): Promise<Report> {
  const writes = await inTemporaryFolder(writtenIn);
  const transcript = writes.map((turn) => turn.transcript);
  const memory = writes.map((turn) => turn.memory);
  const said = typedCharacters + answerCharacters;
  const figures: readonly Figure[] = [
    {
      name: 'transcript bytes a turn for each character said',
      value: mean(transcript) / said,
      unit: '',
      atMost: 3,
    },
    {
      name: 'growth: transcript bytes a turn in the last third by those in the second',
      value: mean(transcript.slice(-third)) / mean(transcript.slice(third, -third)),
      unit: '',
      atMost: 1.1,
    },
  ];
  return {
    part: 'writing',
    title: 'Bytes written per turn',
    notes: [
      `${turns} turns of ${typedCharacters} characters typed and ${answerCharacters} answered, with the real adapters in a temporary folder.`,
      'Memory is its file and a version of it in the history, at each update and compaction; limit of 30 000 tokens.',
    ],
    tables: [
      {
        title: 'bytes a turn, mean',
        columns: ['', 'transcript', 'memory', 'flushes to disk'],
        rows: [
          [`first ${third} turns`, ...means(writes.slice(0, third))],
          [`second ${third} turns`, ...means(writes.slice(third, -third))],
          [`last ${third} turns`, ...means(writes.slice(-third))],
          [`all ${turns} turns`, ...means(writes)],
        ],
      },
    ],
    figures,
    data: { transcript, memory },
  };
}

const means = (some: readonly TurnWrites[]): readonly number[] => [
  Math.round(mean(some.map((turn) => turn.transcript))),
  Math.round(mean(some.map((turn) => turn.memory))),
  mean(some.map((turn) => turn.syncs)),
];

async function writtenIn(folder: string): Promise<readonly TurnWrites[]> {
  const counts = { transcript: { bytes: 0, syncs: 0 }, memory: { bytes: 0, syncs: 0 } };
  const api = await startMessagesApi({ keepRequests: 1, answer: { chatChars: answerCharacters } });
  const ports = await storesIn(folder, counts);
  const settings = { contextLimitTokens: 30_000 };
  const engine = openEngine({ url: api.url, clock: realClock, settings, ...ports });
  const writes: TurnWrites[] = [];
  try {
    for (let turn = 1; turn <= turns; turn++) {
      const before = { transcript: { ...counts.transcript }, memory: { ...counts.memory } };
      await completedTurn(engine, prose(typedCharacters, turn));
      await engine.whenIdle();
      writes.push(since(before, counts));
    }
    return writes;
  } finally {
    engine.dispose();
    await api.stop();
  }
}

interface Counts {
  readonly transcript: WriteCount;
  readonly memory: WriteCount;
}

const since = (before: Counts, now: Counts): TurnWrites => ({
  transcript: now.transcript.bytes - before.transcript.bytes,
  memory: now.memory.bytes - before.memory.bytes,
  syncs: now.transcript.syncs + now.memory.syncs - before.transcript.syncs - before.memory.syncs,
});

async function storesIn(folder: string, counts: Counts) {
  const fs = countedFileSystem(counts.memory);
  const opened = await openTranscriptLog({
    file: join(folder, 'transcript.jsonl'),
    fs: countedFileSystem(counts.transcript),
  });
  const history = await openMemoryHistory({ folder: join(folder, 'history'), fs });
  if (opened.kind === 'failed') throw new Error(opened.failure.message);
  if (history.kind === 'failed') throw new Error(history.failure.message);
  const relativePath = '.claude/session-memory.md';
  const memoryFile = createFileMemoryStore({ root: folder, relativePath, isUnsaved: () => false, fs });
  return { transcript: opened.log, memoryHistory: history.history, memoryFile };
}
