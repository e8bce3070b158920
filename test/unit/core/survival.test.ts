import assert from 'node:assert/strict';
import { type ProbeConversation, readHalf } from '../../../bench/probe/conversations.ts';
import { type EngineRun, runEngine } from '../../../bench/probe/engine-run.ts';
import { dullFiller } from '../../../bench/probe/filler.ts';
import { forgeriesIn } from '../../../bench/probe/forgeries.ts';
import { leaksIn, noLeaks } from '../../../bench/probe/leaks.ts';
import { plainSummaries } from '../../../bench/probe/plain-summary.ts';
import { summarizers } from '../../../bench/probe/summarizers.ts';
import { survivalIn } from '../../../bench/probe/survival.ts';

/** Coding, story and support in two languages, with more than a dozen rules and corrections, and credentials. */
const ids = [
  'seen-c01-csv-importer',
  'seen-c03-api-keys',
  'seen-c12-payment',
  'seen-s11-game-writing',
  'seen-u08-phone-contract-es',
  'seen-u02-streaming-login',
];

async function chosen(): Promise<readonly ProbeConversation[]> {
  const { conversations } = await readHalf('test/fixtures/probe/seen.json');
  return conversations.filter(({ id }) => ids.includes(id));
}

describe('what survives twenty compactions', () => {
  let conversations: readonly ProbeConversation[] = [];

  before(async () => {
    conversations = await chosen();
    const rules = conversations.flatMap(({ plants }) =>
      plants.filter(({ kind }) => kind === 'instruction' || kind === 'correction'),
    );
    assert.ok(rules.length >= 12);
  });

  for (const summarizer of summarizers) {
    describe(`with a summarizer that is ${summarizer}`, () => {
      let run: EngineRun;

      before(async () => {
        run = await runEngine({ conversations, summarizer, filler: dullFiller, samplesAt: [20] });
      });

      it('keeps every instruction and correction word for word', () => {
        const { instruction, correction } = survivalIn(run.samples[0]?.context ?? '', conversations);
        assert.equal(run.wordsOmitted, 0);
        assert.ok(instruction.of > 0 && correction.of > 0);
        assert.deepEqual([instruction.kept, correction.kept], [instruction.of, correction.of]);
      });

      it('puts no words into the user’s mouth', () => {
        assert.deepEqual(
          run.memories.flatMap((memory) => forgeriesIn(memory, run.userTexts)),
          [],
        );
      });

      it('writes no credential into memory file, history, log or export', () => {
        assert.deepEqual(leaksIn(run.written, conversations), noLeaks);
      });
    });
  }

  it('is lost and forged where a summary stands alone, so these checks can fail', async () => {
    const run = await runEngine({ conversations, summarizer: 'forging', filler: dullFiller, samplesAt: [5] });
    const [plain] = await plainSummaries(run.rounds, 'forging', [5]);
    const { instruction } = survivalIn(plain?.summary ?? '', conversations);
    assert.ok(instruction.kept < instruction.of);
    assert.ok(forgeriesIn(plain?.summary ?? '', run.userTexts).length > 0);
  });
});
