/**
 * A world for `step` alone: it holds the orders that are under way and lets a test answer them in any order, well or
 * badly, while a user types, edits the file and compacts. Nothing here mocks our code: the world is what is outside.
 */
import { createHash } from 'node:crypto';
import type { ContentBlock, Message } from '../../../src/core/conversation/message.ts';
import type { TranscriptRecord } from '../../../src/core/conversation/transcript.ts';
import type { Failure } from '../../../src/core/failure.ts';
import { withoutCredentials } from '../../../src/core/memory/memory-version.ts';
import type { MemoryFile, MemoryWrite } from '../../../src/core/ports/memory-file.ts';
import type { MemoryVersion } from '../../../src/core/ports/memory-history.ts';
import type { ModelRequest, ModelResult } from '../../../src/core/ports/model.ts';
import { initialState } from '../../../src/core/resume.ts';
import type { SessionEffect, SessionInput, SessionState, StoredSession } from '../../../src/core/session.ts';
import type { SessionSettings } from '../../../src/core/settings.ts';
import { step } from '../../../src/core/step.ts';
import { newestCovering } from '../stores/in-memory-stores.ts';

type Pending = Extract<
  SessionEffect,
  { kind: 'callModel' | 'askForMemory' | 'runTools' | 'readMemoryFile' | 'writeMemoryFile' | 'findMemory' }
>;
type Report = Extract<
  SessionEffect,
  { kind: 'reportTurn' | 'reportCompaction' | 'reportMemory' | 'reportUndo' }
>;
type Fact = SessionInput extends infer T ? (T extends unknown ? Omit<T, 'at'> : never) : never;

const nothingStored: StoredSession = { records: [], memory: null, knownHashes: [] };

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export class ModelWorld {
  state: SessionState;
  now = 1_000;
  file: string | null = null;
  readonly pending: Pending[] = [];
  readonly stored: TranscriptRecord[] = [];
  /** Every version of the memory that was stored, as storage has it, oldest first. */
  readonly versions: MemoryVersion[] = [];
  readonly requests: ModelRequest[] = [];
  readonly reports: Report[] = [];
  /** Calls that were to be cancelled; they are answered all the same. */
  readonly cancelled: string[] = [];
  /** Called after each step with the state before it. */
  onStep: (before: SessionState, input: SessionInput) => void = () => undefined;

  constructor(
    settings: SessionSettings,
    provider = 'anthropic',
    stored: StoredSession = nothingStored,
    idPrefix = 'run',
  ) {
    this.state = initialState({
      id: 's',
      provider,
      settings,
      system: [{ type: 'text', text: 'Be brief.' }],
      tools: [],
      stored,
      idPrefix,
    });
  }

  /** What a window reads that opens the session anew. */
  get onDisk(): StoredSession {
    const memory = this.versions.at(-1) ?? null;
    return JSON.parse(JSON.stringify({ records: this.stored, memory, knownHashes: [] }));
  }

  /** The session in a window that has just opened it, with the same file. */
  reopened(): ModelWorld {
    const again = new ModelWorld(this.state.settings, 'anthropic', this.onDisk, 'again');
    again.file = this.file;
    return again;
  }

  take(fact: Fact): void {
    const input = { ...fact, at: ++this.now } as SessionInput;
    const before = this.state;
    const [after, effects] = step(before, input);
    this.state = after;
    this.perform(effects);
    this.onStep(before, input);
  }

  perform(effects: readonly SessionEffect[]): void {
    for (const effect of effects) this.#keep(effect);
  }

  #keep(effect: SessionEffect): void {
    switch (effect.kind) {
      case 'storeRecord':
        this.stored.push(effect.record);
        return;
      case 'storeMemory':
        this.versions.push(withoutCredentials(effect.version, effect.told));
        return;
      case 'callModel':
      case 'askForMemory':
        this.requests.push(effect.request);
        this.pending.push(effect);
        return;
      case 'cancelCall':
        this.cancelled.push(effect.callId);
        return;
      case 'runTools':
      case 'readMemoryFile':
      case 'writeMemoryFile':
      case 'findMemory':
        this.pending.push(effect);
        return;
      case 'reportTurn':
      case 'reportCompaction':
      case 'reportMemory':
      case 'reportUndo':
        this.reports.push(effect);
    }
  }

  /** The engine keeps reads and writes of the file in order, so only the oldest of them can be answered. */
  answerable(): Pending[] {
    const firstFileWork = this.pending.find(isFileWork);
    return this.pending.filter((order) => !isFileWork(order) || order === firstFileWork);
  }

  answer(order: Pending, how: Answerer): void {
    this.pending.splice(this.pending.indexOf(order), 1);
    this.take(this.#answerTo(order, how));
  }

  #answerTo(order: Pending, how: Answerer): Fact {
    switch (order.kind) {
      case 'callModel':
        return { kind: 'answerEnded', callId: order.callId, result: how.chat(order.request) };
      case 'askForMemory':
        return { kind: 'memoryAnswerEnded', jobId: order.jobId, result: how.memory(order.request) };
      case 'runTools': {
        const results = order.uses.map(
          ({ id }) => ({ type: 'tool_result', tool_use_id: id, content: 'done' }) as const,
        );
        return { kind: 'toolsEnded', callId: order.callId, results };
      }
      case 'readMemoryFile':
        return { kind: 'memoryFileRead', purpose: order.purpose, jobId: order.jobId, file: this.#read() };
      case 'findMemory': {
        const { generation, covered } = order;
        return { kind: 'memoryFound', generation, version: newestCovering(this.versions, covered) };
      }
      case 'writeMemoryFile':
        return { kind: 'memoryFileWritten', result: this.#write(order, how.disk()) };
    }
  }

  #read(): MemoryFile {
    return this.file === null
      ? { kind: 'absent' }
      : { kind: 'file', text: this.file, hash: hashOf(this.file) };
  }

  #write(
    { text, expected }: { text: string; expected: string | null },
    problem: Failure | null,
  ): MemoryWrite {
    const current = this.file === null ? null : hashOf(this.file);
    if (current !== expected) return { kind: 'changed' };
    if (problem !== null) return { kind: 'failed', failure: problem };
    this.file = text;
    return { kind: 'written', hash: hashOf(text) };
  }

  /** Answers everything that is under way, and what follows from it, until nothing is. */
  settle(how: Answerer, bound = 10_000): void {
    for (let rounds = 0; this.pending.length > 0; rounds++) {
      if (rounds > bound) throw new Error('The session never comes to rest.');
      const next = this.answerable()[0];
      if (next !== undefined) this.answer(next, how);
    }
  }
}

export interface Answerer {
  chat(request: ModelRequest): ModelResult;
  memory(request: ModelRequest): ModelResult;
  disk(): Failure | null;
}

const isFileWork = (order: Pending): boolean =>
  order.kind === 'readMemoryFile' || order.kind === 'writeMemoryFile' || order.kind === 'findMemory';

/** What a thinking block is bound to: system, tools and every earlier message, without cache marks. */
export function bindingOf(
  request: Pick<ModelRequest, 'system' | 'tools' | 'model'>,
  earlier: readonly Message[],
): string {
  const blocks = (content: readonly ContentBlock[]) => content.map(({ cache_control: _, ...rest }) => rest);
  const prefix = earlier.map(({ role, content }) => ({ role, content: blocks(content) }));
  return hashOf(JSON.stringify([request.model, blocks(request.system), request.tools, prefix]));
}

/** Input counted as the API does: everything that was sent, at 2.5 characters a token. */
export function usageFor(request: ModelRequest, content: readonly ContentBlock[]) {
  const size = (value: unknown) => Math.ceil(JSON.stringify(value).length / 2.5);
  return {
    inputTokens: size(request.messages) + size(request.system),
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: size(content),
  };
}
