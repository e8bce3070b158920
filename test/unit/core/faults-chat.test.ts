import assert from 'node:assert/strict';
import { plainText } from '../../../src/core/conversation/message.ts';
import type { TurnOutcome } from '../../../src/core/outcome.ts';
import type { Fault } from '../../support/messages-api/faults.ts';
import { FaultyWorld } from '../../support/session/faulty-world.ts';
import { ended, figures, statedOutcomes } from '../../support/session/stated-outcomes.ts';

const always = 99;

describe('A chat turn', () => {
  let faulty: FaultyWorld;

  beforeEach(async () => {
    faulty = await FaultyWorld.start({ settings: { memoryEnabled: false } });
    await faulty.converse(2);
  });

  afterEach(() => faulty.end());

  /** One turn under this fault, with every pause and silence passed. */
  async function turnUnder(fault: Fault, times: number): Promise<TurnOutcome> {
    faulty.strike(fault, 'chat', times);
    const outcome = await faulty.through('chat', faulty.engine.send(faulty.message()));
    faulty.mend();
    await faulty.engine.whenIdle();
    return outcome;
  }

  /** The user tries again where there is something to try again, and the chat goes on. */
  async function goesOn(after: TurnOutcome): Promise<void> {
    const typed = faulty.typed.length;
    const retried = await faulty.engine.retry();
    if (after.status === 'completed') assert.equal(ended(retried), 'failed: badRequest', 'nothing to retry');
    else assert.equal(retried.status, 'completed', JSON.stringify(retried));
    // What was refused would be refused again, so it is said anew instead.
    assert.equal(faulty.typed.length - typed, after.status === 'refused' ? 1 : 0);
    await faulty.converse(1);
    assert.deepEqual(faulty.invalid(), []);
  }

  /** The caller is told what is on disk of an answer, and in a sentence what went wrong. */
  function assertTold(outcome: TurnOutcome): void {
    const last = faulty.world.transcript.records.findLast(
      ({ kind }) => kind === 'user' || kind === 'assistant',
    );
    assert.equal(outcome.text, last?.kind === 'assistant' ? plainText(last.content) : '');
    // The caller is told how long a limit lasts, and the notice, which may stand for long, when it ends.
    const { retryAt, ...failure } = faulty.engine.state.turnFailure ?? {};
    assert.deepEqual(failure, outcome.failure ?? {});
    assert.equal(retryAt !== undefined, outcome.failure?.retryAfterMs !== undefined);
    if (outcome.status !== 'completed') assert.match(outcome.failure?.message ?? '', /^\S.* .*\.$/);
  }

  for (const { name, fault, turn } of statedOutcomes) {
    it(`struck once by ${name} ends as ${turn.once}, and the chat goes on`, async () => {
      const outcome = await turnUnder(fault, 1);
      assert.equal(ended(outcome), turn.once, JSON.stringify(outcome));
      assertTold(outcome);
      await goesOn(outcome);
    });

    it(`struck for good by ${name} ends as ${turn.always} after ${turn.requests}, keeps ${turn.kept}, and is tried again by hand`, async () => {
      const before = { asked: faulty.requests('chat').length, kept: faulty.kept, typed: faulty.typed };
      const outcome = await turnUnder(fault, always);
      assert.equal(ended(outcome), turn.always, JSON.stringify(outcome));
      assert.equal(figures(faulty.requests('chat').length - before.asked), turn.requests);
      assert.equal(faulty.kept.slice(before.kept.length).join(', '), turn.kept);
      assert.deepEqual(faulty.typed.slice(0, -1), before.typed);
      assertTold(outcome);
      await goesOn(outcome);
    });
  }

  it('that was declined stays on disk, and out of what is sent from then on', async () => {
    const outcome = await turnUnder({ kind: 'refusal', partial: true }, 1);
    const [declined] = faulty.typed.slice(-1);
    await faulty.converse(1);
    const sent = JSON.stringify(faulty.requests('chat').at(-1)?.body.messages);
    const quoted = (text: string | undefined): string => JSON.stringify(text).slice(1, -1);
    assert.ok(
      outcome.text !== '' && !sent.includes(quoted(outcome.text)) && !sent.includes(quoted(declined)),
    );
    assert.ok(sent.includes(quoted(faulty.said[0])) && sent.includes(quoted(faulty.said[3])));
    assert.deepEqual(faulty.kept.slice(-4), ['user', 'refused', 'user', 'complete']);
  });

  it('that was cut is told to the model as far as it came, where the user goes on with a new message', async () => {
    const outcome = await turnUnder({ kind: 'cut', afterEvents: 4 }, 1);
    await faulty.converse(1);
    const [cut, next] = faulty.requests('chat').at(-1)?.body.messages.slice(-2) ?? [];
    assert.equal(cut?.role, 'assistant');
    assert.equal(plainText(cut?.content as []), outcome.text);
    assert.equal(next?.role, 'user');
  });
});
