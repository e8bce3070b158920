/** Builds the request that an update of the memory is made with, the way that `update-choice.ts` has chosen. */
import { attachmentsOf, withoutAttachments } from '../conversation/attachment.ts';
import { contextTokens } from '../conversation/context.ts';
import {
  isToolResult,
  isToolUse,
  plainText,
  resultText,
  type ToolResultBlock,
  type ToolUseBlock,
} from '../conversation/message.ts';
import { memoryAloneRequest, memoryForkRequest, memoryModel } from '../conversation/requests.ts';
import { isSentTo, sentRecords } from '../conversation/sent-records.ts';
import { textTokens } from '../conversation/tokens.ts';
import { endsTurn, indexOf, type MessageRecord, type RecordId } from '../conversation/transcript.ts';
import { modelFacts } from '../models/model-facts.ts';
import type { ModelRequest } from '../ports/model.ts';
import {
  type ConversationText,
  type MemoryOrder,
  memoryAlone,
  memoryInstruction,
} from '../prompts/prompts.ts';
import { redactWith } from '../redaction/redact.ts';
import type { SessionState } from '../session.ts';
import { withoutMiddle } from '../shortened.ts';
import { parseMemory } from './memory.ts';
import { type MemoryJob, summaryEnd } from './memory-state.ts';
import { ownershipWith } from './memory-version.ts';
import { chooseUpdate, requestRoom, type UpdateChoice } from './update-choice.ts';

/** What the rules and the frame around the messages take, generously. */
const instructionTokens = 4_000;

/** What the tags around a message take. */
const frameTokens = 25;

/** Characters of a tool's input and of what it gave that go along. */
const longestCall = 600;
const longestResult = 3_000;

export interface UpdatePlan extends UpdateChoice {
  /** Null where no model is asked. */
  readonly request: ModelRequest | null;
  /** The last record that the update will cover: less than was wanted where not all of it fits one request. */
  readonly upTo: RecordId;
}

/** The fork or the new messages where they fit; else as many turns as one request holds, and the rest later. */
export function planUpdate(state: SessionState, job: MemoryJob, now: number): UpdatePlan {
  const whole = planFor(state, job, now);
  const isBlind = whole.kind === 'fork' && state.memory.provisional && !stillSendsExtracted(state);
  if (whole.kind !== 'extract' && !isBlind) return whole;
  const part = fittingEnd(state, job);
  return part === null ? whole : planFor(state, { ...job, upTo: part }, now);
}

/** The first record that no model's summary covers. */
const newFrom = ({ branch, memory }: SessionState): number => indexOf(branch, summaryEnd(memory)) + 1;

/** The chat still sends what an extract stands for. */
const stillSendsExtracted = (state: SessionState): boolean => state.context.tailStart <= newFrom(state);

/** What a part may take: never more than the user lets the chat send. */
const partRoom = (state: SessionState): number =>
  Math.min(requestRoom(memoryModel(state)), state.settings.contextLimitTokens);

/** What an extract stands for may be the whole conversation, so it is sent in parts sooner. */
const aloneRoom = (state: SessionState): number =>
  state.memory.provisional ? partRoom(state) : requestRoom(memoryModel(state));

/** The last turn end up to which the new messages fit a request that stands alone; null when not one turn does. */
function fittingEnd(state: SessionState, job: MemoryJob): RecordId | null {
  const room = partRoom(state) - textTokens(state.memory.text ?? '') - instructionTokens;
  return fittingMessages(state, indexOf(state.branch, job.upTo), room).turnEnd;
}

function planFor(state: SessionState, job: MemoryJob, now: number): UpdatePlan {
  const end = indexOf(state.branch, job.upTo) + 1;
  const own = memoryInstruction(orderFor(state, job, state.settings.model));
  const alone = aloneTexts(state, job, end);
  const sent = contextTokens(state.context);
  const { cacheReadTokens, cacheWriteTokens } = state.accounts.chat.usage;
  const choice = chooseUpdate({
    chatModel: state.settings.model,
    memoryModel: memoryModel(state),
    prices: state.settings.prices,
    cachedTokens: Math.max(0, sent - state.context.unreportedTokens),
    freshTokens: state.context.unreportedTokens + textTokens(own),
    aloneTokens: alone === null ? Infinity : textTokens(alone.system) + textTokens(alone.user),
    aloneRoom: aloneRoom(state),
    idleMs: state.askedAt === null ? null : now - state.askedAt,
    serverCaches: cacheReadTokens + cacheWriteTokens > 0,
    isUpdate: state.memory.covered !== null,
    isProvisional: state.memory.provisional,
    stillSendsExtracted: stillSendsExtracted(state),
    hasNewMessages: indexOf(state.branch, state.memory.covered) < end - 1,
    aloneInRow: state.memory.aloneInRow,
  });
  switch (choice.kind) {
    case 'fork':
      return { ...choice, upTo: job.upTo, request: memoryForkRequest(state, own, end) };
    case 'alone':
      return {
        ...choice,
        upTo: job.upTo,
        request: alone && {
          ...memoryAloneRequest(choice.model, alone.system, alone.user),
          told: state.ledger.credentials,
        },
      };
    case 'extract':
      return { ...choice, upTo: job.upTo, request: null };
  }
}

function orderFor(state: SessionState, job: MemoryJob, model: string): MemoryOrder {
  const { memory, ledger } = state;
  /** The user's lines may hold credentials in the file; what is sent does not. */
  const clean = redactWith(ledger.credentials);
  return {
    document: memory.text === null ? null : parseMemory(clean(memory.text)),
    ownership: ownershipWith(memory.ownership, clean),
    overridden: memory.overridden.map(clean),
    focus: clean(job.focus),
    thinks: modelFacts(model).thinks,
  };
}

function messageTexts(record: MessageRecord): readonly ConversationText[] {
  if (record.kind === 'toolResults') return record.content.filter(isToolResult).map(resultSaid);
  if (record.kind === 'assistant') {
    const said = { role: 'assistant', text: plainText(record.content) } as const;
    return [said, ...record.content.filter(isToolUse).map(callSaid)];
  }
  if (record.continues === true) return [];
  const attached = attachmentsOf(record).flatMap(({ content }) => content);
  return [
    { role: 'attachment', text: plainText(attached) },
    { role: 'user', text: plainText(withoutAttachments(record)) },
  ];
}

const callSaid = ({ name, input }: ToolUseBlock): ConversationText => ({
  role: 'tool',
  text: `${name} ${withoutMiddle(JSON.stringify(input) ?? '', longestCall)}`,
});

const resultSaid = (result: ToolResultBlock): ConversationText => ({
  role: 'tool',
  text: `Result${result.is_error === true ? ', an error' : ''}: ${withoutMiddle(resultText(result), longestResult)}`,
});

interface FittingMessages {
  readonly texts: readonly ConversationText[];
  readonly areAll: boolean;
  /** The last turn end among them. */
  readonly turnEnd: RecordId | null;
}

/**
 * What is sent of the messages that no summary covers, less those that were made again. None is read behind those that
 * fit, so that a long conversation costs no more than its part.
 */
function fittingMessages(state: SessionState, end: number, room: number): FittingMessages {
  const texts: ConversationText[] = [];
  let tokens = 0;
  let turnEnd: RecordId | null = null;
  for (const { record } of sentRecords(state.branch, newFrom(state), end)) {
    const own = isSentTo(state.provider, record) ? messageTexts(record) : [];
    for (const { text } of own) tokens += textTokens(text) + frameTokens;
    if (tokens > room) return { texts, areAll: false, turnEnd };
    texts.push(...own);
    if (endsTurn(record)) turnEnd = record.id;
  }
  return { texts, areAll: true, turnEnd };
}

/** The messages that no summary covers yet as text, all of them where there is none; null where they do not fit. */
function aloneTexts(state: SessionState, job: MemoryJob, end: number) {
  const { texts, areAll } = fittingMessages(state, end, aloneRoom(state));
  return areAll ? memoryAlone({ ...orderFor(state, job, memoryModel(state)), messages: texts }) : null;
}
