/** Decides what the model says to a request: what a test scripted, else a memory, a tool round or a chat answer. */
import { chatAnswer, chatThinking, roundsDone, toolCalls } from './chat-answer.ts';
import { asksForMemory, memoryAnswer, type Summarizer } from './memory-answer.ts';
import { digestOf } from './prompt.ts';
import { charsOfBlock, charsOfTokens, tokensOfChars } from './tokens.ts';
import { type ContentBlock, isThinkingBlock, type MessagesRequest, type StopReason } from './wire.ts';

type Steered<T> = T | ((request: MessagesRequest) => T);

/** How answers are made. Numbers and choices may depend on the request. */
export interface AnswerScript {
  /** Characters of a chat answer; default 300. */
  readonly chatChars?: Steered<number>;
  /** Rounds of tool use before a turn's final answer; default 0. */
  readonly toolRounds?: Steered<number>;
  /** Tool uses in one round; default 1. */
  readonly toolsPerRound?: Steered<number>;
  /** Names to call where the request offers no tools. */
  readonly toolNames?: readonly string[];
  /** Blocks put before the text of every chat answer, of any type, known or not. */
  readonly extraBlocks?: Steered<readonly ContentBlock[]>;
  /** Default `faithful`. */
  readonly summarizer?: Steered<Summarizer>;
  /** Default 12. */
  readonly linesPerSection?: number;
  /** Answers a request itself; undefined leaves it to the rest. */
  readonly custom?: (request: MessagesRequest) => ScriptedAnswer | undefined;
}

/** Blocks as the model says them: tool uses without ids and thinking without signatures get theirs from the server. */
export interface ScriptedAnswer {
  readonly content: readonly ContentBlock[];
  readonly stopReason?: StopReason;
}

export const say = (text: string): ScriptedAnswer => ({ content: [{ type: 'text', text }] });

export interface Spoken {
  readonly content: readonly ContentBlock[];
  readonly stopReason: StopReason;
  readonly stopSequence: string | null;
}

const steer = <T>(value: Steered<T> | undefined, request: MessagesRequest, standard: T): T => {
  if (value === undefined) return standard;
  return typeof value === 'function' ? (value as (request: MessagesRequest) => T)(request) : value;
};

export function compose(request: MessagesRequest, script: AnswerScript, thinks: boolean): ScriptedAnswer {
  const custom = script.custom?.(request);
  if (custom !== undefined) return custom;
  const thinking: ContentBlock[] = thinks ? [{ type: 'thinking', thinking: chatThinking(request) }] : [];
  if (asksForMemory(request)) {
    const summarizer = steer(script.summarizer, request, 'faithful');
    const { text, cut } = memoryAnswer(request, {
      summarizer,
      linesPerSection: script.linesPerSection ?? 12,
    });
    const content = text === '' ? thinking : [...thinking, { type: 'text', text }];
    return cut ? { content, stopReason: 'max_tokens' } : { content };
  }
  const extra = steer(script.extraBlocks, request, []);
  const mayCall = request.tool_choice?.type !== 'none';
  if (mayCall && roundsDone(request) < steer(script.toolRounds, request, 0)) {
    const calls = toolCalls(request, steer(script.toolsPerRound, request, 1), script.toolNames ?? []);
    const lead = {
      type: 'text',
      text: `I look at ${calls.map((call) => String(call.name)).join(', ')} first.`,
    };
    return { content: [...thinking, ...extra, lead, ...calls] };
  }
  const text = chatAnswer(request, steer(script.chatChars, request, 300));
  return { content: [...thinking, ...extra, { type: 'text', text }] };
}

/** What an answer may not exceed, in tokens. */
export interface Room {
  readonly maxTokens: number;
  /** Left in the context window. */
  readonly windowTokens: number;
}

/** Gives ids, and ends the answer where room or a stop sequence ends it. `seed` makes ids unique to the prompt. */
export function finish(answer: ScriptedAnswer, request: MessagesRequest, room: Room, seed: string): Spoken {
  const identified = answer.content.map((block, index) =>
    block.type === 'tool_use' && block.id === undefined
      ? { ...block, id: `toolu_${digestOf(`${seed} ${index}`)}` }
      : block,
  );
  const stopped = atStopSequence(identified, request.stop_sequences ?? []);
  const fits = atLength(stopped.content, charsOfTokens(Math.min(room.maxTokens, room.windowTokens)));
  if (fits.length < stopped.content.length || lengthOf(fits) < lengthOf(stopped.content)) {
    const stopReason = room.maxTokens <= room.windowTokens ? 'max_tokens' : 'model_context_window_exceeded';
    return { content: fits, stopReason, stopSequence: null };
  }
  if (stopped.sequence !== null) {
    return { content: fits, stopReason: 'stop_sequence', stopSequence: stopped.sequence };
  }
  const natural = fits.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn';
  return { content: fits, stopReason: answer.stopReason ?? natural, stopSequence: null };
}

const lengthOf = (content: readonly ContentBlock[]): number =>
  content.reduce((sum, block) => sum + charsOfBlock(block), 0);

export const outputTokens = (content: readonly ContentBlock[]): number => tokensOfChars(lengthOf(content));
export const thinkingTokens = (content: readonly ContentBlock[]): number =>
  outputTokens(content.filter(isThinkingBlock));

/** Text and thinking are cut in their midst; a block of another kind that does not fit is left out. */
function atLength(content: readonly ContentBlock[], chars: number): readonly ContentBlock[] {
  const kept: ContentBlock[] = [];
  let left = chars;
  for (const block of content) {
    const size = charsOfBlock(block);
    if (size <= left) kept.push(block);
    else {
      const field = block.type === 'text' || block.type === 'thinking' ? block.type : null;
      if (field !== null && left > 0) kept.push({ ...block, [field]: String(block[field]).slice(0, left) });
      return kept;
    }
    left -= size;
  }
  return kept;
}

function atStopSequence(
  content: readonly ContentBlock[],
  sequences: readonly string[],
): { readonly content: readonly ContentBlock[]; readonly sequence: string | null } {
  for (const [index, block] of content.entries()) {
    if (block.type !== 'text') continue;
    const text = String(block.text);
    const ends = sequences.map((sequence) => ({ sequence, at: text.indexOf(sequence) }));
    const first = ends.filter(({ at }) => at >= 0).sort((left, right) => left.at - right.at)[0];
    if (first === undefined) continue;
    const cut = first.at === 0 ? [] : [{ ...block, text: text.slice(0, first.at) }];
    return { content: [...content.slice(0, index), ...cut], sequence: first.sequence };
  }
  return { content, sequence: null };
}
