/** First tokens in real time over loopback: what building, sending and merging memory updates costs the chat. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../../src/core/engine.ts';
import { realClock } from '../../test/support/messages-api/latency.ts';
import { openEngine } from '../bench-engine.ts';
import { type FirstTokens, firstTokenMs } from './first-token.ts';
import { longSession } from './long-session.ts';
import { evenPace, startStandInThread } from './stand-in-thread.ts';

const shape = { messages: 1_000, charactersEach: 200 };
const turns = 40;
/** The first turns read caches and code for the first time. */
const warmUpTurns = 4;
/** Long enough for the update's request to have gone out, much shorter than its answer takes. */
const pauseMs = 60;

export async function realFirstTokens(): Promise<FirstTokens> {
  const standIn = await startStandInThread({
    latency: evenPace(2_000),
    deltaChars: 200,
    answer: { chatChars: 300 },
  });
  const [without, withMemory] = [open(standIn.url, false), open(standIn.url, true)];
  const samples = { without: [] as number[], with: [] as number[] };
  let updates = 0;
  try {
    for (let turn = 1; turn <= warmUpTurns + turns; turn++) {
      const plain = await once(without, turn);
      const busy = await once(withMemory, turn);
      if (turn <= warmUpTurns) continue;
      samples.without.push(plain);
      samples.with.push(busy);
    }
    updates = withMemory.snapshot().usage.memory.requests;
  } finally {
    without.dispose();
    withMemory.dispose();
    await standIn.stop();
  }
  return { ...samples, updates };
}

function open(url: string, memoryEnabled: boolean): Engine {
  const { stored, memoryFile } = longSession(shape);
  const settings = { memoryEnabled, updateEveryTurn: true };
  return openEngine({ url, clock: realClock, stored, memoryFile, settings });
}

async function once(engine: Engine, turn: number): Promise<number> {
  await sleep(pauseMs);
  return firstTokenMs(engine, `What does row ${turn} of the report say?`, () => performance.now());
}
