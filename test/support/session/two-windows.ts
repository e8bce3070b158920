/**
 * Two engines and one user on one memory file, without a lock: the worst that two windows can do to each other. Every
 * call to the disk, to the models and by the user waits for its turn, so that a scheduler can try any order.
 */
import type { Scheduler } from 'fast-check';
import { text } from '../../../src/core/conversation/message.ts';
import { createEngine, type Engine } from '../../../src/core/engine.ts';
import type {
  MemoryFile,
  MemoryFilePort,
  MemoryWrite,
  ModelPort,
  ModelRequest,
  ModelResult,
} from '../../../src/core/ports.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { FakeClock } from '../fake-clock.ts';
import { InMemoryHistory, InMemoryTranscript, sha256 } from '../in-memory-stores.ts';
import { noTools } from './engine-world.ts';
import { usageFor } from './model-world.ts';

/** What a line says, whatever bullet stands before it. */
export const saying = (line: string): string => line.trim().replace(/^[-*] /, '');
export const linesOf = (content: string): string[] => content.split('\n').map(saying);

export interface Desk {
  readonly scheduler: Scheduler;
  file: string | null;
  /** The window whose editor holds unsaved edits; null when none does. */
  dirty: number | null;
  /** Called after each write by an engine. */
  onWrite: (window: number, content: string) => void;
}

export class TwoWindows implements Desk {
  readonly scheduler: Scheduler;
  readonly windows: readonly Window[];
  file: string | null = null;
  dirty: number | null = null;
  onWrite: Desk['onWrite'] = () => undefined;

  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler;
    this.windows = [new Window(this, 0), new Window(this, 1)];
  }

  /** Resolves when nothing is under way in either window. */
  async rest(): Promise<void> {
    for (const { engine } of this.windows) await this.scheduler.waitFor(engine.whenIdle());
  }

  end(): void {
    for (const { engine } of this.windows) engine.dispose();
  }
}

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

  #isUnsaved(): boolean {
    return this.#desk.dirty === this.#number;
  }

  #port(): MemoryFilePort {
    const look = (): MemoryFile => {
      const { file } = this.#desk;
      if (this.#isUnsaved()) return { kind: 'unsaved' };
      return file === null ? { kind: 'absent' } : { kind: 'file', text: file, hash: sha256(file) };
    };
    const put = (content: string, expected: string | null): MemoryWrite => {
      const { file } = this.#desk;
      const hash = file === null ? null : sha256(file);
      if (this.#isUnsaved() || hash !== expected) return { kind: 'changed' };
      this.#desk.file = content;
      this.#desk.onWrite(this.#number, content);
      return { kind: 'written', hash: sha256(content) };
    };
    // What was seen, or done, is known only later: anything may happen to the file in between.
    const inTurn = async <T>(what: string, work: () => T): Promise<T> => {
      await this.#turn(what);
      const result = work();
      await this.#turn(`${what} done`);
      return result;
    };
    return {
      read: () => inTurn('reads', look),
      write: (content, expected) => inTurn('writes', () => put(content, expected)),
    };
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
