/** Random conversations with everything that a panel can see: pieces of answers, tools, failures, compactions, undos. */
import fc from 'fast-check';
import type { ContentBlock } from '../../../src/core/conversation/message.ts';
import { failureInWords } from '../../../src/core/failure.ts';
import type { ModelRequest, ModelResult } from '../../../src/core/ports/model.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { type Answerer, ModelWorld, usageFor } from './model-world.ts';

const endings = ['text', 'thinking', 'tool', 'refusal', 'cut', 'failed', 'maxTokens'] as const;

export type ChatMove =
  | { readonly move: 'send'; readonly text: string }
  | { readonly move: 'piece'; readonly part: 'text' | 'thinking'; readonly text: string }
  | { readonly move: 'wait'; readonly reason: 'retrying' | 'silent' }
  | { readonly move: 'answer'; readonly which: number; readonly ending: (typeof endings)[number] }
  | {
      readonly move: 'rest' | 'compact' | 'undo' | 'retry' | 'continue' | 'stop' | 'update' | 'delete';
    }
  | { readonly move: 'edit'; readonly line: string }
  | { readonly move: 'resend' | 'switch'; readonly which: number };

const words = fc.array(fc.constantFrom('alpha', 'beta', '`code`', '\n', 'x'.repeat(30)), {
  minLength: 1,
  maxLength: 40,
});
const said = words.map((some) => some.join(' '));

export const chatMove: fc.Arbitrary<ChatMove> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ move: fc.constant('send' as const), text: said }) },
  {
    weight: 8,
    arbitrary: fc.record({
      move: fc.constant('piece' as const),
      part: fc.constantFrom('text' as const, 'text', 'thinking'),
      text: said,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      move: fc.constant('wait' as const),
      reason: fc.constantFrom('retrying' as const, 'silent'),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      move: fc.constant('answer' as const),
      which: fc.nat(6),
      ending: fc.constantFrom('text' as const, 'text', 'text', ...endings),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      move: fc.constantFrom(
        'rest' as const,
        'rest',
        'compact',
        'undo',
        'retry',
        'continue',
        'stop',
        'update',
        'delete',
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ move: fc.constant('edit' as const), line: fc.constantFrom('mine', 'also mine') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ move: fc.constantFrom('resend' as const, 'switch'), which: fc.nat(9) }),
  },
);

export const newChatWorld = (): ModelWorld =>
  new ModelWorld({ ...defaultSettings, contextLimitTokens: 1_500, initTokens: 200, updateTokens: 100 });

let serial = 0;

function result(ending: (typeof endings)[number], request: ModelRequest): ModelResult {
  const id = ++serial;
  const text = { type: 'text', text: `answer ${id}` };
  const tools = [1, 2].map((n) => ({
    type: 'tool_use',
    id: `use_${id}_${n}`,
    name: 'look',
    input: { id, n },
  }));
  const answered = (content: readonly ContentBlock[], stopReason: string): ModelResult => ({
    kind: 'answered',
    answer: {
      content,
      stopReason,
      usage: usageFor(request, content),
      model: request.model,
      messageId: `msg_${id}`,
    },
  });
  const failed = (partial: readonly ContentBlock[]): ModelResult => ({
    kind: 'failed',
    failure: failureInWords('network', 'The connection was cut.'),
    partial,
  });
  switch (ending) {
    case 'text':
      return answered([text], 'end_turn');
    case 'thinking':
      return answered([{ type: 'thinking', thinking: `thought ${id}`, signature: 's' }, text], 'end_turn');
    case 'tool':
      return answered(id % 2 === 0 ? tools : [text, ...tools], 'tool_use');
    case 'refusal':
      return answered([], 'refusal');
    case 'maxTokens':
      return answered([text], 'max_tokens');
    case 'cut':
      return failed([text, ...tools]);
    case 'failed':
      return failed([]);
  }
}

const answerer = (ending: (typeof endings)[number]): Answerer => ({
  chat: (request) => result(ending, request),
  memory: (request) => {
    const content = [{ type: 'text', text: `## User Intent\n- fact ${++serial}\n` }];
    return {
      kind: 'answered',
      answer: { content, stopReason: 'end_turn', usage: usageFor(request, content), model: request.model },
    };
  },
  disk: () => null,
});

/** A message of any branch; nobody's while there is none. */
function messageOf({ stored }: ModelWorld, which: number): string {
  const messages = stored.filter(({ kind }) => kind === 'user');
  return messages[which % Math.max(1, messages.length)]?.id ?? 'nobody';
}

export function makeMove(world: ModelWorld, move: ChatMove): void {
  const requestId = `ask-${++serial}`;
  const { turn } = world.state;
  switch (move.move) {
    case 'send':
      world.take({ kind: 'userSubmitted', requestId, text: move.text });
      break;
    case 'piece':
      if (turn.phase !== 'answering') break;
      world.take({
        kind: 'answerProgressed',
        callId: turn.callId,
        event: { kind: move.part, text: move.text },
      });
      break;
    case 'wait':
      if (turn.phase !== 'answering') break;
      world.take({
        kind: 'answerProgressed',
        callId: turn.callId,
        event:
          move.reason === 'silent'
            ? { kind: 'silent', silentMs: 500 }
            : { kind: 'retrying', reason: failureInWords('overloaded', 'Busy.'), delayMs: 1_000 },
      });
      break;
    case 'answer': {
      const open = world.answerable();
      const chosen = open[move.which % Math.max(1, open.length)];
      if (chosen !== undefined) world.answer(chosen, answerer(move.ending));
      break;
    }
    case 'rest':
      world.settle(answerer('text'));
      break;
    case 'edit':
      world.file = `${world.file ?? ''}- ${move.line}\n`;
      world.take({ kind: 'memoryFileTouched' });
      break;
    case 'delete':
      world.file = null;
      world.take({ kind: 'memoryFileTouched' });
      break;
    case 'resend':
      world.take({
        kind: 'editRequested',
        requestId,
        record: messageOf(world, move.which),
        text: 'other words',
      });
      break;
    case 'switch':
      world.take({ kind: 'branchChosen', record: messageOf(world, move.which) });
      break;
    case 'compact':
      world.take({ kind: 'compactRequested', requestId, focus: '' });
      break;
    case 'undo':
      world.take({ kind: 'undoRequested', requestId });
      break;
    case 'retry':
      world.take({ kind: 'retryRequested', requestId });
      break;
    case 'continue':
      world.take({ kind: 'continueRequested', requestId });
      break;
    case 'stop':
      world.take({ kind: 'stopRequested' });
      break;
    case 'update':
      world.take({ kind: 'memoryRequested', requestId });
      break;
  }
}

/** Holds `check` to what there is after each move of many conversations. */
export function afterEveryMove(check: (world: ModelWorld) => void, numRuns: number): void {
  const moves = fc.array(chatMove, { minLength: 20, maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(moves, (script) => {
      const world = newChatWorld();
      for (const move of script) {
        makeMove(world, move);
        check(world);
      }
    }),
    { numRuns },
  );
}
