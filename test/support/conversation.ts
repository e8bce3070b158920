/** Short ways to write a conversation down as transcript records. */
import { continueMessage } from '../../src/core/conversation/continuation.ts';
import { type ContentBlock, type Json, text } from '../../src/core/conversation/message.ts';
import type {
  AssistantRecord,
  ToolResultsRecord,
  UserRecord,
} from '../../src/core/conversation/transcript.ts';

let count = 0;
const base = () => ({ id: `r${++count}`, parent: null, at: 0 });

export const user = (typed: string): UserRecord => ({
  ...base(),
  kind: 'user',
  content: [text(typed)],
  typed,
});

/** Asks for the rest of this answer. */
export const continuation = (of: AssistantRecord): UserRecord => ({
  ...base(),
  kind: 'user',
  content: [text(continueMessage(of))],
  typed: '',
  continues: true,
});

export const assistant = (said: string, ...uses: readonly ContentBlock[]): AssistantRecord => ({
  ...base(),
  kind: 'assistant',
  content: [...(said === '' ? [] : [text(said)]), ...uses],
  provider: 'anthropic',
  model: 'claude-sonnet-5-5',
  outcome: uses.length === 0 ? 'complete' : 'toolUse',
  stopReason: uses.length === 0 ? 'end_turn' : 'tool_use',
  usage: null,
});

export const use = (id: string, name: string, input: { readonly [key: string]: Json }): ContentBlock => ({
  type: 'tool_use',
  id,
  name,
  input,
});

export const results = (
  ...answers: readonly (readonly [id: string, output: string, isError?: boolean])[]
): ToolResultsRecord => ({
  ...base(),
  kind: 'toolResults',
  content: answers.map(([id, output, isError]) => ({
    type: 'tool_result',
    tool_use_id: id,
    content: output,
    ...(isError === true ? { is_error: true } : {}),
  })),
});
