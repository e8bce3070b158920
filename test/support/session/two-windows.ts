/**
 * Two engines and one user on one memory file, without a lock: the worst that two windows can do to each other. Each engine
 * has the real store of the memory file over one file system in memory. Every look at it, every answer of a model and
 * every act of the user waits for its turn, so that a scheduler can try any order.
 */
import type { Scheduler } from 'fast-check';
import { createFileMemoryStore } from '../../../src/adapters/files/file-memory-store.ts';
import { text } from '../../../src/core/conversation/message.ts';
import { createEngine, type Engine } from '../../../src/core/engine.ts';
import type { MemoryFilePort } from '../../../src/core/ports/memory-file.ts';
import type { ModelPort, ModelRequest, ModelResult } from '../../../src/core/ports/model.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { FakeClock } from '../fake-clock.ts';
import { type FileCall, hookFileSystem } from '../stores/hooked-file-system.ts';
import { InMemoryFileSystem } from '../stores/in-memory-file-system.ts';
import { InMemoryHistory, InMemoryTranscript } from '../stores/in-memory-stores.ts';
import { noTools } from './engine-world.ts';
import { usageFor } from './model-world.ts';

/** What a line says, whatever bullet stands before it. */
export const saying = (line: string): string => line.trim().replace(/^[-*] /, '');
export const linesOf = (content: string): string[] => content.split('\n').map(saying);

const root = '/home/work';
const folder = `${root}/.claude`;
const path = `${folder}/session-memory.md`;

interface Desk {
  readonly scheduler: Scheduler;
  readonly disk: InMemoryFileSystem;
  /** The window whose editor holds unsaved edits; null when none does. */
  readonly dirty: number | null;
  /** Called after each write by an engine. */
  readonly onWrite: (window: number, content: string) => void;
}

export class TwoWindows implements Desk {
  readonly scheduler: Scheduler;
  readonly disk = new InMemoryFileSystem(root);
  readonly windows: readonly Window[];
  dirty: number | null = null;
  onWrite: Desk['onWrite'] = () => undefined;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
    this.disk.put(`${root}/README.md`, readme);
    this.windows = [new Window(this, 0), new Window(this, 1)];
  }

  /** The memory file, as the user sees and saves it. */
  get file(): string | null {
    return this.disk.text(path);
  }

  set file(content: string | null) {
    this.disk.put(path, content);
  }

  /** What the engines touched that is none of their business, and what they left behind; empty when all is well. */
  get strayed(): readonly string[] {
    const isOurs = (touched: string) =>
      touched === folder || touched === path || /^\.[0-9a-f]{16}\.tmp$/.test(touched.replace(path, ''));
    return [
      ...[...this.disk.touched].filter((touched) => !isOurs(touched)),
      ...this.disk.names(folder).filter((name) => name !== 'session-memory.md'),
      ...(this.disk.text(`${root}/README.md`) === readme ? [] : ['README.md']),
    ];
  }

  /** Resolves when nothing is under way in either window. */
  async rest(): Promise<void> {
    for (const { engine } of this.windows) await this.scheduler.waitFor(engine.whenIdle());
  }

  end(): void {
    for (const { engine } of this.windows) engine.dispose();
  }
}

const readme = '# A project\n';

/**
 * Calls whose place among the other's matters. No file system replaces a file on condition of its content, so what
 * follows the last look at it is one step here: else the scheduler would find those microseconds every time.
 */
const isTurn = ({ operation, path: touched }: FileCall): boolean =>
  !touched.endsWith('.tmp') && /^(lstat|open|file\.(stat|read)|makeDirectory)$/.test(operation);

export class Window {
  readonly engine: Engine;
  readonly transcript = new InMemoryTranscript();
  readonly requests: ModelRequest[] = [];
  readonly #desk: Desk;
  readonly #number: number;
  #answers = 0;

  constructor(desk: Desk, number: number) {
    this.#desk = desk;
    this.#number = number;
    const model = this.#model();
    this.engine = createEngine(
      {
        id: `window-${number}`,
        settings: { ...defaultSettings, contextLimitTokens: 3_000, initTokens: 1, updateEveryTurn: true },
        system: [text('Be brief.')],
        stored: { records: [], memory: null, knownHashes: [] },
        idPrefix: `w${number}`,
      },
      {
        model: () => model,
        tools: noTools,
        transcript: this.transcript,
        memoryFile: this.#port(),
        memoryHistory: new InMemoryHistory(),
        clock: new FakeClock(),
        log: () => undefined,
      },
    );
  }

  #turn(what: string): Promise<unknown> {
    return this.#desk.scheduler.schedule(Promise.resolve(), `window ${this.#number} ${what}`);
  }

  #port(): MemoryFilePort {
    const { disk } = this.#desk;
    const inTurn = hookFileSystem(disk, async (call) => {
      if (isTurn(call)) await this.#turn(call.operation);
    });
    return createFileMemoryStore({
      root,
      relativePath: '.claude/session-memory.md',
      isUnsaved: () => this.#desk.dirty === this.#number,
      fs: {
        ...inTurn,
        rename: async (from, to) => {
          await inTurn.rename(from, to);
          this.#desk.onWrite(this.#number, disk.text(to) ?? '');
        },
      },
      pause: () => this.#turn('pauses'),
      now: () => 0,
    });
  }

  #model(): ModelPort {
    return {
      provider: 'anthropic',
      call: (request) => {
        this.requests.push(request);
        const result = this.#turn(`answers ${request.purpose}`).then(() => this.#answer(request));
        return { result, cancel: () => undefined };
      },
    };
  }

  /** A memory answer says new things and repeats, in its own words too, all lines that it was shown or told of. */
  #answer(request: ModelRequest): ModelResult {
    const id = `${this.#number}n${++this.#answers}`;
    const asked = JSON.stringify(request.messages.at(-1)?.content);
    const shown = [...new Set(asked.match(/\b(?:mine|fact)-\w+ [a-z]+-\w+\b/g) ?? [])].slice(0, 20);
    const body =
      request.purpose === 'chat'
        ? `Answer ${id}. ${'All is said. '.repeat(40)}`
        : [
            '## User Intent',
            `- fact-${id} intent-${id}`,
            ...shown.filter((_, index) => index % 2 === 0).map((line) => `- ${line}`),
            '## Active Work',
            `- fact-${id} work-${id}`,
            ...shown.filter((_, index) => index % 2 === 1).map((line) => `* ${line}`),
          ].join('\n');
    const content = [text(body)];
    const usage = usageFor(request, content);
    return {
      kind: 'answered',
      answer: { content, stopReason: 'end_turn', usage, model: request.model, messageId: id },
    };
  }
}
