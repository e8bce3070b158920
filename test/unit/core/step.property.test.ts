import assert from 'node:assert/strict';
import fc from 'fast-check';
import { at, slice } from '../../../src/core/append-list.ts';
import { currentBranch } from '../../../src/core/conversation/branches.ts';
import type { ContentBlock, Message } from '../../../src/core/conversation/message.ts';
import {
  endsTurn,
  indexOf as positionOf,
  type Transcript,
} from '../../../src/core/conversation/transcript.ts';
import { failureInWords } from '../../../src/core/failure.ts';
import type { ModelRequest, ModelResult } from '../../../src/core/ports/model.ts';
import type { SessionInput, SessionState } from '../../../src/core/session.ts';
import { defaultSettings, type SessionSettings } from '../../../src/core/settings.ts';
import { claudeFeatures } from '../../support/messages-api/features.ts';
import { modelFacts } from '../../support/messages-api/models.ts';
import { validate } from '../../support/messages-api/validate.ts';
import { type Answerer, bindingOf, ModelWorld, usageFor } from '../../support/session/model-world.ts';

const settings: SessionSettings = {
  ...defaultSettings,
  contextLimitTokens: 1_500,
  initTokens: 200,
  updateTokens: 100,
};

const chatResults = [
  'text',
  'thinking',
  'tool',
  'refusal',
  'empty',
  'cut',
  'failed',
  'tooLong',
  'overflow',
  'maxTokens',
] as const;
const memoryResults = ['good', 'bad', 'failed', 'huge', 'truncated'] as const;

type Move =
  | { readonly move: 'send'; readonly text: string }
  | {
      readonly move: 'answer';
      readonly which: number;
      readonly chat: (typeof chatResults)[number];
      readonly memory: (typeof memoryResults)[number];
      readonly diskFails: boolean;
    }
  | {
      readonly move:
        | 'compact'
        | 'undo'
        | 'stop'
        | 'update'
        | 'retry'
        | 'continue'
        | 'withdraw'
        | 'timer'
        | 'delete'
        | 'otherModel'
        | 'recreate';
    }
  | { readonly move: 'edit'; readonly line: string }
  /** A message of the session, on any branch, is edited and sent again, or its branch is shown. */
  | { readonly move: 'resend'; readonly which: number; readonly text: string }
  | { readonly move: 'switch'; readonly which: number }
  /** A whole turn in which all goes well, so that runs reach the depths where memories and compactions are. */
  | { readonly move: 'converse'; readonly text: string };

const word = fc.constantFrom('alpha', 'beta', 'never push', 'use tabs', 'x'.repeat(40));
const words = fc.array(word, { minLength: 1, maxLength: 60, size: 'max' }).map((some) => some.join(' '));
const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ move: fc.constant('converse' as const), text: words }) },
  {
    weight: 4,
    arbitrary: fc.record({
      move: fc.constant('send' as const),
      text: fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.constant('') }),
    }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      move: fc.constant('answer' as const),
      which: fc.nat(8),
      chat: fc.oneof(
        { weight: 3, arbitrary: fc.constant('text' as const) },
        { weight: 2, arbitrary: fc.constantFrom(...chatResults) },
      ),
      memory: fc.oneof(
        { weight: 2, arbitrary: fc.constant('good' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...memoryResults) },
      ),
      diskFails: fc.oneof(
        { weight: 5, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      move: fc.constantFrom(
        'compact' as const,
        'undo',
        'stop',
        'update',
        'retry',
        'continue',
        'withdraw',
        'timer',
        'delete',
        'otherModel',
        'recreate',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('edit' as const), line: word }) },
  {
    weight: 1,
    arbitrary: fc.record({
      move: fc.constant('resend' as const),
      which: fc.nat(20),
      text: fc.oneof({ weight: 9, arbitrary: words }, { weight: 1, arbitrary: fc.constant(' ') }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ move: fc.constant('switch' as const), which: fc.nat(20) }) },
);

let serial = 0;

function chatResult(kind: (typeof chatResults)[number], request: ModelRequest): ModelResult {
  const id = ++serial;
  const thinking = { type: 'thinking', thinking: 'hm', signature: bindingOf(request, request.messages) };
  const said = { type: 'text', text: `answer ${id} ${'word '.repeat(id % 50)}` };
  const tool = { type: 'tool_use', id: `use_${id}`, name: 'look', input: { id } };
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
  const failed = (why: 'network' | 'tooLong', partial: readonly ContentBlock[] = []): ModelResult => ({
    kind: 'failed',
    failure: failureInWords(why, 'as ordered'),
    partial,
  });
  switch (kind) {
    case 'text':
      return answered([said], 'end_turn');
    case 'thinking':
      return answered([thinking, said], 'end_turn');
    case 'tool':
      return answered([thinking, said, tool], 'tool_use');
    case 'refusal':
      return answered([], 'refusal');
    case 'empty':
      return answered([], 'end_turn');
    case 'maxTokens':
      return answered([said, tool], 'max_tokens');
    case 'overflow':
      return answered([said], 'model_context_window_exceeded');
    case 'cut':
      return failed('network', [thinking, said, tool]);
    case 'failed':
      return failed('network');
    case 'tooLong':
      return failed('tooLong');
  }
}

function memoryResult(kind: (typeof memoryResults)[number], request: ModelRequest): ModelResult {
  const id = ++serial;
  const answered = (text: string, stopReason = 'end_turn'): ModelResult => {
    const content = [{ type: 'text', text }];
    return {
      kind: 'answered',
      answer: { content, stopReason, usage: usageFor(request, content), model: request.model },
    };
  };
  switch (kind) {
    case 'good':
      return answered(`## User Intent\n- fact ${id}\n\n## Active Work\n- step ${id}\n`);
    case 'bad':
      return answered('I would rather talk about the weather.');
    case 'failed':
      return { kind: 'failed', failure: failureInWords('overloaded', 'as ordered'), partial: [] };
    case 'huge':
      return answered(`## User Intent\n${'- very long line\n'.repeat(20_000)}`);
    case 'truncated':
      return answered('## User Intent\n- half', 'max_tokens');
  }
}

function checkRequest(request: ModelRequest): void {
  const body = {
    model: request.model,
    max_tokens: request.maxOutputTokens,
    system: request.system,
    messages: request.messages,
    stream: true,
  };
  validate(body, {
    features: claudeFeatures,
    facts: modelFacts,
    extraBlockTypes: new Set(),
    version: '2026-10-21',
  });
  request.messages.forEach((message: Message, index) => {
    for (const block of message.content) {
      if (block.type !== 'thinking') continue;
      assert.equal(
        block.signature,
        bindingOf(request, request.messages.slice(0, index)),
        'thinking is bound to its prefix',
      );
    }
  });
}

function checkStep(before: SessionState, input: SessionInput, after: SessionState): void {
  const { transcript, branch, memory } = after;
  assert.ok(transcript.length >= before.transcript.length, 'the transcript only grows');
  assert.ok(after.generation >= before.generation && after.epoch >= before.epoch, 'counters only rise');
  const covered = positionOf(branch, memory.covered);
  if (memory.covered !== null) assert.ok(endsTurn(at(branch, covered)), 'covered ends a complete turn');
  const isSameBranch = branch.backing === before.branch.backing;
  if (isSameBranch)
    assert.ok(covered >= positionOf(branch, before.memory.covered), 'coverage never goes back on a branch');
  else assert.ok(after.generation > before.generation, 'another branch raises the generation');
  // A message that is edited is recorded once the file was read; until then its branch is not on disk.
  const isBeforeEdit = after.turn.phase === 'preparing' && after.turn.insteadOf !== null;
  if (!isBeforeEdit)
    assert.deepEqual(
      idsOf(currentBranch(transcript)),
      idsOf(branch),
      'the branch is what the transcript says',
    );
  const late = input.kind === 'memoryAnswerEnded' || input.kind === 'memoryFileWritten';
  if (late && before.compacting === null && isSameBranch)
    assert.equal(after.context.head, before.context.head, 'a late result undoes nothing');
}

const waitingRequest = ({ state }: ModelWorld): string =>
  state.queue.flatMap((entry) => (entry.kind === 'send' ? [entry.requestId] : []))[0] ?? 'none';

const idsOf = (branch: Transcript): readonly string[] => slice(branch, 0).map(({ id }) => id);

function play(moves: readonly Move[]): ModelWorld {
  const world = new ModelWorld(settings);
  world.onStep = (before, input) => {
    checkStep(before, input, world.state);
    for (const request of world.requests.splice(0)) checkRequest(request);
  };
  let asked = 0;
  const nextId = () => `ask-${++asked}`;
  const model = () => (world.state.settings.model === settings.model ? 'claude-opus-5-5' : settings.model);
  for (const order of moves) {
    switch (order.move) {
      case 'send':
        world.take({ kind: 'userSubmitted', requestId: nextId(), text: order.text });
        break;
      case 'converse':
        world.take({ kind: 'userSubmitted', requestId: nextId(), text: order.text });
        world.settle(calm);
        break;
      case 'answer': {
        const open = world.answerable();
        const chosen = open[order.which % Math.max(1, open.length)];
        if (chosen === undefined) break;
        world.answer(chosen, {
          chat: (request) => chatResult(order.chat, request),
          memory: (request) => memoryResult(order.memory, request),
          disk: () => (order.diskFails ? failureInWords('storage', 'The disk is full.') : null),
        });
        break;
      }
      case 'edit':
        world.file = `${world.file ?? ''}- ${order.line}\n`;
        world.take({ kind: 'memoryFileTouched' });
        break;
      case 'delete':
        world.file = null;
        break;
      case 'resend':
        world.take({
          kind: 'editRequested',
          requestId: nextId(),
          record: someMessage(world, order.which),
          text: order.text,
        });
        break;
      case 'switch':
        world.take({ kind: 'branchChosen', record: someMessage(world, order.which) });
        break;
      case 'compact':
        world.take({ kind: 'compactRequested', requestId: nextId(), focus: '' });
        break;
      case 'undo':
        world.take({ kind: 'undoRequested', requestId: nextId() });
        break;
      case 'retry':
        world.take({ kind: 'retryRequested', requestId: nextId() });
        break;
      case 'continue':
        world.take({ kind: 'continueRequested', requestId: nextId() });
        break;
      case 'withdraw':
        world.take({ kind: 'withdrawRequested', requestId: waitingRequest(world) });
        break;
      case 'update':
        world.take({ kind: 'memoryRequested', requestId: nextId() });
        break;
      case 'stop':
        world.take({ kind: 'stopRequested' });
        break;
      case 'timer':
        world.take({ kind: 'timerFired', timer: 'compactionWait' });
        break;
      case 'otherModel':
        world.take({
          kind: 'settingsChanged',
          settings: { ...settings, model: model() },
          provider: 'anthropic',
        });
        break;
      case 'recreate':
        world.take({ kind: 'memoryFileDecided', decision: 'recreate' });
        break;
    }
  }
  world.settle(calm);
  assert.equal(
    world.reports.filter((report) => report.requestId !== null).length,
    asked,
    'every request is answered once',
  );
  return world;
}

/** A message of any branch; one that does not exist while there is none. */
function someMessage({ stored }: ModelWorld, which: number): string {
  const messages = stored.filter(({ kind }) => kind === 'user');
  return messages[which % Math.max(1, messages.length)]?.id ?? 'nobody';
}

const calm: Answerer = {
  chat: (request) => chatResult('text', request),
  memory: (request) => memoryResult('good', request),
  disk: () => null,
};

describe('step, whatever the order of answers, failures, edits and compactions', () => {
  it('loses no message, sends only valid requests, and never goes back', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 30, maxLength: 150, size: 'max' }), (moves) => {
        const world = play(moves);
        const { backing, length } = world.state.transcript;
        assert.deepEqual(backing.slice(0, length), world.stored, 'what was stored is what the session holds');
        const ids = new Set(world.stored.map((record) => record.id));
        assert.equal(ids.size, world.stored.length, 'record ids are unique');
      }),
      { numRuns: 80 },
    );
  });

  it('keeps every hand-written line of the memory file', () => {
    fc.assert(
      fc.property(
        fc.array(move, { minLength: 10, maxLength: 80, size: 'max' }),
        fc.nat(79),
        (moves, when) => {
          const line = 'my own line, written by hand';
          const kept = moves.filter((order) => order.move !== 'delete');
          const edited: Move[] = [...kept.slice(0, when), { move: 'edit', line }, ...kept.slice(when)];
          const world = play(edited);
          assert.ok((world.file ?? '').includes(line));
        },
      ),
      { numRuns: 60 },
    );
  });
});
