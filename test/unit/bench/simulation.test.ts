import assert from 'node:assert/strict';
import { pauseMs } from '../../../bench/simulation/pace.ts';
import { keepBook } from '../../../bench/simulation/request-book.ts';
import { Simulation } from '../../../bench/simulation/simulation.ts';
import { ask } from '../../../bench/strategies/plain-chat.ts';
import { say } from '../../support/messages-api/answers.ts';
import { type MessagesApi, startMessagesApi } from '../../support/messages-api/server.ts';

const apis: MessagesApi[] = [];

/** Ten tokens a second after one second, whatever is sent. */
async function start(simulation: Simulation) {
  const api = await startMessagesApi({
    clock: simulation.serverClock,
    latency: {
      baseMs: 1_000,
      msPerCachedToken: 0,
      msPerUncachedToken: 0,
      outputTokensPerSecond: 10,
      scale: 1,
    },
    answer: { custom: (request) => say('x'.repeat(Number(request.system) * 25)) },
  });
  apis.push(api);
  const surroundings = {
    simulation,
    url: api.url,
    model: 'claude-sonnet-5-5',
    system: '',
    limitTokens: 100_000,
  };
  /** Resolves with the simulated time at which an answer of so many seconds was there. */
  const askFor = async (seconds: number): Promise<number> => {
    const request = {
      system: String(seconds),
      messages: [{ role: 'user', content: 'Go.' }],
      maxTokens: 1_000,
      cached: false,
    } as const;
    await ask(surroundings, request);
    return simulation.now();
  };
  return { api, askFor };
}

describe('A simulated conversation', () => {
  afterEach(async () => {
    for (const api of apis.splice(0)) await api.stop();
  });

  it('takes exactly as long as the latency model says, and no real time to speak of', async () => {
    const simulation = new Simulation();
    const { askFor } = await start(simulation);
    const from = simulation.now();
    assert.equal((await simulation.until(askFor(30))) - from, 31_000);
    await simulation.pass(500);
    assert.equal((await simulation.until(askFor(2))) - from, 34_500);
  });

  it('lets requests overlap: a short one that begins later ends earlier', async () => {
    const simulation = new Simulation();
    const { askFor } = await start(simulation);
    const from = simulation.now();
    const long = askFor(20);
    await simulation.pass(5_000);
    const short = askFor(3);
    const ends = await simulation.until(Promise.all([long, short]));
    assert.deepEqual(
      ends.map((end) => end - from),
      [21_000, 9_000],
    );
  });

  it('says that it stands still instead of waiting for ever', async () => {
    const simulation = new Simulation();
    await assert.rejects(simulation.until(new Promise(() => undefined)), /stands still/);
  });

  it('books every request by what the stand-in says it used, at the listed price', async () => {
    const simulation = new Simulation();
    const { api, askFor } = await start(simulation);
    const book = keepBook(api);
    await simulation.until(askFor(10));
    await simulation.until(askFor(10));
    const { usage, costUsd, inputUsd, inputUncachedUsd } = book.chat;
    assert.deepEqual([usage.requests, usage.outputTokens, book.memory.usage.requests], [2, 200, 0]);
    assert.equal(costUsd, (usage.inputTokens * 2 + 200 * 10) / 1_000_000);
    assert.equal(inputUsd, inputUncachedUsd);
    assert.equal(book.lastChatMs, 11_000);
  });

  it('gives a person time to read and to type, within bounds, and a machine one second', () => {
    assert.equal(pauseMs('person', '', ''), 3_000);
    assert.equal(pauseMs('person', 'x'.repeat(250), 'x'.repeat(40)), 23_000);
    assert.equal(pauseMs('person', 'x'.repeat(1e6), 'x'.repeat(1e6)), 153_000);
    assert.equal(pauseMs('machine', 'x'.repeat(1e6), 'x'.repeat(1e6)), 1_000);
  });
});
