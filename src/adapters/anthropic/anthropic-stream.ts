/** Assembles an answer from stream events, so that what has arrived can be kept whenever the stream is cut. */
import type { ContentBlock, Json } from '../../core/conversation/message.ts';
import type { Usage } from '../../core/conversation/usage.ts';
import type { Answer, ModelEvent } from '../../core/ports/model.ts';
import { mergeUsage } from './anthropic-usage.ts';
import { isObject, type JsonObject } from './json-object.ts';

interface GrowingBlock {
  readonly fields: { type: string; [name: string]: Json | undefined };
  /** A tool's input as it came, in pieces of JSON. */
  inputJson: string;
  isComplete: boolean;
}

type Taken = ModelEvent | null;

export class AnswerReader {
  readonly #blocks: GrowingBlock[] = [];
  readonly #byIndex = new Map<unknown, GrowingBlock>();
  #model = '';
  #messageId: string | undefined;
  #stopReason: string | null = null;
  #usage: Usage | null = null;
  #hasBegun = false;
  #isFinished = false;

  /** Any event of the Messages API has arrived: this is the right kind of server. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  /** `message_stop` has arrived; without it an answer is never complete. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  get usage(): Usage | null {
    return this.#usage;
  }

  get stopReason(): string | null {
    return this.#stopReason;
  }

  /** Takes one event in and returns what there is to show. What is not understood is passed over. */
  take(event: JsonObject): Taken {
    switch (event.type) {
      case 'message_start':
        return this.#begin(event.message);
      case 'content_block_start':
        return this.#startBlock(event.index, event.content_block);
      case 'content_block_delta':
        return this.#grow(event.index, event.delta);
      case 'content_block_stop':
        return this.#endBlock(event.index);
      case 'message_delta':
        return this.#noteEnd(event);
      case 'message_stop':
        this.#isFinished = true;
        return null;
      default:
        return null;
    }
  }

  /** A finished answer. Empty text blocks are left out: nothing is in them, and the API refuses them when sent back. */
  answer(requestedModel: string): Answer {
    return {
      content: this.#blocks.map(finished).filter((block) => block !== null),
      stopReason: this.#stopReason,
      usage: this.#usage,
      model: this.#model || requestedModel,
      ...(this.#messageId !== undefined && { messageId: this.#messageId }),
    };
  }

  /** What can be kept of a cut answer: text as far as it came, everything else only when it is whole. */
  partial(): readonly ContentBlock[] {
    return this.#blocks
      .filter((block) => block.fields.type === 'text' || (block.isComplete && !isUnsigned(block)))
      .map(finished)
      .filter((block) => block !== null);
  }

  /** True when a tool call arrived whose input is no JSON object, which nobody can carry out or send back. */
  get hasDamagedToolUse(): boolean {
    return this.#blocks.some((block) => block.fields.type === 'tool_use' && finished(block) === null);
  }

  #begin(message: unknown): Taken {
    if (!isObject(message)) return null;
    this.#hasBegun = true;
    if (typeof message.model === 'string') this.#model = message.model;
    if (typeof message.id === 'string' && message.id !== '') this.#messageId = message.id;
    this.#usage = mergeUsage(this.#usage, message.usage);
    return null;
  }

  #startBlock(index: unknown, given: unknown): Taken {
    if (!isObject(given) || typeof given.type !== 'string') return null;
    this.#hasBegun = true;
    const block: GrowingBlock = {
      fields: { ...given } as GrowingBlock['fields'],
      inputJson: '',
      isComplete: false,
    };
    this.#blocks.push(block);
    this.#byIndex.set(index, block);
    if (given.type === 'text') return shown('text', given.text);
    return given.type === 'thinking' ? shown('thinking', given.thinking) : null;
  }

  #grow(index: unknown, delta: unknown): Taken {
    const block = this.#byIndex.get(index);
    if (block === undefined || !isObject(delta)) return null;
    const { fields } = block;
    switch (delta.type) {
      case 'text_delta':
        fields.text = joined(fields.text, delta.text);
        return shown('text', delta.text);
      case 'thinking_delta':
        fields.thinking = joined(fields.thinking, delta.thinking);
        return shown('thinking', delta.thinking);
      case 'signature_delta':
        fields.signature = joined(fields.signature, delta.signature);
        return null;
      case 'input_json_delta':
        if (typeof delta.partial_json === 'string') block.inputJson += delta.partial_json;
        return null;
      case 'citations_delta':
        fields.citations = [
          ...(Array.isArray(fields.citations) ? fields.citations : []),
          delta.citation as Json,
        ];
        return null;
      default:
        // A field that nobody knows would make a known block unfit to be sent back.
        if (!knownTypes.has(fields.type)) mergeUnknown(fields, delta);
        return null;
    }
  }

  #endBlock(index: unknown): Taken {
    const block = this.#byIndex.get(index);
    if (block !== undefined) block.isComplete = true;
    return null;
  }

  #noteEnd(event: JsonObject): Taken {
    this.#hasBegun = true;
    if (isObject(event.delta) && typeof event.delta.stop_reason === 'string') {
      this.#stopReason = event.delta.stop_reason;
    }
    this.#usage = mergeUsage(this.#usage, event.usage);
    return null;
  }
}

const knownTypes: ReadonlySet<string> = new Set(['text', 'thinking', 'redacted_thinking', 'tool_use']);

const shown = (kind: 'text' | 'thinking', value: unknown): Taken =>
  typeof value === 'string' && value !== '' ? { kind, text: value } : null;

const joined = (before: Json | undefined, more: unknown): string =>
  (typeof before === 'string' ? before : '') + (typeof more === 'string' ? more : '');

/** A delta of a kind from the future: its strings and lists go on where the block's own stand, the rest replaces. */
function mergeUnknown(fields: GrowingBlock['fields'], delta: JsonObject): void {
  for (const [name, value] of Object.entries(delta) as [string, Json][]) {
    if (name === 'type' || name === '__proto__') continue;
    const before = fields[name];
    if (typeof before === 'string' && typeof value === 'string') fields[name] = before + value;
    else if (Array.isArray(before) && Array.isArray(value)) fields[name] = [...before, ...value];
    else fields[name] = value;
  }
}

const isUnsigned = ({ fields }: GrowingBlock): boolean =>
  fields.type === 'thinking' && (typeof fields.signature !== 'string' || fields.signature === '');

/** The block as it is kept; null when there is nothing in it or its input is broken. */
function finished({ fields, inputJson }: GrowingBlock): ContentBlock | null {
  if (fields.type === 'text' && (typeof fields.text !== 'string' || fields.text === '')) return null;
  const input = inputJson === '' ? fields.input : parsed(inputJson);
  if (fields.type === 'tool_use' && !isObject(input)) return null;
  return inputJson === '' ? fields : { ...fields, input };
}

function parsed(json: string): Json | undefined {
  try {
    return JSON.parse(json) as Json;
  } catch {
    return undefined;
  }
}
