import assert from 'node:assert/strict';
import { type Context, contextTokens } from '../../../../src/core/conversation/context.ts';
import { text } from '../../../../src/core/conversation/message.ts';
import { chatRequest } from '../../../../src/core/conversation/requests.ts';
import { type FailureKind, failureInWords } from '../../../../src/core/failure.ts';
import type { ModelResult } from '../../../../src/core/ports/model.ts';
import { defaultSettings, type SessionSettings } from '../../../../src/core/settings.ts';
import { quiet, turn } from '../../../support/session/memory-world.ts';
import { type Answerer, ModelWorld } from '../../../support/session/model-world.ts';

const settings: SessionSettings = { ...defaultSettings, memoryEnabled: false };

const failing = (kind: FailureKind, said = ''): ModelResult => ({
  kind: 'failed',
  failure: failureInWords(kind, 'It came to nothing.'),
  partial: said === '' ? [] : [text(said)],
});
const reporting = (inputTokens: number, result: ModelResult): ModelResult => {
  if (result.kind === 'failed') return result;
  const usage = { inputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 1 };
  return { ...result, answer: { ...result.answer, usage } };
};
const without = (kind: FailureKind): Answerer => ({
  ...quiet,
  chat: () => failing(kind),
  memory: () => failing(kind),
});

function limit(world: ModelWorld, contextLimitTokens: number): void {
  const changed = { ...world.state.settings, contextLimitTokens };
  world.take({ kind: 'settingsChanged', settings: changed, provider: 'anthropic' });
}

/** The next message does not fit. */
const fill = (world: ModelWorld): void => limit(world, contextTokens(world.state.context));

function talked(how = quiet, given: SessionSettings = settings): ModelWorld {
  const world = new ModelWorld(given);
  for (let turns = 0; turns < 6; turns++) turn(world, how);
  return world;
}

/** No memory yet, and no room either. */
function full(given = settings): ModelWorld {
  const world = talked(quiet, given);
  fill(world);
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

  const staysAfterReload = (world: ModelWorld): void => {
    const again = world.reopened();
    assert.deepEqual(sent(again, again.state.context), sent(world, world.state.context));
    assert.equal(contextTokens(again.state.context), contextTokens(world.state.context));
    assert.equal(again.state.memory.tokensAtUpdate, world.state.memory.tokensAtUpdate);
  };

  it('leaves it so after a reload', () => {
    const world = full();
    turn(world, without('network'), 'One more.');
    staysAfterReload(world);
  });

  it('leaves it so after a reload where the server found it too long, whatever it had reported', () => {
    const world = talked({ ...quiet, chat: (request) => reporting(3, quiet.chat(request)) });
    const reported = contextTokens(world.state.context);
    let asked = 0;
    const chat = () => failing(++asked === 1 ? 'tooLong' : 'network');
    turn(world, { ...without('network'), chat }, 'One more.');
    assert.deepEqual(kinds(world).slice(-3), ['user', 'compaction', 'undo']);
    assert.ok(contextTokens(world.state.context) > 10 * reported);
    staysAfterReload(world);
  });

  it('leaves it so where an extract of long ago was swapped in and nobody was asked for a summary', () => {
    const world = full();
    turn(world, without('network'), 'One more.');
    limit(world, settings.contextLimitTokens);
    for (let turns = 0; turns < 3; turns++) turn(world);
    fill(world);
    const before = world.requests.length;
    turn(world, without('network'), 'And another one.');
    assert.equal(world.requests.length, before + 1);
    assert.deepEqual(kinds(world).slice(-3), ['user', 'compaction', 'undo']);
    assert.equal(world.state.context.head, null);
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

  const retried = (how: Answerer): ModelWorld => {
    const world = full({ ...settings, strategy: 'traditional' });
    turn(world, without('network'), 'One more.');
    world.requests.length = 0;
    world.take({ kind: 'retryRequested', requestId: 'again' });
    world.settle(how);
    return world;
  };
  const swappedIn = (world: ModelWorld) => {
    const swap = world.stored.findLast((record) => record.kind === 'compaction');
    return swap?.kind === 'compaction' ? swap : assert.fail();
  };

  it('waits in a retry for the summary that it asks for', () => {
    const world = retried(quiet);
    assert.equal(outcome(world), 'completed: undefined');
    assert.equal(world.requests.length, 2);
    assert.equal(swappedIn(world).provisional, false);
    assert.match(swappedIn(world).document, /counting/);
  });

  it('has the extract again in a retry where that summary fails', () => {
    const world = retried({ ...without('network'), chat: quiet.chat });
    assert.equal(outcome(world), 'completed: undefined');
    assert.equal(world.requests.length, 2);
    assert.equal(swappedIn(world).provisional, true);
  });

  it('has it, too, where that summary does not come in time', () => {
    const world = full({ ...settings, strategy: 'traditional' });
    turn(world, without('network'), 'One more.');
    world.take({ kind: 'retryRequested', requestId: 'again' });
    const isAsked = () => world.pending.some(({ kind }) => kind === 'askForMemory');
    while (!isAsked()) world.answer(world.pending[0] ?? assert.fail(), quiet);
    assert.equal(world.state.context.head, null);
    world.take({ kind: 'timerFired', timer: 'compactionWait' });
    assert.ok(isAsked());
    assert.equal(swappedIn(world).provisional, true);
    assert.equal(world.state.turn.phase, 'answering');
  });
});

describe('The extract is in the context and stays there', () => {
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

  it('before it is in the file', () => {
    const world = full({ ...settings, memoryEnabled: true });
    world.take({ kind: 'userSubmitted', requestId: 'one', text: 'One more.' });
    const isWriting = () => world.pending.some(({ kind }) => kind === 'writeMemoryFile');
    while (!isWriting()) world.answer(world.pending[0] ?? assert.fail(), without('overloaded'));
    assert.equal(world.state.turn.phase, 'answering');
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
