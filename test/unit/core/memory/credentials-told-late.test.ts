import assert from 'node:assert/strict';
import { startEngineWorld } from '../../../support/session/engine-world.ts';
import { answering, opened, quiet, turn } from '../../../support/session/memory-world.ts';

const number = '447193';
const rule = `Always use ${number} as the reference number on deliveries.`;
const secret = `By the way, the gate code is ${number}.`;
const delivering = answering(() => `## Key References\n\n- Deliveries carry the number ${number}\n`);

const linesWith = (file: string | null, word: string): readonly string[] =>
  (file ?? '').split('\n').filter((line) => line.includes(word));

describe('A credential that is told only after the memory has held it', () => {
  it('goes from every line of the model and of code at the next update, and nothing stands there twice', () => {
    const world = opened();
    turn(world, delivering, rule);
    assert.equal(linesWith(world.file, number).length, 2, world.file ?? '');
    turn(world, quiet, secret);
    assert.deepEqual(linesWith(world.file, number), []);
    assert.equal(linesWith(world.file, 'as the reference number').length, 1);
    assert.equal(linesWith(world.file, 'Deliveries carry').length, 1);
    const settled = world.file;
    turn(world, quiet);
    assert.equal(world.file, settled);
  });

  it('stays in the lines that the user wrote or changed, pinned, in a section of the user’s own, and anywhere else', () => {
    const world = opened();
    turn(world, delivering, rule);
    const byHand = [
      ['- always answer in French', `- the pinned number is ${number}`],
      ['- fluke:', `- glossary: ${number}\n- fluke:`],
      ['- Deliveries carry the number', '- All deliveries carry this number, please:'],
    ] as const;
    world.file = byHand.reduce((file, [old, added]) => file.replace(old, added), world.file ?? '');
    turn(world, quiet, secret);
    turn(world, quiet);
    assert.deepEqual(linesWith(world.file, number), [
      `- the pinned number is ${number}`,
      `- All deliveries carry this number, please: ${number}`,
      `- glossary: ${number}`,
    ]);
    assert.equal(linesWith(world.file, 'All deliveries').length, 1);
  });
});

describe('A server that quotes what the user has told', () => {
  it('is quoted without it in log, outcome and snapshot, for the chat as for the memory', async () => {
    const world = await startEngineWorld({ settings: { initTokens: 1_000_000 } });
    await world.engine.send(secret);
    world.api.faults.next({
      kind: 'status',
      status: 400,
      message: `Bad template near: ${number} of the text`,
    });
    const turn = await world.engine.send('And what is it good for?');
    world.api.faults.next({
      kind: 'status',
      status: 400,
      message: `Bad template near: ${number} of the text`,
    });
    const update = await world.engine.updateMemory();
    await world.end();
    const { failure } = world.engine.snapshot().memory;
    assert.match(failure?.message ?? '', /Bad template near/);
    const said = JSON.stringify([turn, update, failure, world.log, world.engine.snapshot()]);
    assert.match(said, /near: \[redacted: code\] of/);
    assert.doesNotMatch(said, new RegExp(`near: ${number}`));
  });
});
