import assert from 'node:assert/strict';
import { listOf } from '../../../../src/core/append-list.ts';
import { plainText, text } from '../../../../src/core/conversation/message.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { resumedUntold } from '../../../../src/core/memory/untold.ts';
import type { SessionSettings } from '../../../../src/core/settings.ts';
import { assistant, user } from '../../../support/conversation.ts';
import { answering, quiet, settings, turn } from '../../../support/session/memory-world.ts';
import { type Answerer, ModelWorld, usageFor } from '../../../support/session/model-world.ts';

const world = (change: Partial<SessionSettings> = {}): ModelWorld =>
  new ModelWorld({ ...settings, ...change });

/** The same session in a new window. */
function reloaded(before: ModelWorld): ModelWorld {
  const again = before.reopened();
  again.take({ kind: 'memoryFileTouched' });
  again.settle(quiet);
  return again;
}

function pin(world: ModelWorld, rule: string): void {
  world.file = (world.file ?? '').replace('## Pinned\n', `## Pinned\n\n- ${rule}\n`);
  world.take({ kind: 'memoryFileTouched' });
  world.settle(quiet);
}

const ask = (world: ModelWorld, kind: 'compactRequested' | 'undoRequested'): void => {
  world.take({ kind, requestId: `${kind} ${world.now}`, focus: '' });
  world.settle(quiet);
};

/** How often the words stand in what the newest chat request gives in the user's name. */
const sent = ({ requests }: ModelWorld, words: string): number =>
  (requests.filter(({ purpose }) => purpose === 'chat').at(-1)?.messages ?? [])
    .filter(({ role }) => role === 'user')
    .map(({ content }) => plainText(content))
    .join('\n')
    .split(words).length - 1;

const isCompacted = (world: ModelWorld): void =>
  assert.equal(
    world.reports.findLast(({ kind }) => kind === 'reportCompaction')?.outcome.status,
    'compacted',
  );

const refusing: Answerer = {
  ...quiet,
  chat: (request) => ({
    kind: 'answered',
    answer: {
      content: [],
      stopReason: 'refusal',
      usage: usageFor(request, [text('')]),
      model: request.model,
    },
  }),
};

function compacted(): ModelWorld {
  const before = world();
  for (let turns = 0; turns < 6; turns++) turn(before, quiet, `Turn ${turns}. ${'Words. '.repeat(100)}`);
  ask(before, 'compactRequested');
  isCompacted(before);
  return before;
}

describe('A hand edit after a compaction', () => {
  it('rides in the next turn of another window as well, once', () => {
    const before = compacted();
    pin(before, 'Use tabs');
    const after = reloaded(before);
    turn(after);
    assert.equal(sent(after, 'Use tabs'), 1);
    turn(after);
    assert.equal(sent(after, 'Use tabs'), 1);
  });

  it('is not told again by a window that finds it told', () => {
    const before = compacted();
    pin(before, 'Use tabs');
    turn(before);
    const after = reloaded(before);
    turn(after);
    assert.equal(sent(after, 'Use tabs'), 1);
  });

  it('is told where an undo takes back the compaction that held it, before and after a reload', () => {
    const before = compacted();
    turn(before);
    pin(before, 'Use tabs');
    turn(
      before,
      answering(() => 'bad'),
      'More words. '.repeat(200),
    );
    assert.equal(sent(before, 'Use tabs'), 1);
    pin(before, 'Use spaces');
    ask(before, 'compactRequested');
    isCompacted(before);
    const after = reloaded(before);
    for (const window of [before, after]) {
      ask(window, 'undoRequested');
      turn(window);
      assert.equal(sent(window, 'Use spaces'), 1);
    }
  });

  it('is told where the window was closed between the undo and the next turn', () => {
    const before = compacted();
    turn(before);
    pin(before, 'Use tabs');
    ask(before, 'compactRequested');
    isCompacted(before);
    ask(before, 'undoRequested');
    const after = reloaded(before);
    turn(after);
    assert.equal(sent(after, 'Use tabs'), 1);
  });

  it('is told again where the model refused the message that told it', () => {
    const before = compacted();
    pin(before, 'Use tabs');
    turn(before, refusing);
    const after = reloaded(before);
    for (const window of [before, after]) {
      turn(window, quiet, 'Something else, then.');
      assert.equal(sent(window, 'Use tabs'), 1);
    }
  });
});

describe('A hand edit on one of two branches', () => {
  const idOf = ({ state }: ModelWorld, typed: string) =>
    state.transcript.backing.find((record) => record.kind === 'user' && record.typed === typed)?.id ?? '';

  const show = (world: ModelWorld, typed: string): void => {
    world.take({ kind: 'branchChosen', record: idOf(world, typed) });
    world.settle(quiet);
  };

  /** The second of the two is in front. */
  function branched(): ModelWorld {
    const before = compacted();
    turn(before, quiet, 'One way.');
    const record = idOf(before, 'One way.');
    before.take({ kind: 'editRequested', requestId: 'edit', record, text: 'Another way.' });
    before.settle(quiet);
    pin(before, 'Use tabs');
    return before;
  }

  function isToldOnBoth(before: ModelWorld): void {
    show(before, 'One way.');
    turn(before);
    assert.equal(sent(before, 'Use tabs'), 1);
    for (const window of [reloaded(before), before]) {
      show(window, 'Another way.');
      turn(window);
      assert.equal(sent(window, 'Use tabs'), 1);
    }
  }

  it('is told on each of them', () => {
    const before = branched();
    turn(before);
    isToldOnBoth(before);
  });

  it('is told on each of them where the first message that told it was refused', () => {
    const before = branched();
    turn(before, refusing, 'Do what you must not.');
    isToldOnBoth(before);
  });

  it('is told on each of them where a compaction took it along and was undone', () => {
    const before = branched();
    ask(before, 'compactRequested');
    isCompacted(before);
    ask(before, 'undoRequested');
    isToldOnBoth(before);
  });
});

describe('A session that is resumed without what was not told', () => {
  /** How many of its records are looked at while it is resumed. */
  function looksAt(records: readonly TranscriptRecord[]): number {
    let looks = 0;
    const backing = new Proxy([...records], {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
        return Reflect.get(target, key, receiver);
      },
    });
    resumedUntold({ length: records.length, backing });
    return looks;
  }

  it('plays no branch through before the first hand edit', () => {
    const first = user('One way.');
    const edits = Array.from({ length: 100 }, () => [
      { ...user('Another way.'), insteadOf: first.id },
      assistant('Yes.'),
    ]);
    const records = [first, ...edits.flat()];
    assert.ok(looksAt(records) <= 3 * records.length);
    const told = { ...user('A third way.'), insteadOf: first.id, notes: ['Use tabs'] };
    assert.ok(looksAt([...records, told]) <= 10 * records.length);
    const back = { ...user('A fourth way.'), insteadOf: first.id };
    assert.deepEqual(resumedUntold(listOf([...records, told, back])), ['Use tabs']);
  });
});
