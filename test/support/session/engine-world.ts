/** The real engine with the real Anthropic adapter over the stand-in's HTTP, and stores in memory. */
import { createAnthropicModel } from '../../../src/adapters/anthropic/anthropic-model.ts';
import { type ToolResultBlock, type ToolUseBlock, text } from '../../../src/core/conversation/message.ts';
import { createEngine, type Engine } from '../../../src/core/engine.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import type { ModelPort } from '../../../src/core/ports/model.ts';
import type { ToolDefinition, ToolPort } from '../../../src/core/ports/tools.ts';
import { defaultSettings, type SessionSettings } from '../../../src/core/settings.ts';
import { realClock } from '../messages-api/latency.ts';
import { type MessagesApi, type MessagesApiOptions, startMessagesApi } from '../messages-api/server.ts';
import {
  InMemoryHistory,
  InMemoryMemoryFile,
  InMemoryTranscript,
  sha256,
} from '../stores/in-memory-stores.ts';

export interface EngineWorldOptions {
  readonly settings?: Partial<SessionSettings>;
  readonly system?: string;
  readonly api?: MessagesApiOptions;
  readonly tools?: ToolPort;
  /** Used instead of the adapter. */
  readonly model?: ModelPort;
  readonly clock?: Clock;
  /** The key that is sent and accepted; default `test-key`. */
  readonly key?: string;
}

export interface EngineWorld {
  readonly engine: Engine;
  readonly api: MessagesApi;
  readonly file: InMemoryMemoryFile;
  readonly transcript: InMemoryTranscript;
  readonly history: InMemoryHistory;
  /** What engine and adapter logged, in order. */
  readonly log: string[];
  /** Ends this engine and starts another from what is stored, as after a crash. */
  reload(): Promise<EngineWorld>;
  end(): Promise<void>;
}

export async function startEngineWorld(options: EngineWorldOptions = {}): Promise<EngineWorld> {
  const api = await startMessagesApi({
    ...(options.key !== undefined && { key: options.key }),
    ...options.api,
  });
  return world(options, api, new InMemoryMemoryFile(), new InMemoryTranscript(), new InMemoryHistory());
}

let runs = 0;

function world(
  options: EngineWorldOptions,
  api: MessagesApi,
  file: InMemoryMemoryFile,
  transcript: InMemoryTranscript,
  history: InMemoryHistory,
): EngineWorld {
  const clock = options.clock ?? realClock;
  const log: string[] = [];
  const model =
    options.model ??
    createAnthropicModel({
      apiKey: async () => options.key ?? 'test-key',
      baseUrl: api.url,
      fetch: globalThis.fetch,
      clock,
      random: () => 0.5,
      log: (level, line) => log.push(`${level}: ${line}`),
    });
  const engine = createEngine(
    {
      id: 'session-1',
      settings: { ...defaultSettings, ...options.settings },
      system: [text(options.system ?? 'You answer briefly.')],
      stored: {
        records: transcript.records,
        pieces: transcript.pieces,
        memory: history.versions.at(-1) ?? null,
        knownHashes: history.versions.flatMap((version) => [version.hash ?? '', sha256(version.text)]),
      },
      idPrefix: `run${++runs}`,
    },
    {
      model: () => model,
      tools: options.tools ?? noTools,
      transcript,
      memoryFile: file,
      memoryHistory: history,
      clock,
      log: (level, line) => log.push(`${level}: ${line}`),
    },
  );
  return {
    engine,
    api,
    file,
    transcript,
    history,
    log,
    reload: async () => {
      engine.dispose();
      return world(options, api, file, transcript, history);
    },
    end: async () => {
      engine.dispose();
      await api.stop();
    },
  };
}

export const noTools: ToolPort = {
  definitions: [],
  run: (uses) => answerAll(uses, 'There is no such tool.', true),
};

/** Tools that answer at once with what they were asked. */
export const echoTools = (definitions: readonly ToolDefinition[]): ToolPort => ({
  definitions,
  run: (uses) => answerAll(uses, 'Looked it up: all is well.', false),
});

function answerAll(
  uses: readonly ToolUseBlock[],
  content: string,
  isError: boolean,
): ReturnType<ToolPort['run']> {
  const results = uses.map(
    (use): ToolResultBlock => ({ type: 'tool_result', tool_use_id: use.id, content, is_error: isError }),
  );
  return { results: Promise.resolve(results), cancel: () => undefined };
}
