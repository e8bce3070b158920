import assert from 'node:assert/strict';
import { type Context, contextTokens } from '../../../../src/core/conversation/context.ts';
import { text } from '../../../../src/core/conversation/message.ts';
import { chatRequest } from '../../../../src/core/conversation/requests.ts';
import { type FailureKind, failureInWords } from '../../../../src/core/failure.ts';
import type { ModelResult } from '../../../../src/core/ports/model.ts';
import { defaultSettings } from '../../../../src/core/settings.ts';
import { quiet, turn } from '../../../support/session/memory-world.ts';
import { type Answerer, ModelWorld } from '../../../support/session/model-world.ts';

const settings = { ...defaultSettings, memoryEnabled: false };

const failing = (kind: FailureKind, said = ''): ModelResult => ({
  kind: 'failed',
  failure: failureInWords(kind, 'It came to nothing.'),
  partial: said === '' ? [] : [text(said)],
});
const without = (kind: FailureKind): Answerer => ({
  ...quiet,
  chat: () => failing(kind),
  memory: () => failing(kind),
});

/** No memory yet, and the next message does not fit. */
function full(): ModelWorld {
  const world = new ModelWorld(settings);
  for (let turns = 0; turns < 6; turns++) turn(world);
  const contextLimitTokens = contextTokens(world.state.context);
  world.take({
    kind: 'settingsChanged',
    settings: { ...settings, contextLimitTokens },
    provider: 'anthropic',
  });
  return world;
}

const kinds = (world: ModelWorld): readonly string[] =>
  world.state.branch.backing.slice(0, world.state.branch.length).map(({ kind }) => kind);

const outcome = (world: ModelWorld): string => {
  const report = world.reports.findLast(({ kind }) => kind === 'reportTurn');
  return report?.kind === 'reportTurn'
    ? `${report.outcome.status}: ${report.outcome.failure?.kind}`
    : assert.fail();
};

const sent = (world: ModelWorld, context: Context) => chatRequest({ ...world.state, context }).messages;

describe('A turn at the limit for which nobody can be reached', () => {
  for (const kind of ['network', 'auth', 'billing'] as const) {
    it(`leaves the context as it was: ${kind}`, () => {
      const world = full();
      const { head, tailStart } = world.state.context;
      const tokens = contextTokens(world.state.context);
      turn(world, without(kind), 'One more.');
      assert.equal(outcome(world), `failed: ${kind}`);
      assert.deepEqual(kinds(world).slice(-3), ['user', 'compaction', 'undo']);
      const { context, undoable } = world.state;
      assert.deepEqual([context.head, context.tailStart], [head, tailStart]);
      assert.equal(contextTokens(context), tokens + Math.ceil('One more.'.length / 2.5));
      assert.deepEqual(undoable, []);
    });
  }

  it('leaves it so after a reload', () => {
    const world = full();
    turn(world, without('network'), 'One more.');
    const stored = { records: world.stored, memory: world.versions.at(-1) ?? null, knownHashes: [] };
    const again = new ModelWorld(world.state.settings, 'anthropic', stored, 'again');
    assert.deepEqual(sent(again, again.state.context), sent(world, world.state.context));
    assert.equal(contextTokens(again.state.context), contextTokens(world.state.context));
  });

  it('is answered by a retry once somebody can', () => {
    const world = full();
    turn(world, without('network'), 'One more.');
    turn(world, without('network'), 'And another one.');
    assert.equal(world.state.context.head, null);
    world.take({ kind: 'retryRequested', requestId: 'again' });
    world.settle(quiet);
    assert.equal(outcome(world), 'completed: undefined');
    assert.notEqual(world.state.context.head, null);
    assert.match(JSON.stringify(world.requests.at(-1)?.messages), /One more\..*And another one\./);
  });
});

describe('The extract stays in the context', () => {
  const stays = (world: ModelWorld): void => {
    assert.notEqual(world.state.context.head, null);
    assert.ok(!kinds(world).includes('undo'));
  };

  it('where somebody was reached', () => {
    const world = full();
    turn(world, without('overloaded'), 'One more.');
    assert.equal(outcome(world), 'failed: overloaded');
    stays(world);
  });

  it('where the answer had begun', () => {
    const world = full();
    turn(world, { ...without('network'), chat: () => failing('network', 'It is') }, 'One more.');
    assert.equal(outcome(world), 'failed: network');
    stays(world);
  });

  it('where the chat works and only the summary failed', () => {
    const world = full();
    turn(world, { ...without('network'), chat: quiet.chat }, 'One more.');
    assert.equal(outcome(world), 'completed: undefined');
    stays(world);
  });

  it('where a tool had been used since', () => {
    const world = full();
    const use: ModelResult = {
      kind: 'answered',
      answer: {
        content: [{ type: 'tool_use', id: 'use', name: 'look', input: {} }],
        stopReason: 'tool_use',
        usage: null,
        model: 'claude-sonnet-5-5',
      },
    };
    let asked = 0;
    const chat = () => (++asked === 1 ? use : failing('network'));
    turn(world, { ...without('network'), chat }, 'One more.');
    assert.equal(outcome(world), 'failed: network');
    stays(world);
  });

  it('where it was asked for by command', () => {
    const world = full();
    world.take({ kind: 'compactRequested', requestId: 'c', focus: '' });
    world.settle(without('network'));
    turn(world, without('network'), 'One more.');
    assert.equal(outcome(world), 'failed: network');
    stays(world);
  });

  it('where it was asked for by command between a message and its retry', () => {
    const world = full();
    turn(world, without('network'), 'One more.');
    const undone = kinds(world).length;
    world.take({ kind: 'compactRequested', requestId: 'c', focus: '' });
    world.settle(without('network'));
    world.take({ kind: 'retryRequested', requestId: 'again' });
    world.settle(without('network'));
    assert.equal(outcome(world), 'failed: network');
    assert.deepEqual(kinds(world).slice(undone), ['compaction']);
    assert.notEqual(world.state.context.head, null);
  });

  it('where a model’s summary was swapped in, not the extract', () => {
    const world = full();
    turn(world, { ...quiet, chat: () => failing('network') }, 'One more.');
    assert.equal(outcome(world), 'failed: network');
    stays(world);
  });
});
