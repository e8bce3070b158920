/** Leads several probe conversations, one after the other, through the real engine and compacts it again and again. */
import { at, slice } from '../../src/core/append-list.ts';
import { userWords } from '../../src/core/compaction/user-words.ts';
import { withAsked } from '../../src/core/conversation/asked.ts';
import { contextMessages } from '../../src/core/conversation/context.ts';
import { isText } from '../../src/core/conversation/message.ts';
import { isMessage, type MessageRecord, type UserRecord } from '../../src/core/conversation/transcript.ts';
import { userWordsBudget } from '../../src/core/limits.ts';
import { redactTyped } from '../../src/core/redaction/redact-typed.ts';
import type { SessionState } from '../../src/core/session.ts';
import { transcriptMarkdown } from '../../src/host/sessions/export.ts';
import { say } from '../../test/support/messages-api/answers.ts';
import { asksForMemory, type Summarizer } from '../../test/support/messages-api/memory-answer.ts';
import { plainTranslate } from '../../test/support/plain-translate.ts';
import { type EngineWorld, startEngineWorld } from '../../test/support/session/engine-world.ts';
import type { ProbeConversation } from './conversations.ts';
import type { Filler } from './filler.ts';
import { storedFiles } from './stored-files.ts';
import { offlineMemoryModel, type ProbeSummarizer } from './summarizers.ts';

export interface RunPlan {
  readonly conversations: readonly ProbeConversation[];
  readonly summarizer: ProbeSummarizer;
  readonly filler: Filler;
  /** After how many compactions to look, ascending. */
  readonly samplesAt: readonly number[];
}

export interface Sample {
  readonly compactions: number;
  /** The text of everything that the next request would send, system text left out. */
  readonly context: string;
  /** The memory as it is in storage. */
  readonly memory: string;
}

/** Something that ends up on disk, other than the transcript. */
export interface Written {
  readonly where: 'memory file' | 'history' | 'storage' | 'log' | 'snapshot' | 'export';
  readonly text: string;
}

export interface EngineRun {
  readonly samples: readonly Sample[];
  /** The messages that each compaction took out of the context, in order, and what stayed word for word. */
  readonly rounds: readonly {
    readonly left: readonly MessageRecord[];
    readonly tail: readonly MessageRecord[];
  }[];
  readonly written: readonly Written[];
  /** As typed, and as it is once what answers a question is redacted. */
  readonly userTexts: readonly string[];
  readonly memories: readonly string[];
  /** Messages of the user's that did not fit the budget for the user's words at the end. */
  readonly wordsOmitted: number;
  readonly tokensFreed: readonly number[];
}

/** Low, but with room for all the user typed: what is asked is whether anything within the budgets is lost. */
const settings = {
  contextLimitTokens: 60_000,
  maxTailTokens: 4_000,
  userWordsTokens: 12_000,
  autoCompact: false,
  memoryEnabled: true,
  initTokens: 1_000_000,
} as const;

const turnsPerRound = 3;

/** Before the first compaction there is more, since a short conversation has nothing that a compaction could free. */
const turnsBefore = 12;

export async function runEngine(plan: RunPlan): Promise<EngineRun> {
  const said = { now: '' };
  const world = await startEngineWorld({
    settings,
    ...(plan.summarizer === 'offline' && { model: offlineMemoryModel(said) }),
    api: {
      deltaChars: 4_000,
      keepRequests: 1,
      answer: {
        custom: (request) => (asksForMemory(request) ? undefined : say(said.now)),
        ...(plan.summarizer !== 'offline' && { summarizer: plan.summarizer as Summarizer }),
      },
    },
  });
  try {
    return await lead(world, said, plan);
  } finally {
    await world.end();
  }
}

async function lead(world: EngineWorld, said: { now: string }, plan: RunPlan): Promise<EngineRun> {
  const { engine } = world;
  const samples: Sample[] = [];
  const rounds: EngineRun['rounds'][number][] = [];
  const tokensFreed: number[] = [];
  const send = async (user: string, assistant: string): Promise<void> => {
    said.now = assistant;
    const outcome = await engine.send(user);
    if (outcome.status !== 'completed') throw new Error(`A turn ended as “${outcome.status}”.`);
  };
  for (const { turns } of plan.conversations) {
    for (const { user, assistant } of turns) await send(user, assistant);
  }
  const last = plan.samplesAt.at(-1) ?? 0;
  let told = 0;
  for (let round = 1; round <= last; round++) {
    for (let left = round === 1 ? turnsBefore : turnsPerRound; left > 0; left--) {
      const { user, assistant } = plan.filler(told++);
      await send(user, assistant);
    }
    const from = engine.state.context.tailStart;
    await engine.updateMemory();
    const outcome = await engine.compact();
    if (outcome.status !== 'compacted') throw new Error(`Compaction ${round} ended as “${outcome.status}”.`);
    tokensFreed.push(outcome.tokensBefore - outcome.tokensAfter);
    const { branch, context } = engine.state;
    const tail = branch.backing.slice(context.tailStart, branch.length).filter(isMessage);
    rounds.push({ left: branch.backing.slice(from, context.tailStart).filter(isMessage), tail });
    if (plan.samplesAt.includes(round)) samples.push(sample(engine.state, round));
  }
  await engine.whenIdle();
  const users = usersOf(engine.state);
  return {
    samples,
    rounds,
    tokensFreed,
    written: await writtenBy(world),
    userTexts: textsOf(engine.state),
    memories: world.history.versions.map(({ text }) => text),
    wordsOmitted: userWords(users, userWordsBudget(engine.state.settings)).omitted,
  };
}

const textsOf = ({ branch }: SessionState): readonly string[] =>
  [...withAsked(slice(branch, 0))].flatMap(([record, asked]) =>
    record.kind === 'user' ? [record.typed, redactTyped(record.typed, undefined, asked).text] : [],
  );

function usersOf({ branch }: SessionState): readonly UserRecord[] {
  const found: UserRecord[] = [];
  for (let index = 0; index < branch.length; index++) {
    const record = at(branch, index);
    if (record?.kind === 'user') found.push(record);
  }
  return found;
}

function sample(state: SessionState, compactions: number): Sample {
  const rules = { provider: state.provider, maxResultTokens: Number.POSITIVE_INFINITY };
  const messages = contextMessages(state.context, state.branch, rules);
  const context = messages.flatMap(({ content }) => content.filter(isText).map((block) => block.text));
  return { compactions, context: context.join('\n'), memory: state.memory.text ?? '' };
}

async function writtenBy(world: EngineWorld): Promise<readonly Written[]> {
  const { file, history, log, engine } = world;
  const stored = await storedFiles(world);
  return [
    ...file.written.map((text): Written => ({ where: 'memory file', text })),
    { where: 'memory file', text: file.text ?? '' },
    ...history.versions.map((version): Written => ({ where: 'history', text: JSON.stringify(version) })),
    ...stored.map((text): Written => ({ where: 'storage', text })),
    { where: 'log', text: log.join('\n') },
    { where: 'snapshot', text: JSON.stringify(engine.snapshot()) },
    { where: 'export', text: transcriptMarkdown('Probe', engine.state.transcript, plainTranslate) },
  ];
}
