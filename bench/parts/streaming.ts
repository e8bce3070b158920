/** For how long the host is held up in one piece while an answer streams. */
import type { Engine } from '../../src/core/engine.ts';
import { realClock } from '../../test/support/messages-api/latency.ts';
import { openEngine } from '../bench-engine.ts';
import { completedTurn } from '../measures/completed-turn.ts';
import { longSession } from '../measures/long-session.ts';
import { type LoopWatch, type Stretch, watchLoop } from '../measures/loop-watch.ts';
import { showInPanel } from '../measures/panel.ts';
import { evenPace, startStandInThread } from '../measures/stand-in-thread.ts';
import type { Figure, Report } from '../report.ts';
import { largest, percentile } from '../statistics.ts';

const shape = { messages: 5_000, charactersEach: 200 };
/** Room for all of it, nearly full, so that an update follows each turn. */
const limitTokens = 450_000;
const tokensPerSecond = 500;
const answerCharacters = 6_000;
const turns = 3;

const phases = {
  sending: 'sending',
  streaming: 'streaming',
  ending: 'end of turn and memory update',
} as const;

export async function streamingPart(): Promise<Report> {
  const standIn = await startStandInThread({
    latency: evenPace(tokensPerSecond, 300),
    deltaChars: 24,
    answer: { chatChars: answerCharacters },
  });
  const { stored, memoryFile } = longSession(shape);
  const engine = openEngine({
    url: standIn.url,
    clock: realClock,
    settings: { contextLimitTokens: limitTokens },
    stored,
    memoryFile,
  });
  try {
    const panel = showInPanel(engine, realClock);
    return reportOf(await streamed(engine), panel.posted);
  } finally {
    engine.dispose();
    await standIn.stop();
  }
}

async function streamed(engine: Engine): Promise<readonly Stretch[]> {
  const watch = watchLoop();
  const takeBack = engine.onChange(({ turn }) => {
    if (turn.phase === 'answering' && turn.partialText !== '') watch.phase(phases.streaming);
  });
  for (let turn = 1; turn <= turns; turn++) await oneTurn(engine, watch, turn);
  takeBack();
  return watch.stop();
}

async function oneTurn(engine: Engine, watch: LoopWatch, turn: number): Promise<void> {
  watch.phase(phases.sending);
  await completedTurn(engine, `Please tell me about row ${turn} of the report, at length.`);
  watch.phase(phases.ending);
  await engine.whenIdle();
}

function reportOf(stretches: readonly Stretch[], posted: number): Report {
  const samples = (phase: string) => stretches.filter((stretch) => stretch.phase === phase);
  const cpu = (phase: string): readonly number[] => samples(phase).map(({ cpuMs }) => cpuMs);
  const wall = (phase: string): readonly number[] => samples(phase).map(({ wallMs }) => wallMs);
  const blocked = (when: string, phase: string) => ({
    name: `host blocked in one piece ${when}, longest, own work`,
    value: largest(cpu(phase)),
    unit: 'ms',
  });
  const figures: readonly Figure[] = [
    { ...blocked('while streaming', phases.streaming), atMost: 16 },
    blocked('while sending', phases.sending),
    blocked('at the end of a turn', phases.ending),
  ];
  return {
    part: 'streaming',
    title: 'Blocked time while streaming',
    notes: [
      `${tokensPerSecond} tokens a second into a session of ${shape.messages} messages, all of them in the context (1 M characters), with an open panel`,
      `and a memory update after each of ${turns} turns. Engine, adapter, SDK and panel link run here, the stand-in in another thread.`,
      'Own work is what this thread computed, to the system’s timer tick; by the wall clock other processes count too.',
      `Posted to the panel: ${posted} characters.`,
    ],
    tables: [
      {
        title: 'stretches of the event loop, in milliseconds',
        columns: ['phase', 'own work: longest', 'wall clock: p50', 'p99', 'longest'],
        rows: Object.values(phases).map((phase) => [
          phase,
          largest(cpu(phase)),
          percentile(wall(phase), 0.5),
          percentile(wall(phase), 0.99),
          largest(wall(phase)),
        ]),
      },
    ],
    figures,
  };
}
