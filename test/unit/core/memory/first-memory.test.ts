import assert from 'node:assert/strict';
import { carryOver, formatMemory, parseMemory } from '../../../../src/core/memory/memory.ts';
import { sectionsForModel } from '../../../../src/core/memory/memory-headings.ts';
import { noOwnership } from '../../../../src/core/ports/memory-history.ts';
import { answering, ours, resumed, turn } from '../../../support/session/memory-world.ts';

const saying = (reply: string) => answering(() => reply);

describe('The first memory of a session that begins with what the user pinned elsewhere', () => {
  const carried = formatMemory(carryOver(parseMemory(ours)));
  const begun = () => {
    const world = resumed({ text: carried, covered: null }, carried);
    world.file = carried;
    return world;
  };

  it('is discarded when it says nothing, and nothing counts as covered', () => {
    const world = begun();
    turn(world, saying('## User Intent\n\n(none)\n\n## Active Work\n\n(none)\n'));
    assert.equal(world.state.memory.covered, null);
    assert.match(world.state.memory.failure?.message ?? '', /all of its sections were empty/);
    assert.equal(world.state.memory.text, carried);
  });

  it('is taken when it says something, and an update of it may empty a section', () => {
    const world = begun();
    turn(world, saying('## Active Work\n\n- rowing\n'));
    assert.match(world.state.memory.text ?? '', /- rowing/);
    turn(world, saying('## Active Work\n\n(none)\n'));
    assert.doesNotMatch(world.state.memory.text ?? '', /- rowing/);
    assert.equal(world.state.memory.failure, null);
  });

  it('is taken empty where the user has deleted sections, since what is left may have nothing to say', () => {
    const pinned = '# Session memory\n\n## Pinned\n\n- always answer in French\n\n## Pending Tasks\n';
    const deletedSections = sectionsForModel(noOwnership)
      .map(({ heading }) => heading)
      .filter((heading) => heading !== 'Pending Tasks');
    const ownership = { ...noOwnership, deletedSections };
    const world = resumed({ text: pinned, covered: null, ownership }, pinned);
    world.file = pinned;
    turn(world, saying('## Pending Tasks\n\n(none)\n'));
    assert.equal(world.state.memory.failure, null);
    assert.notEqual(world.state.memory.covered, null);
  });
});
