import assert from 'node:assert/strict';
import { textTokens } from '../../../../src/core/conversation/tokens.ts';
import { indexOf } from '../../../../src/core/conversation/transcript.ts';
import { failureInWords } from '../../../../src/core/failure.ts';
import type { SessionSettings } from '../../../../src/core/settings.ts';
import { answering, settings, turn } from '../../../support/session/memory-world.ts';
import { type Answerer, ModelWorld } from '../../../support/session/model-world.ts';

/** Answers say a number in their middle, where no extract reads it. */
function talking(memory: Answerer['memory']): Answerer {
  let answers = 0;
  const plain = answering(() => '');
  return {
    ...plain,
    chat: (request) => {
      const result = plain.chat(request);
      if (result.kind !== 'answered') return result;
      const words = 'All is well. '.repeat(40);
      const content = [
        { type: 'text', text: `${words}\n\nBird number ${answers++} was seen.\n\n${words}\n\n${words}` },
      ];
      return { ...result, answer: { ...result.answer, content } };
    },
    memory,
  };
}

const nobody: Answerer['memory'] = () => ({
  kind: 'failed',
  failure: failureInWords('network', 'The connection was cut.'),
  partial: [],
});
const written = answering(() => '## Active Work\n\n- counting birds\n').memory;

/** A conversation that was compacted with code's own extract, since nobody answered. */
function extracted(turns: number, change: Partial<SessionSettings>, padding = ''): ModelWorld {
  const world = new ModelWorld({ ...settings, initTokens: 100_000, updateEveryTurn: false, ...change });
  const how = talking(nobody);
  for (let count = 0; count < turns; count++) turn(world, how, `Go on, please. ${padding}`);
  world.take({ kind: 'compactRequested', requestId: 'c', focus: '' });
  world.settle(how);
  assert.equal(
    world.reports.findLast(({ kind }) => kind === 'reportCompaction')?.outcome.status,
    'compacted',
  );
  assert.equal(world.state.memory.provisional, true);
  assert.doesNotMatch(JSON.stringify([world.state.memory.text, world.state.context.head]), /Bird number/);
  world.requests.length = 0;
  return world;
}

/** As another window opens it, with these settings and some fields of the newest version not stored. */
function reopened(
  world: ModelWorld,
  change: Partial<SessionSettings> = {},
  missing: Readonly<Record<string, undefined>> = {},
): ModelWorld {
  const memory = { ...world.versions.at(-1), ...missing };
  const again = new ModelWorld(
    { ...world.state.settings, ...change },
    'anthropic',
    JSON.parse(JSON.stringify({ records: world.stored, memory, knownHashes: [] })),
    'again',
  );
  again.file = world.file;
  return again;
}

function update(world: ModelWorld): readonly string[] {
  world.take({ kind: 'memoryRequested', requestId: 'u' });
  world.settle(talking(written));
  return world.requests
    .filter(({ purpose }) => purpose === 'memory')
    .map((one) => JSON.stringify(one.messages));
}

const birdsIn = (request: string): number[] =>
  [...request.matchAll(/Bird number (\d+) /g)].map(([, number]) => Number(number));

describe('A memory that code has extracted since no model answered', () => {
  it('is replaced from the conversation that it stands for', () => {
    const world = extracted(6, {});
    const asked = update(world);
    assert.deepEqual(asked.map(birdsIn), [[0, 1, 2, 3, 4, 5]]);
    assert.equal(world.state.memory.provisional, false);
    assert.match(world.state.memory.text ?? '', /counting birds/);
  });

  it('is replaced in parts where the conversation does not fit one request, and its coverage stays', () => {
    const world = extracted(12, { model: 'small-local', contextLimitTokens: 200_000 }, 'x'.repeat(10_000));
    const { covered } = world.state.memory;
    world.onStep = ({ branch }) => {
      const { memory } = world.state;
      assert.ok(indexOf(branch, memory.covered) >= indexOf(branch, covered), 'it never moves back');
    };
    const asked = update(world);
    assert.ok(asked.length > 1);
    assert.deepEqual(asked.flatMap(birdsIn), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert.equal(world.state.memory.provisional, false);
  });

  it('goes on after a reload where the parts had come to', () => {
    const world = extracted(12, { model: 'small-local', contextLimitTokens: 200_000 }, 'x'.repeat(10_000));
    world.take({ kind: 'memoryRequested', requestId: 'u' });
    const how = talking(written);
    while (world.state.memory.text?.includes('counting birds') !== true) {
      const [next] = world.answerable();
      assert.ok(next !== undefined);
      world.answer(next, how);
    }
    const [first] = world.requests.map((request) => birdsIn(JSON.stringify(request.messages)));
    const again = reopened(world);
    const rest = update(again).flatMap(birdsIn);
    assert.deepEqual([...(first ?? []), ...rest], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('is replaced in parts within the user’s own limit, however much the model could take', () => {
    const limit = 20_000;
    const world = reopened(extracted(12, {}, 'x'.repeat(10_000)), { contextLimitTokens: limit });
    const asked = update(world);
    assert.ok(asked.length > 1);
    assert.deepEqual(asked.flatMap(birdsIn), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    for (const request of asked) assert.ok(textTokens(request) <= limit, String(textTokens(request)));
    assert.equal(world.state.memory.provisional, false);
  });

  it('goes on from what it covers where an earlier release has stored it', () => {
    const world = reopened(extracted(6, {}), {}, { summarised: undefined });
    turn(
      world,
      answering(() => ''),
    );
    world.requests.length = 0;
    const asked = update(world);
    assert.deepEqual(asked.map(birdsIn), [[4, 5]], 'what the chat still sends');
    assert.match(asked.join(), /replaced by its session memory/);
    assert.equal(world.state.memory.provisional, false);
  });

  it('is replaced from the chat itself where that still has the messages', () => {
    const world = extracted(6, {});
    world.take({ kind: 'undoRequested', requestId: 'undo' });
    const [asked = ''] = update(world);
    assert.deepEqual(birdsIn(asked), [0, 1, 2, 3, 4, 5]);
    assert.match(asked, /^\[\{"role":"user","content":\[\{"type":"text","text":"Go on, please\. "/);
  });
});
