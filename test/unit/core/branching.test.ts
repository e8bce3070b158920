import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slice } from '../../../src/core/append-list.ts';
import { plainText, text } from '../../../src/core/conversation/message.ts';
import { chatRequest } from '../../../src/core/conversation/requests.ts';
import type { UserRecord } from '../../../src/core/conversation/transcript.ts';
import type { ModelRequest } from '../../../src/core/ports/model.ts';
import { firstOrders } from '../../../src/core/resume.ts';
import type { SessionState } from '../../../src/core/session.ts';
import { defaultSettings, type SessionSettings } from '../../../src/core/settings.ts';
import { attachedFile, attachedPicture } from '../../support/sample-attachments.ts';
import { chatMove, makeMove, newChatWorld } from '../../support/session/chat-moves.ts';
import { turn as converse, quiet } from '../../support/session/memory-world.ts';
import { type Answerer, ModelWorld, usageFor } from '../../support/session/model-world.ts';

const settings: SessionSettings = { ...defaultSettings, memoryEnabled: false };

/** The memory names every bird that it was shown, so that one sees what it covers. */
const birds = ['heron', 'osprey', 'wren', 'kestrel', 'plover', 'dunlin'];
const naming: Answerer = {
  ...quiet,
  memory: (request) => {
    const seen = birds.filter((bird) => JSON.stringify(request.messages).includes(bird));
    const content = [
      text(`## Active Work\n\n${seen.map((bird) => `- the ${bird} was mentioned\n`).join('')}`),
    ];
    const usage = usageFor(request, content);
    return { kind: 'answered', answer: { content, stopReason: 'end_turn', usage, model: request.model } };
  },
};

const say = (world: ModelWorld, said: string): void => converse(world, naming, said);

function ask(world: ModelWorld, fact: Parameters<ModelWorld['take']>[0]): void {
  world.take(fact);
  world.settle(naming);
}

const edit = (world: ModelWorld, said: string, instead: string): void =>
  ask(world, {
    kind: 'editRequested',
    requestId: `edit ${instead}`,
    record: idOf(world, said),
    text: instead,
  });

const show = (world: ModelWorld, said: string): void =>
  ask(world, { kind: 'branchChosen', record: idOf(world, said) });

const updateMemory = (world: ModelWorld): void =>
  ask(world, { kind: 'memoryRequested', requestId: `update ${world.now}` });

const compact = (world: ModelWorld): void =>
  ask(world, { kind: 'compactRequested', requestId: `compact ${world.now}`, focus: '' });

const messages = ({ state }: ModelWorld): UserRecord[] =>
  slice(state.transcript, 0).filter((record): record is UserRecord => record.kind === 'user');

function recordOf(world: ModelWorld, said: string): UserRecord {
  const found = messages(world).find(({ typed }) => typed === said);
  assert.ok(found !== undefined, `nobody said “${said}”`);
  return found;
}

const idOf = (world: ModelWorld, said: string): string => recordOf(world, said).id;

const failureOf = ({ state }: ModelWorld): string => state.turnFailure?.message ?? '';

const saidOn = ({ state }: ModelWorld): string[] =>
  slice(state.branch, 0).flatMap((record) => (record.kind === 'user' ? [record.typed] : []));

const chats = (world: ModelWorld): ModelRequest[] =>
  world.requests.filter(({ purpose }) => purpose === 'chat');

/** The user's own words in the newest chat request. */
const sentWords = (world: ModelWorld): string[] =>
  (chats(world).at(-1)?.messages ?? [])
    .filter(({ role }) => role === 'user')
    .map(({ content }) => plainText(content));

function spoken(...said: readonly string[]): ModelWorld {
  const world = new ModelWorld(settings);
  for (const words of said) say(world, words);
  return world;
}

/** What a reload makes of what is on disk. */
function reloaded(world: ModelWorld): ModelWorld {
  const again = world.reopened();
  again.versions.push(...world.versions);
  again.perform(firstOrders(again.state, world.onDisk));
  again.settle(naming);
  return again;
}

describe('an earlier message, edited and sent again', () => {
  it('begins a branch where it stood: nothing that followed it is sent, and nothing is lost', () => {
    const world = spoken('one', 'two', 'three');
    const { generation } = world.state;
    edit(world, 'two', 'two, better');
    assert.deepEqual(saidOn(world), ['one', 'two, better']);
    assert.deepEqual(sentWords(world), ['one', 'two, better']);
    assert.deepEqual(
      messages(world).map(({ typed }) => typed),
      ['one', 'two', 'three', 'two, better'],
    );
    assert.equal(recordOf(world, 'two, better').parent, recordOf(world, 'two').parent);
    assert.ok(world.state.generation > generation);
    say(world, 'four');
    assert.deepEqual(sentWords(world), ['one', 'two, better', 'four']);
  });

  it('takes words away where something else is left to send', () => {
    const world = new ModelWorld(settings);
    const attachments = [attachedFile('a.txt', 'material')];
    world.take({ kind: 'userSubmitted', requestId: 'first', text: 'one', attachments });
    world.settle(naming);
    edit(world, 'one', '');
    assert.deepEqual(
      messages(world).map(({ typed, attached }) => [typed, attached?.length]),
      [
        ['one', 1],
        ['', 1],
      ],
    );
    assert.ok(!sentWords(world).some((words) => words.includes('one')));
  });

  it('reports the turn like any other', () => {
    const world = spoken('one');
    edit(world, 'one', 'uno');
    const report = world.reports.at(-1);
    assert.equal(report?.requestId, 'edit uno');
    assert.equal(report?.outcome.status, 'completed');
  });

  it('may be the first, or one of a branch that is not shown', () => {
    const world = spoken('one', 'two');
    edit(world, 'one', 'uno');
    assert.deepEqual(sentWords(world), ['uno']);
    edit(world, 'two', 'due');
    assert.deepEqual(sentWords(world), ['one', 'due']);
  });

  it('keeps what was attached to it', () => {
    const world = new ModelWorld(settings);
    const attachments = [attachedPicture('p.png'), attachedFile('a.txt', 'material')];
    world.take({ kind: 'userSubmitted', requestId: 'first', text: 'one', attachments });
    world.settle(naming);
    edit(world, 'one', 'uno');
    const { content, attached } = recordOf(world, 'uno');
    assert.deepEqual(content, [...attachments.flatMap((one) => one.content), text('uno')]);
    assert.deepEqual(attached, recordOf(world, 'one').attached);
  });

  it('stops the turn that runs, and what is queued behind it follows on the new branch', () => {
    const world = spoken('one', 'two');
    world.take({ kind: 'userSubmitted', requestId: 'third', text: 'three' });
    world.take({ kind: 'userSubmitted', requestId: 'fourth', text: 'four' });
    const read = world.pending[0];
    assert.ok(read !== undefined);
    world.answer(read, naming);
    const call = world.pending[0];
    assert.ok(call?.kind === 'callModel');
    world.take({ kind: 'editRequested', requestId: 'edit', record: idOf(world, 'two'), text: 'due' });
    assert.deepEqual(world.cancelled, [call.callId]);
    world.settle(naming);
    assert.deepEqual(saidOn(world), ['one', 'due', 'four']);
  });

  const refused: readonly (readonly [why: string, record: string, words: string])[] = [
    ['empty', '', '  '],
    ['longer than the context', '', 'x'.repeat(600_000)],
    ['not there', 'nobody', 'words'],
  ];
  for (const [why, record, words] of refused) {
    it(`is refused with nothing changed when it is ${why}`, () => {
      const world = spoken('one', 'two');
      world.take({ kind: 'userSubmitted', requestId: 'third', text: 'three' });
      const before = world.state;
      const message = record === '' ? idOf(world, 'one') : record;
      world.take({ kind: 'editRequested', requestId: 'edit', record: message, text: words });
      assert.equal(world.state, before, 'the running turn goes on');
      assert.equal(world.reports.at(-1)?.outcome.status, 'failed');
    });
  }

  it('takes a hand edit of the memory along that only the other branch was told of', () => {
    const world = new ModelWorld({ ...settings, memoryEnabled: true, initTokens: 1, updateEveryTurn: true });
    for (const words of ['one', 'two']) say(world, words);
    world.file = `${world.file}\n## House rules\n\n- Bananas are off the table.\n`;
    say(world, 'three');
    assert.match(sentWords(world).at(-1) ?? '', /Bananas/);
    edit(world, 'two', 'due');
    assert.equal(sentWords(world).join('\n').split('Bananas').length - 1, 1);
    show(world, 'two');
    say(world, 'four');
    assert.equal(sentWords(world).join('\n').split('Bananas').length - 1, 1, 'it was told here before');
  });
});

describe('the branch that was left', () => {
  it('comes back as it was, and the conversation goes on there', () => {
    const world = spoken('one', 'two', 'three');
    edit(world, 'two', 'due');
    show(world, 'two');
    assert.deepEqual(saidOn(world), ['one', 'two', 'three']);
    say(world, 'four');
    assert.deepEqual(sentWords(world), ['one', 'two', 'three', 'four']);
    show(world, 'due');
    assert.deepEqual(saidOn(world), ['one', 'due']);
  });

  it('waits for the end of a running turn, which stays on its own branch', () => {
    const world = spoken('one', 'two');
    edit(world, 'two', 'due');
    world.take({ kind: 'userSubmitted', requestId: 'third', text: 'tre' });
    world.take({ kind: 'branchChosen', record: idOf(world, 'two') });
    assert.deepEqual(saidOn(world), ['one', 'due']);
    world.settle(naming);
    assert.deepEqual(saidOn(world), ['one', 'two']);
    show(world, 'due');
    assert.deepEqual(saidOn(world), ['one', 'due', 'tre']);
  });

  it('offers a retry where its last message was never answered', () => {
    const world = spoken('one');
    world.take({ kind: 'userSubmitted', requestId: 'second', text: 'two' });
    world.take({ kind: 'stopRequested' });
    world.settle(naming);
    edit(world, 'two', 'due');
    assert.equal(failureOf(world), '');
    show(world, 'two');
    assert.match(failureOf(world), /never answered/);
    ask(world, { kind: 'retryRequested', requestId: 'again' });
    assert.deepEqual(sentWords(world), ['one', 'two']);
  });

  it('is nothing to do when it is shown already or unknown', () => {
    const world = spoken('one', 'two');
    const before = world.state;
    world.take({ kind: 'branchChosen', record: idOf(world, 'one') });
    world.take({ kind: 'branchChosen', record: 'nobody' });
    assert.equal(world.state.transcript.length, before.transcript.length);
    assert.equal(world.state.generation, before.generation);
  });
});

describe('compactions and branches', () => {
  const long = (words: string): string => `${words} ${'and so on '.repeat(60)}`;

  function compacted(): ModelWorld {
    const world = spoken(...['heron', 'osprey', 'wren', 'kestrel'].map(long));
    compact(world);
    assert.equal(world.state.epoch, 1);
    say(world, long('plover'));
    return world;
  }

  it('sends the messages themselves again where the edited one lies before the compaction', () => {
    const world = compacted();
    assert.ok(world.state.context.head !== null);
    edit(world, long('osprey'), 'dunlin');
    assert.equal(world.state.context.head, null);
    assert.deepEqual(sentWords(world), [long('heron'), 'dunlin']);
    assert.deepEqual(world.state.undoable, []);
    assert.equal(world.state.epoch, 1, 'the session has seen one all the same');
  });

  it('keeps the compaction where the edited message came after it, and it can be undone', () => {
    const world = compacted();
    const { head } = world.state.context;
    edit(world, long('plover'), 'dunlin');
    assert.equal(world.state.context.head, head);
    ask(world, { kind: 'undoRequested', requestId: 'undo' });
    assert.equal(world.state.context.head, null);
    show(world, long('plover'));
    assert.equal(world.state.context.head, head, 'on the other branch it was not undone');
  });
});

describe('the memory of another branch', () => {
  /** Two turns that the memory covers, then two more that a newer version covers. */
  function remembered(): ModelWorld {
    const world = spoken('the heron', 'the osprey');
    updateMemory(world);
    say(world, 'always answer in French, says the wren');
    say(world, 'the kestrel');
    updateMemory(world);
    assert.match(world.file ?? '', /the kestrel was mentioned/);
    return world;
  }

  const covers = ({ state }: ModelWorld): number =>
    slice(state.branch, 0).findIndex(({ id }) => id === state.memory.covered);

  it('gives way to the newest version that speaks of this one, in the file as well', () => {
    const world = remembered();
    edit(world, 'the kestrel', 'the plover');
    assert.equal(covers(world), 3);
    assert.match(world.file ?? '', /the osprey was mentioned/);
    assert.doesNotMatch(world.file ?? '', /kestrel/);
    assert.equal(world.versions.at(-1)?.cause, 'branched');
    assert.ok(chats(world).at(-1) !== undefined);
  });

  it('gives way to none where no version speaks of this one, and begins anew', () => {
    const world = remembered();
    edit(world, 'the heron', 'the plover');
    assert.equal(world.state.memory.covered, null);
    assert.doesNotMatch(world.file ?? '', /mentioned|French/);
    updateMemory(world);
    assert.match(world.file ?? '', /the plover was mentioned/);
    assert.doesNotMatch(world.file ?? '', /heron|osprey/);
  });

  it('stays where the edited message came after what it covers', () => {
    const world = remembered();
    say(world, 'the plover');
    const { memory } = world.state;
    edit(world, 'the plover', 'the dunlin');
    assert.equal(world.state.memory.text, memory.text);
    assert.equal(world.state.memory.covered, memory.covered);
  });

  it('comes back with its branch', () => {
    const world = remembered();
    const before = world.file;
    edit(world, 'the heron', 'the plover');
    updateMemory(world);
    show(world, 'the heron');
    assert.equal(covers(world), 7);
    assert.equal(world.file, before);
  });

  it('keeps what the user pinned, wrote and deleted', () => {
    const world = remembered();
    world.file = (world.file ?? '')
      .replace('## Pinned\n', '## Pinned\n\n- Ship on Friday.\n')
      .replace('- the osprey was mentioned\n', '')
      .replace('the kestrel was mentioned', 'the kestrel is the client’s favourite');
    world.file += '\n## House rules\n\n- No bananas.\n';
    ask(world, { kind: 'memoryFileTouched' });
    edit(world, 'the heron', 'the plover');
    for (const line of ['- Ship on Friday.', '- No bananas.', '- the kestrel is the client’s favourite'])
      assert.ok(world.file.includes(line), line);
    show(world, 'the heron');
    assert.match(world.file, /the heron was mentioned/);
    assert.doesNotMatch(world.file, /the osprey was mentioned/);
  });

  it('drops an update that was on its way for it, and serves who asked for that one', () => {
    const world = remembered();
    say(world, 'the plover');
    world.take({ kind: 'memoryRequested', requestId: 'asked' });
    const read = world.pending[0];
    assert.ok(read !== undefined);
    world.answer(read, naming);
    const late = world.pending.find(({ kind }) => kind === 'askForMemory');
    world.take({
      kind: 'editRequested',
      requestId: 'edit',
      record: idOf(world, 'the plover'),
      text: 'the dunlin',
    });
    assert.ok(late !== undefined);
    world.answer(late, naming);
    assert.doesNotMatch(world.file ?? '', /plover/);
    world.settle(naming);
    assert.match(world.file ?? '', /dunlin/);
    assert.ok(
      world.reports.some(({ requestId, outcome }) => requestId === 'asked' && outcome.status === 'updated'),
    );
  });

  it('is looked for again when the window was closed before it was there', () => {
    const world = remembered();
    world.take({ kind: 'branchChosen', record: 'nobody' });
    world.take({
      kind: 'editRequested',
      requestId: 'edit',
      record: idOf(world, 'the kestrel'),
      text: 'plover',
    });
    world.take({ kind: 'stopRequested' });
    assert.equal(
      world.versions.at(-1)?.cause,
      'updated',
      'the newest on disk speaks of the branch that was left',
    );
    const again = reloaded(world);
    assert.equal(covers(again), 3);
    assert.doesNotMatch(again.file ?? '', /kestrel/);
  });
});

describe('a reload', () => {
  /** Everything that the next request and the next compaction depend on; thinking and figures apart. */
  const facts = (state: SessionState) => ({
    branch: slice(state.branch, 0).map(({ id }) => id),
    versions: [...state.versions],
    follows: state.follows,
    head: state.context.head,
    tailStart: state.context.tailStart,
    undoable: state.undoable.map(({ record }) => record.id),
    epoch: state.epoch,
    ledger: state.ledger,
    covered: state.memory.covered,
    untold: state.memory.untold,
    accounts: state.accounts,
  });

  it('shows the branch that was shown', () => {
    const world = spoken('one', 'two', 'three');
    edit(world, 'two', 'due');
    say(world, 'tre');
    show(world, 'two');
    const again = reloaded(world);
    assert.deepEqual(saidOn(again), ['one', 'two', 'three']);
    show(again, 'due');
    say(again, 'quattro');
    assert.deepEqual(sentWords(again), ['one', 'due', 'tre', 'quattro']);
  });

  it('goes on as if it had not been, whatever was said, edited, switched, compacted and undone', () => {
    fc.assert(
      fc.property(fc.array(chatMove, { minLength: 10, maxLength: 60, size: 'max' }), (moves) => {
        const world = newChatWorld();
        for (const move of moves) makeMove(world, move);
        world.settle(naming);
        const again = reloaded(world);
        // A retry that came to nothing leaves no record, so that a reload follows what had arrived of the answer.
        const isRetried =
          chatRequest(world.state).messages.length !== chatRequest(again.state).messages.length;
        const live = facts(world.state);
        const found = facts(again.state);
        assert.deepEqual({ ...found, ...(isRetried && { follows: live.follows }) }, live);
      }),
      { numRuns: 100 },
    );
  });
});
