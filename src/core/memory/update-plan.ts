/** Builds the request that an update of the memory is made with, the way that `update-choice.ts` has chosen. */
import { at, slice } from '../append-list.ts';
import { attachmentsOf, withoutAttachments } from '../conversation/attachment.ts';
import { contextTokens } from '../conversation/context.ts';
import { plainText } from '../conversation/message.ts';
import { memoryAloneRequest, memoryForkRequest, memoryModel } from '../conversation/requests.ts';
import { recordTokens, textTokens } from '../conversation/tokens.ts';
import {
  endsTurn,
  indexOf,
  isMessage,
  type MessageRecord,
  type RecordId,
} from '../conversation/transcript.ts';
import { modelFacts } from '../models/model-facts.ts';
import type { ModelRequest } from '../ports/model.ts';
import {
  type ConversationText,
  type MemoryOrder,
  memoryAlone,
  memoryInstruction,
} from '../prompts/prompts.ts';
import { redact } from '../redaction/redact.ts';
import type { SessionState } from '../session.ts';
import { parseMemory } from './memory.ts';
import type { MemoryJob } from './memory-state.ts';
import { ownershipWith } from './memory-version.ts';
import { chooseUpdate, requestRoom, type UpdateChoice } from './update-choice.ts';

/** What the rules and the frame around the messages take, generously. */
const instructionTokens = 4_000;

export interface UpdatePlan extends UpdateChoice {
  /** Null where no model is asked. */
  readonly request: ModelRequest | null;
  /** The last record that the update will cover: less than was wanted where not all of it fits one request. */
  readonly upTo: RecordId;
}

/** The fork or the new messages where they fit; else as many turns as one request holds, and the rest later. */
export function planUpdate(state: SessionState, job: MemoryJob, now: number): UpdatePlan {
  const whole = planFor(state, job, now);
  if (whole.kind !== 'extract') return whole;
  const part = fittingEnd(state, job);
  return part === null ? whole : planFor(state, { ...job, upTo: part }, now);
}

/** The last turn end up to which the new messages fit a request that stands alone; null when not one turn does. */
function fittingEnd(state: SessionState, job: MemoryJob): RecordId | null {
  const { branch, memory } = state;
  const room = requestRoom(memoryModel(state)) - textTokens(memory.text ?? '') - instructionTokens;
  let tokens = 0;
  let fitting: RecordId | null = null;
  for (let index = indexOf(branch, memory.covered) + 1; index < indexOf(branch, job.upTo); index++) {
    const record = at(branch, index);
    if (record === undefined) break;
    tokens += recordTokens(record, false);
    if (tokens > room) break;
    if (endsTurn(record)) fitting = record.id;
  }
  return fitting;
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
    aloneTokens: textTokens(alone.system) + textTokens(alone.user),
    idleMs: state.askedAt === null ? null : now - state.askedAt,
    serverCaches: cacheReadTokens + cacheWriteTokens > 0,
    isUpdate: state.memory.covered !== null,
    isProvisional: state.memory.provisional,
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
        request: {
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
  const clean = (text: string): string => redact(text, ledger.credentials).text;
  return {
    document: memory.text === null ? null : parseMemory(clean(memory.text)),
    ownership: ownershipWith(memory.ownership, clean),
    overridden: memory.overridden.map(clean),
    focus: clean(job.focus),
    thinks: modelFacts(model).thinks,
  };
}

function messageTexts(record: MessageRecord): readonly ConversationText[] {
  if (record.kind !== 'user')
    return [{ role: record.kind === 'assistant' ? 'assistant' : 'user', text: plainText(record.content) }];
  if (record.continues === true) return [];
  const attached = attachmentsOf(record).flatMap(({ content }) => content);
  return [
    { role: 'attachment', text: plainText(attached) },
    { role: 'user', text: plainText(withoutAttachments(record)) },
  ];
}

/** The messages since the memory's coverage as text; all of them where there is none. */
function aloneTexts(state: SessionState, job: MemoryJob, end: number): { system: string; user: string } {
  const messages = slice(state.branch, indexOf(state.branch, state.memory.covered) + 1, end)
    .filter(isMessage)
    .flatMap(messageTexts);
  return memoryAlone({ ...orderFor(state, job, memoryModel(state)), messages });
}
