import assert from 'node:assert/strict';
import { at } from '../../../../src/core/append-list.ts';
import { lastTurnEnd } from '../../../../src/core/conversation/transcript.ts';
import { formatMemory, parseMemory, skeleton, withSection } from '../../../../src/core/memory/memory.ts';
import { knownSection } from '../../../../src/core/memory/memory-headings.ts';
import {
  answering,
  fileOf,
  opened,
  ours,
  quiet,
  read,
  resumed,
  settings,
  turn,
  writes,
} from '../../../support/session/memory-world.ts';
import { ModelWorld } from '../../../support/session/model-world.ts';

const key = `sk-ant-api03-${'x1Y2z3'.repeat(12)}`;

describe('The user’s lines', () => {
  it('stay over any number of updates that leave them out, reword them or bring deleted ones back', () => {
    const world = opened();
    world.file = ours
      .replace('- osprey counts per county\n', '')
      .replace('- heron migration by Tuesday', '- heron migration by Friday, not earlier');
    let round = 0;
    const stubborn = answering(() =>
      ++round % 2 === 0
        ? `## User Intent\n\n- osprey counts per county\n- heron migration by Tuesday\n- round ${round}\n`
        : `## User Intent\n\n- heron migration by Friday, not any earlier\n- round ${round}\n`,
    );
    for (let turns = 0; turns < 40; turns++) {
      turn(world, stubborn);
      assert.match(world.file ?? '', /- heron migration by Friday, not earlier\n/, `update ${round}`);
      assert.doesNotMatch(world.file ?? '', /osprey|Tuesday/, `update ${round}`);
    }
    assert.ok(round >= 39);
    assert.match(world.file ?? '', new RegExp(`round ${round}`));
  });

  it('are written over by no update while they are unsaved; it lands when they are saved, or reverted', () => {
    for (const saved of [true, false]) {
      const world = opened();
      read(world, { kind: 'unsaved' });
      world.take({ kind: 'userSubmitted', requestId: 't', text: 'Go on.' });
      for (let left = 20; left > 0 && world.pending.length > 0; left--) {
        const [order] = world.answerable();
        if (order === undefined) break;
        assert.notEqual(order.kind, 'writeMemoryFile');
        if (order.kind !== 'readMemoryFile') world.answer(order, quiet);
        else {
          world.pending.splice(world.pending.indexOf(order), 1);
          world.take({ ...order, kind: 'memoryFileRead', file: { kind: 'unsaved' } });
        }
      }
      assert.equal(world.file, ours);
      assert.match(world.state.memory.text ?? '', /counting/);
      if (saved) world.file = ours.replace('heron', 'grey heron');
      world.take({ kind: 'memoryFileTouched' });
      world.settle(quiet);
      assert.match(world.file, /counting/);
      assert.match(world.file, saved ? /grey heron/ : /- heron/);
    }
  });

  it('stay alone where every section that a model writes was deleted: updates go on, and ask no model', () => {
    const whole = formatMemory(
      withSection(withSection(skeleton(), 'Pinned', '- always answer in French'), 'User Intent', '- herons'),
    );
    const world = opened({ text: whole }, whole);
    turn(world);
    const { sections, ...rest } = parseMemory(world.file ?? '');
    const left = sections.filter(({ heading }) => knownSection(heading)?.keeper !== 'model');
    world.file = formatMemory({ ...rest, sections: left });
    world.requests.length = 0;
    for (const words of ['Go on.', 'Always use metric units.', 'And go on.']) turn(world, quiet, words);
    world.take({ kind: 'memoryRequested', requestId: 'm' });
    world.settle(quiet);
    const { memory, branch } = world.state;
    assert.equal(memory.failure, null);
    assert.deepEqual(
      world.requests.filter(({ purpose }) => purpose === 'memory'),
      [],
    );
    assert.equal(memory.covered, at(branch, lastTurnEnd(branch))?.id, 'what is covered goes on');
    assert.deepEqual(
      parseMemory(world.file).sections.map(({ heading }) => heading),
      ['Pinned', 'Standing Instructions', 'Files'],
    );
    assert.match(world.file, /- always answer in French[\s\S]*Always use metric units/);
  });

  it('are no reason to count as deleted what their file never showed, whenever it is made anew', () => {
    const world = opened();
    world.file = null;
    read(world, { kind: 'absent' });
    turn(
      world,
      answering(() => '## User Intent\n\n- tern colonies\n'),
    );
    turn(
      world,
      answering(() => {
        world.file = '- a new beginning\n';
        return '## User Intent\n\n- tern colonies\n- newer\n';
      }),
    );
    const { deletedLines, deletedSections } = world.state.memory.ownership;
    assert.equal(world.state.memory.file, 'shown');
    assert.ok(deletedSections.includes('User Intent'));
    assert.ok(deletedLines.some((line) => line.includes('osprey')));
    assert.deepEqual(
      deletedLines.filter((line) => /tern|newer/.test(line)),
      [],
    );
  });

  it('in a file that was made while the first update ran take nothing away from it', () => {
    const world = new ModelWorld(settings, 'anthropic');
    read(world, { kind: 'absent' }, 'start');
    turn(
      world,
      answering(() => {
        world.file ??= '## House rules\n\n- mind the dog\n';
        return '## User Intent\n\n- herons\n';
      }),
    );
    assert.deepEqual(world.state.memory.ownership.deletedSections, []);
    assert.match(world.file ?? '', /- mind the dog/);
    assert.match(world.file ?? '', /## User Intent\n\n- herons\n/);
    turn(world);
    assert.match(world.file ?? '', /- herons[\s\S]*- counting/);
  });

  it('brought back with an earlier version during an update do not make the later ones deleted', () => {
    const world = opened();
    const later = ours.replace('- osprey counts per county\n', '- osprey counts per parish\n');
    world.file = later;
    const { ownership } = world.state.memory;
    world.state = { ...world.state, memory: { ...world.state.memory, text: later, fileText: later } };
    turn(
      world,
      answering(() => {
        world.take({ kind: 'memoryVersionChosen', version: { text: ours, ownership } });
        world.file = ours;
        return '## User Intent\n\n- osprey counts per parish\n- newer\n';
      }),
    );
    assert.match(world.file, /county/);
    assert.deepEqual(world.state.memory.ownership.deletedLines, []);
  });

  it('that were taken back while a write was under way stay taken back', () => {
    const world = opened();
    const edited = ours.replace('- osprey', '- a passing thought\n- osprey');
    world.state = { ...world.state, memory: { ...world.state.memory, text: `${ours}\n## More\n\n- ours\n` } };
    read(world, fileOf(ours));
    const [write] = world.pending.filter((order) => order.kind === 'writeMemoryFile');
    assert.ok(write !== undefined);
    read(world, fileOf(edited));
    // The user has undone the edit and saved again before the write looks at the file.
    world.answer(write, quiet);
    world.settle(quiet);
    assert.doesNotMatch(world.file ?? '', /passing thought/);
    assert.ok(world.state.memory.ownership.deletedLines.some((line) => line.includes('passing thought')));
  });
});

describe('Credentials in the user’s lines', () => {
  const secret = `- the key is ${key}`;
  const file = ours.replace('- heron', `${secret}\n- heron`);

  it('stay in the file, and are in nothing that is sent or recorded', () => {
    const world = opened();
    world.file = file;
    turn(
      world,
      answering((asked) => `## User Intent\n\n${/the key is[^\\"]*/.exec(asked)?.[0]}\n- new\n`),
    );
    turn(world);
    world.take({ kind: 'compactRequested', requestId: 'c', focus: `mind ${key}` });
    world.settle(quiet);
    assert.ok(world.file.includes(secret));
    assert.equal(world.file.split('the key is').length, 2, 'once');
    assert.doesNotMatch(JSON.stringify([world.requests, world.stored]), /x1Y2z3/);
    assert.match(JSON.stringify(world.requests), /the key is \[redacted/);
  });

  it('are still there after a restart, and their lines are still the user’s', () => {
    const held = [`the key is ${redactedKey()}`];
    const ownership = { held, deletedLines: [], deletedSections: [] };
    const world = opened({ text: file.replace(key, redactedKey()), ownership }, file);
    assert.deepEqual(writes(world), []);
    assert.equal(world.state.memory.text, file);
    turn(
      world,
      answering(() => '## User Intent\n\n- only this\n'),
    );
    assert.ok(world.file?.includes(secret));
  });

  it('that the conversation has told are in nothing that is sent or recorded, without a word beside them', () => {
    const world = opened();
    turn(world, quiet, 'The password of the harbour office is Gull7Tern2Skua, remember.');
    world.file = world.file?.replace('- heron', '- written down: Gull7Tern2Skua\n- heron') ?? null;
    world.requests.length = 0;
    const { length } = world.stored;
    turn(world);
    world.take({ kind: 'compactRequested', requestId: 'c', focus: '' });
    world.settle(quiet);
    const compactions = world.stored.slice(length).filter(({ kind }) => kind === 'compaction');
    assert.equal(compactions.length, 1);
    assert.match(JSON.stringify(compactions), /written down: \[redacted/);
    assert.doesNotMatch(JSON.stringify(compactions), /Gull7Tern2Skua/);
    const asked = world.requests
      .filter(({ purpose }) => purpose === 'memory')
      .map(({ messages }) => messages.at(-1));
    assert.ok(asked.length > 0);
    assert.doesNotMatch(JSON.stringify(asked), /Gull7Tern2Skua/);
  });

  it('that the conversation has told are in no version in storage, and still in the file after a restart', () => {
    const told = 'The password of the harbour office is Gull7Tern2Skua, remember.';
    const world = opened();
    turn(world, quiet, told);
    world.file = world.file?.replace('- heron', '- written down: Gull7Tern2Skua\n- heron') ?? null;
    turn(world);
    const file = world.file ?? '';
    const version = world.versions.at(-1);
    assert.match(version?.text ?? '', /- written down: \[redacted: [^\]]+\]\n/);
    assert.ok(version?.ownership.held.some((line) => line.includes('written down: [redacted')));
    assert.doesNotMatch(JSON.stringify(world.versions), /Gull7Tern2Skua/);
    // With the conversation at hand, and where it was lost or is on another branch; seen at once, and after unsaved edits.
    for (const records of [world.stored, []])
      for (const first of [fileOf(file), { kind: 'unsaved' } as const]) {
        const again = resumed(version, file, { records });
        again.file = file;
        read(again, first, 'start');
        read(again, fileOf(file));
        assert.equal(again.state.memory.text, file);
        assert.deepEqual(writes(again), []);
        assert.ok(again.state.memory.ownership.held.includes('- written down: Gull7Tern2Skua'));
        turn(again);
        assert.match(again.file, /- written down: Gull7Tern2Skua\n/);
      }
  });

  it('that the conversation has told do not come back without their value either', () => {
    const world = opened();
    turn(world, quiet, 'The password of the harbour office is Gull7Tern2Skua, remember.');
    world.file = world.file?.replace('- heron', '- written down: Gull7Tern2Skua\n- heron') ?? null;
    turn(world);
    world.file = world.file?.replace('- written down: Gull7Tern2Skua\n', '') ?? null;
    turn(
      world,
      answering(() => '## User Intent\n\n- written down: Gull7Tern2Skua\n- new\n'),
    );
    assert.doesNotMatch(world.file ?? '', /written down/);
  });

  it('do not come back without their value once the user has deleted them', () => {
    const world = opened({}, file);
    world.state = { ...world.state, memory: { ...world.state.memory, text: file } };
    world.file = ours;
    turn(
      world,
      answering(() => `## User Intent\n\n- the key is ${redactedKey()}\n- new\n`),
    );
    assert.doesNotMatch(world.file, /the key is/);
  });
});

/** What stands in a key's place, taken from where it is sent. */
function redactedKey(): string {
  const world = opened();
  world.file = `${ours}\n## Mine\n\n- ${key}\n`;
  turn(world);
  return /\[redacted: [^\]]+\]/.exec(JSON.stringify(world.requests))?.[0] ?? '';
}
