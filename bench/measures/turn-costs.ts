/** What a turn with an update of the memory costs in a session that is there already, against a stand-in in another thread. */
import type { Engine } from '../../src/core/engine.ts';
import type { TranscriptPort } from '../../src/core/ports/transcript.ts';
import type { StoredSession } from '../../src/core/session.ts';
import { realClock } from '../../test/support/messages-api/latency.ts';
import { InMemoryMemoryFile } from '../../test/support/stores/in-memory-stores.ts';
import { openEngine } from '../bench-engine.ts';
import { largest, mean, percentile } from '../statistics.ts';
import type { WriteCount } from './counted-file-system.ts';
import { firstTokenMs } from './first-token.ts';
import { watchLoop } from './loop-watch.ts';
import { evenPace, startStandInThread } from './stand-in-thread.ts';
import { prose } from './synthetic-session.ts';
import { threadMs } from './timing.ts';

/** Own work of this thread, in milliseconds of processor time. */
export interface TurnCosts {
  /** From sending a message to the first words of its answer, the median. */
  readonly firstToken: number;
  /** The longest piece while answers stream. */
  readonly streaming: number;
  /** Written to the transcript for a turn, the mean. */
  readonly bytes: number;
}

interface Opened {
  readonly stored: StoredSession;
  readonly memoryText: string;
  readonly limitTokens: number;
  readonly transcript: TranscriptPort;
  /** What `transcript` has written so far. */
  readonly written: WriteCount;
}

/** The first turns read caches and code for the first time. */
const warmUpTurns = 2;
const turns = 4;

export async function turnCosts(session: Opened): Promise<TurnCosts> {
  const { stored, memoryText, limitTokens, transcript, written } = session;
  const standIn = await startStandInThread({
    latency: evenPace(5_000),
    deltaChars: 24,
    answer: { chatChars: 400 },
  });
  const engine = openEngine({
    url: standIn.url,
    clock: realClock,
    settings: { contextLimitTokens: limitTokens, updateEveryTurn: true },
    stored,
    transcript,
    memoryFile: new InMemoryMemoryFile(memoryText),
  });
  const firstTokens: number[] = [];
  const bytes: number[] = [];
  const turn = async (): Promise<void> => {
    const before = written.bytes;
    firstTokens.push(await firstTokenMs(engine, prose(200, firstTokens.length), threadMs));
    await engine.whenIdle();
    bytes.push(written.bytes - before);
  };
  try {
    for (let count = 0; count < warmUpTurns + turns; count++) await turn();
    const [first, writes] = [firstTokens.slice(warmUpTurns), bytes.slice(warmUpTurns)];
    return {
      firstToken: percentile(first, 0.5),
      bytes: mean(writes),
      streaming: await longestPiece(engine, turn),
    };
  } finally {
    engine.dispose();
    await standIn.stop();
  }
}

/** The watch keeps the thread busy, so its turns say nothing of the time to the first token. */
async function longestPiece(engine: Engine, turn: () => Promise<void>): Promise<number> {
  const watch = watchLoop();
  const takeBack = engine.onChange((state) => {
    watch.phase(state.turn.phase === 'answering' && state.turn.partialText !== '' ? 'streaming' : '');
  });
  try {
    for (let count = 0; count < turns; count++) await turn();
  } finally {
    takeBack();
  }
  const streaming = watch.stop().filter(({ phase }) => phase === 'streaming');
  return largest(streaming.map(({ cpuMs }) => cpuMs));
}
