/** Which request an update of the memory is made with. */
import { slice } from './append-list.ts';
import { contextTokens } from './context.ts';
import { parseMemory } from './memory.ts';
import { plainText } from './message.ts';
import { modelFacts } from './model-facts.ts';
import type { ModelRequest } from './ports.ts';
import { memoryAlone, memoryInstruction } from './prompts.ts';
import { memoryAloneRequest, memoryForkRequest, memoryModel, memoryOutputTokens } from './requests.ts';
import type { MemoryJob, SessionState } from './session.ts';
import { textTokens } from './tokens.ts';
import { indexOf, isMessage } from './transcript.ts';

export type UpdatePlan =
  | { readonly kind: 'fork' | 'alone'; readonly request: ModelRequest; readonly reason: string }
  | { readonly kind: 'extract'; readonly reason: string };

/** The fork where it fits, else the new messages with the old memory, else no model at all. */
export function planUpdate(state: SessionState, job: MemoryJob): UpdatePlan {
  const { memory, settings } = state;
  const document = memory.text === null ? null : parseMemory(memory.text);
  const order = {
    document,
    ownership: memory.ownership,
    overridden: memory.overridden,
    focus: job.focus,
    thinks: modelFacts(memoryModel(state)).thinks,
  };
  const end = indexOf(state.transcript, job.upTo) + 1;
  const { contextWindow } = modelFacts(settings.model);
  const room = contextWindow - memoryOutputTokens;
  const instruction = memoryInstruction(order);
  const sharesCache = settings.memoryModel === '' || settings.memoryModel === settings.model;
  if (sharesCache && contextTokens(state.context) + textTokens(instruction) <= room) {
    return {
      kind: 'fork',
      request: memoryForkRequest(state, instruction, end),
      reason: 'the chat’s prefix is in the cache',
    };
  }
  const from = document === null ? 0 : indexOf(state.transcript, memory.covered) + 1;
  const messages = slice(state.transcript, from, end)
    .filter(isMessage)
    .map(
      (record) =>
        ({
          role: record.kind === 'assistant' ? 'assistant' : 'user',
          text: plainText(record.content),
        }) as const,
    );
  const alone = memoryAlone({ ...order, messages });
  const aloneRoom = modelFacts(memoryModel(state)).contextWindow - memoryOutputTokens;
  if (textTokens(alone.system) + textTokens(alone.user) <= aloneRoom) {
    const reason = sharesCache
      ? 'the whole conversation does not fit'
      : 'another model is set for the memory';
    return { kind: 'alone', request: memoryAloneRequest(state, alone.system, alone.user), reason };
  }
  return { kind: 'extract', reason: 'not even the new messages fit one request' };
}
