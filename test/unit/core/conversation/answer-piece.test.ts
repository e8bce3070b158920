import assert from 'node:assert/strict';
import { type AppendList, listOf } from '../../../../src/core/append-list.ts';
import { arrivedAnswer } from '../../../../src/core/conversation/answer-piece.ts';
import { unfinishedAnswer } from '../../../../src/core/conversation/continuation.ts';
import { plainText, text } from '../../../../src/core/conversation/message.ts';
import type { AssistantRecord, TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { type FailureKind, failureInWords } from '../../../../src/core/failure.ts';
import type { ModelEvent, ModelPort, ModelRequest, ModelResult } from '../../../../src/core/ports/model.ts';
import { answerPiece } from '../../../support/answer-piece.ts';
import { assistant } from '../../../support/conversation.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { type EngineWorld, startEngineWorld } from '../../../support/session/engine-world.ts';
import { userRecord } from '../../../support/user-record.ts';

/** Answers word for word what a test says, when it says it. */
class SpokenModel implements ModelPort {
  readonly provider = 'spoken';
  readonly requests: ModelRequest[] = [];
  #onEvent: (event: ModelEvent) => void = () => undefined;
  #end: (result: ModelResult) => void = () => undefined;
  #said = '';

  call(request: ModelRequest, onEvent: (event: ModelEvent) => void) {
    this.requests.push(request);
    this.#onEvent = onEvent;
    this.#said = '';
    const result = new Promise<ModelResult>((resolve) => {
      this.#end = resolve;
    });
    return { result, cancel: () => undefined };
  }

  say(words: string): void {
    this.#said += words;
    this.#onEvent({ kind: 'text', text: words });
  }

  end(stopReason = 'end_turn'): void {
    const answer = { content: [text(this.#said)], stopReason, usage: null, model: 'm' };
    this.#end({ kind: 'answered', answer });
  }

  cut(kind: FailureKind = 'network'): void {
    const partial = this.#said === '' ? [] : [text(this.#said)];
    this.#end({ kind: 'failed', failure: failureInWords(kind, 'Cut.'), partial });
  }
}

describe('An answer that is still coming', () => {
  let clock: FakeClock;
  let model: SpokenModel;
  let world: EngineWorld;

  beforeEach(async () => {
    clock = new FakeClock();
    model = new SpokenModel();
    world = await startEngineWorld({ clock, model });
    void world.engine.send('Sing me a song.');
    await settle();
  });

  afterEach(() => world.end());

  const pieces = () => world.transcript.allPieces.map(({ from, text }) => [from, text]);
  const answers = (): readonly AssistantRecord[] =>
    world.transcript.records.flatMap((record) => (record.kind === 'assistant' ? [record] : []));
  async function crash(): Promise<void> {
    const before = world;
    world = await world.reload();
    const { end } = world;
    world = { ...world, end: () => before.end().then(end) };
    await settle();
  }

  it('is kept every two seconds: what is new, once', async () => {
    model.say('One ');
    await clock.advance(1_999);
    assert.deepEqual(pieces(), []);
    model.say('two ');
    await clock.advance(1);
    assert.deepEqual(pieces(), [[0, 'One two ']]);
    await clock.advance(60_000);
    assert.equal(pieces().length, 1);
    assert.deepEqual(clock.pending, [], 'nothing waits while nothing comes');
    model.say('three');
    await clock.advance(2_000);
    assert.deepEqual(pieces().slice(1), [[8, 'three']]);
  });

  it('costs on disk what it is long, however long it takes', async () => {
    for (let count = 0; count < 600; count++) {
      model.say('word after word ');
      await clock.advance(100);
    }
    const kept = pieces();
    assert.ok(kept.length <= 30, `${kept.length} pieces in a minute`);
    assert.equal(
      kept.map(([, text]) => text).join(''),
      'word after word '.repeat(600).slice(0, 16 * 20 * kept.length),
    );
  });

  it('leaves nothing behind that waits, however it ends', async () => {
    model.say('One');
    model.end();
    await settle();
    assert.deepEqual([clock.pending, pieces()], [[], []]);
    void world.engine.send('And now?');
    await settle();
    model.say('Two');
    world.engine.dispose();
    assert.deepEqual(clock.pending, []);
  });

  it('is after a crash an answer that was cut, recorded once, and can be gone on with', async () => {
    model.say('Half of the ');
    await clock.advance(2_000);
    model.say('song, and what came ');
    await clock.advance(2_000);
    model.say('right before the crash');
    await crash();
    const [answer] = answers();
    assert.equal(plainText(answer?.content ?? []), 'Half of the song, and what came ');
    assert.deepEqual(
      [answer?.outcome, answer?.parent, answer?.provider, answer?.at],
      ['interrupted', world.transcript.records[0]?.id, 'spoken', clock.now()],
    );
    assert.equal(unfinishedAnswer(world.engine.state)?.id, answer?.id);
    assert.equal(world.engine.state.turnFailure, null);
    await crash();
    assert.deepEqual(
      answers().map(({ id }) => id),
      [answer?.id],
    );
    const going = world.engine.continueAnswer();
    await settle();
    assert.deepEqual(
      model.requests.at(-1)?.messages.map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
    model.say('and the rest.');
    model.end();
    assert.equal((await going).status, 'completed');
  });

  it('takes the place of an answer that was cut where it was asked for once more', async () => {
    model.say('First try');
    model.cut();
    await settle();
    void world.engine.retry();
    await settle();
    model.say('Second try');
    await clock.advance(2_000);
    await crash();
    const [first, second, ...more] = answers();
    assert.deepEqual([second?.parent, second?.outcome, more], [first?.parent, 'interrupted', []]);
    assert.equal(unfinishedAnswer(world.engine.state)?.id, second?.id);
    void world.engine.continueAnswer();
    await settle();
    const sent = model.requests.at(-1)?.messages ?? [];
    assert.deepEqual(
      sent.map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
    assert.match(JSON.stringify(sent), /Second try/);
    assert.doesNotMatch(JSON.stringify(sent), /First try/);
  });

  it('is nothing beside the record of the whole, or of what was cut', async () => {
    for (const end of ['end', 'cut'] as const) {
      model.say(`It comes to its ${end}`);
      await clock.advance(2_000);
      model[end]();
      await settle();
      void world.engine.send('And now?');
      await settle();
    }
    const before = world.transcript.records;
    await crash();
    assert.deepEqual(world.transcript.records, before);
    assert.match(world.engine.state.turnFailure?.message ?? '', /closed before this message was answered/);
  });

  for (const [why, end] of [
    ['the window ended it', () => model.end('model_context_window_exceeded')],
    ['the conversation was too long', () => model.cut('tooLong')],
    ['its thinking did not fit', () => model.cut('thinkingMismatch')],
  ] as const) {
    it(`is none where it was thrown away and asked for anew: ${why}`, async () => {
      model.say('Thrown away');
      await clock.advance(2_000);
      end();
      await settle();
      assert.equal(model.requests.length, 2);
      await crash();
      assert.deepEqual(answers(), []);
      assert.match(world.engine.state.turnFailure?.message ?? '', /closed before this message was answered/);
    });
  }

  it('is what was said since where something was thrown away before', async () => {
    model.say('Thrown away');
    await clock.advance(2_000);
    model.cut('tooLong');
    await settle();
    model.say('Kept');
    await clock.advance(2_000);
    await crash();
    assert.deepEqual(
      answers().map(({ content }) => plainText(content)),
      ['Kept'],
    );
  });

  it('is no answer while it is blank', async () => {
    model.say('\n\n');
    await clock.advance(2_000);
    await crash();
    assert.deepEqual(answers(), []);
    assert.match(world.engine.state.turnFailure?.message ?? '', /closed before this message was answered/);
  });
});

describe('The pieces of an answer', () => {
  const asked = userRecord('asked');
  const branch = (...records: TranscriptRecord[]): AppendList<TranscriptRecord> =>
    listOf([asked, ...records]);
  const joined = (...pieces: Parameters<typeof arrivedAnswer>[1]) => arrivedAnswer(branch(), pieces)?.text;

  it('are put together, and a mark stands where one is lost', () => {
    assert.equal(joined(answerPiece('One ', 0), answerPiece('two', 4)), 'One two');
    assert.equal(joined(answerPiece('One ', 0), answerPiece('three', 8)), 'One \n\n[…]\n\nthree');
    assert.equal(joined(answerPiece('two', 4)), '\n\n[…]\n\ntwo');
  });

  it('count once where they were written twice', () => {
    const two = answerPiece('two', 4);
    assert.equal(joined(answerPiece('One ', 0), two, two, answerPiece(' three', 7)), 'One two three');
  });

  it('are those of the last call for this answer, whatever else there is', () => {
    const stranger = { id: 'other', parent: 'elsewhere' };
    const earlier = { id: 'earlier' };
    assert.equal(
      joined(
        answerPiece('Before', 0, earlier),
        answerPiece('One', 0),
        answerPiece('!', Number.MAX_SAFE_INTEGER, stranger),
        answerPiece(' two', 3),
        answerPiece('!', 0, stranger),
      ),
      'One two',
    );
  });

  it('never hold half of a character', () => {
    assert.equal(joined(answerPiece('\ud83d', 0), answerPiece('\ude00', 1)), '😀');
    assert.equal(joined(answerPiece('so \ud83d', 0), answerPiece('on', 9)), 'so \ufffd\n\n[…]\n\non');
  });

  it('follow nothing but a message that waits for its answer', () => {
    const reply = (outcome: AssistantRecord['outcome']): AssistantRecord => ({
      ...assistant('There.'),
      parent: 'asked',
      outcome,
    });
    const behind = (record: AssistantRecord, parent: string, from = 0) =>
      arrivedAnswer(branch(record), [answerPiece('One', from, { parent })])?.text;
    for (const outcome of ['complete', 'toolUse', 'refused'] as const) {
      assert.equal(behind(reply(outcome), reply(outcome).id), undefined);
      assert.equal(behind(reply(outcome), 'asked'), undefined);
    }
    assert.equal(behind(reply('interrupted'), reply('interrupted').id), undefined);
    assert.equal(behind(reply('interrupted'), 'asked'), 'One');
    assert.equal(behind(reply('interrupted'), 'asked', 3), undefined, 'a late rest of what was cut');
    assert.equal(arrivedAnswer(listOf([]), [answerPiece('One', 0)]), null);
  });
});
