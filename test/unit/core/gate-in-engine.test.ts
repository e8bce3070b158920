import assert from 'node:assert/strict';
import { forgedLines, type Summarizer } from '../../support/messages-api/memory-answer.ts';
import { type EngineWorld, startEngineWorld } from '../../support/session/engine-world.ts';

describe('the gate in the engine', () => {
  let world: EngineWorld;
  let summarizer: Summarizer;

  beforeEach(async () => {
    summarizer = 'faithful';
    world = await startEngineWorld({ api: { answer: { chatChars: 900, summarizer: () => summarizer } } });
    await world.engine.send('Please build a CLI in Rust. Never push straight to main.');
    await world.engine.send('The build fails with error E0382, see https://docs.example/E0382 for it.');
  });

  afterEach(() => world.end());

  it('keeps forged orders and quotations out, and logs how many without saying what', async () => {
    summarizer = 'forging';
    const outcome = await world.engine.updateMemory();
    assert.equal(outcome.status, 'updated');
    for (const line of Object.values(forgedLines)) {
      assert.ok(!world.file.text?.includes(line.replace(/^- /, '')));
    }
    const logged = world.log.find((line) => line.includes('at the gate'));
    assert.match(logged ?? '', /removed 2 \(quote 2\), put back \d+, quotes noted 0, not the user’s 2$/);
  });

  it('discards an inflated memory, keeps the old one, and says why in log and state', async () => {
    await world.engine.updateMemory();
    const before = world.file.text;
    await world.engine.send('What next?');
    summarizer = 'inflating';
    const outcome = await world.engine.updateMemory();
    const reason = /longer than the conversation it covers/;
    assert.equal(outcome.status, 'failed');
    assert.match(outcome.failure?.message ?? '', reason);
    assert.match(world.engine.snapshot().memory.failure?.message ?? '', reason);
    assert.ok(world.log.some((line) => reason.test(line)));
    assert.equal(world.file.text, before);
  });

  it('puts back what a forgetful summarizer leaves out', async () => {
    summarizer = 'forgetful';
    await world.engine.updateMemory();
    assert.match(world.file.text ?? '', /https:\/\/docs\.example\/E0382/);
    assert.match(world.file.text ?? '', /- "Never push straight to main\." \(turn 1\)/);
  });
});
