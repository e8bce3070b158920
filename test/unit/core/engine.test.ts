import assert from 'node:assert/strict';
import { plainText } from '../../../src/core/conversation/message.ts';
import type { UserRecord } from '../../../src/core/conversation/transcript.ts';
import { failureInWords } from '../../../src/core/failure.ts';
import type { SessionSettings } from '../../../src/core/settings.ts';
import { status } from '../../support/messages-api/faults.ts';
import { isChat, isMemory, type RecordedRequest } from '../../support/messages-api/request-log.ts';
import {
  type EngineWorld,
  type EngineWorldOptions,
  echoTools,
  startEngineWorld,
} from '../../support/session/engine-world.ts';

const low: Partial<SessionSettings> = { contextLimitTokens: 9_000, initTokens: 800, updateTokens: 500 };
const look = { name: 'look', description: 'Looks.', input_schema: { type: 'object' } };

const worlds: EngineWorld[] = [];
async function start(options: EngineWorldOptions = {}): Promise<EngineWorld> {
  const api = { ...options.api, answer: { chatChars: 1_200, ...options.api?.answer } };
  const world = await startEngineWorld({ settings: low, ...options, api });
  worlds.push(world);
  return world;
}

const sentText = (request: RecordedRequest): string => JSON.stringify(request.body.messages);
const partialText = ({ engine: { state } }: EngineWorld): string =>
  state.turn.phase === 'answering' ? state.turn.partialText : '';
const message = (turn: number): string =>
  `Message ${turn}: please look at src/part-${turn}.ts. ${'It holds the things that we spoke of. '.repeat(12)}`;

async function converse(world: EngineWorld, turns: number, from = 1): Promise<void> {
  for (let turn = from; turn < from + turns; turn++) {
    const outcome = await world.engine.send(message(turn));
    assert.equal(outcome.status, 'completed', JSON.stringify(outcome));
  }
}

describe('The engine over the stand-in', () => {
  afterEach(async () => {
    for (const world of worlds.splice(0)) await world.end();
  });

  const kinds: readonly [string, EngineWorldOptions][] = [
    ['plain answers', {}],
    ['thinking', { api: { thinking: 'adaptive' } }],
    ['tool rounds', { tools: echoTools([look]), api: { answer: { toolRounds: 1 } } }],
    [
      'thinking and tool rounds',
      { tools: echoTools([look]), api: { thinking: 'adaptive', answer: { toolRounds: 1 } } },
    ],
  ];
  for (const [name, options] of kinds) {
    it(`holds thirty turns with ${name}: background memory, compactions at the limit, every request accepted`, async () => {
      const world = await start(options);
      await converse(world, 30);
      await world.engine.whenIdle();
      const bad = world.api.requests.filter((request) => request.status !== 200);
      assert.deepEqual(
        bad.map((request) => request.error),
        [],
      );
      const { epoch, memory } = world.engine.snapshot();
      assert.ok(epoch >= 2, `compacted ${epoch} times`);
      assert.equal(memory.status, 'ready');
      assert.match(world.file.text ?? '', /## User Intent\n/);
      const records = world.transcript.records;
      const said = records
        .filter((record): record is UserRecord => record.kind === 'user')
        .map((record) => record.typed);
      assert.deepEqual(
        said,
        Array.from({ length: 30 }, (_, index) => message(index + 1)),
      );
    });
  }

  it('sends the memory and the untouched tail after a compaction, and nothing twice', async () => {
    const world = await start();
    await converse(world, 8);
    await world.engine.whenIdle();
    const compaction = await world.engine.compact();
    assert.equal(compaction.status, 'compacted', JSON.stringify(compaction));
    assert.ok(compaction.tokensAfter < compaction.tokensBefore);
    await converse(world, 1, 9);
    const last = world.api.requests.filter(isChat).at(-1);
    assert.ok(last !== undefined);
    const [head, ...tail] = last.body.messages;
    const headText = plainText((head?.content ?? []) as []);
    assert.match(headText, /User Intent/);
    const tailText = JSON.stringify(tail) + headText.slice(headText.lastIndexOf('Message 7'));
    assert.ok(
      sentText(last).includes(JSON.stringify(message(8)).slice(1, -1)),
      'the last exchange is there word for word',
    );
    assert.ok(tailText.includes('Message 9'));
    assert.ok(last.body.messages.length <= 6);
  });

  it('lets no turn wait for memory work', async () => {
    const world = await start();
    const gate = world.api.hold(isMemory);
    await converse(world, 6);
    await gate.held;
    await converse(world, 4, 7);
    assert.equal(world.engine.snapshot().memory.status, 'building');
    gate.release();
    await world.engine.whenIdle();
    assert.equal(world.engine.snapshot().memory.status, 'ready');
  });

  it('shares the chat’s prefix with the memory request byte for byte', async () => {
    const world = await start({ settings: { ...low, updateEveryTurn: true } });
    await converse(world, 6);
    await world.engine.whenIdle();
    const memory = world.api.requests.filter(isMemory).at(-1);
    const chat = world.api.requests.filter(isChat).at(-1);
    const sent = chat?.usage;
    const shared =
      counted(sent?.input_tokens) +
      counted(sent?.cache_read_input_tokens) +
      counted(sent?.cache_creation_input_tokens);
    assert.ok(
      shared > 0 && counted(memory?.usage?.cache_read_input_tokens) >= shared,
      JSON.stringify([sent, memory?.usage]),
    );
  });

  it('lands an update that was in flight during a compaction by merge, and undoes nothing', async () => {
    const world = await start();
    await converse(world, 4);
    await world.engine.whenIdle();
    const gate = world.api.hold(isMemory);
    const updating = world.engine.updateMemory();
    await converse(world, 1, 5);
    const late = world.engine.updateMemory();
    await gate.held;
    const before = world.engine.snapshot().memory.coveredMessages;
    const compaction = await world.engine.compact();
    assert.equal(compaction.status, 'compacted', JSON.stringify(compaction));
    const { head } = world.engine.state.context;
    gate.release();
    await Promise.all([updating, late]);
    await world.engine.whenIdle();
    assert.equal(world.engine.state.context.head, head);
    assert.ok(world.engine.snapshot().memory.coveredMessages > before);
  });

  it('compacts with the file as the user saved it', async () => {
    const world = await start();
    await converse(world, 6);
    await world.engine.whenIdle();
    world.file.text = (world.file.text ?? '').replace(
      '## Pinned\n',
      '## Pinned\n\n- The release is called Heron.\n',
    );
    assert.equal((await world.engine.compact()).status, 'compacted');
    assert.match(JSON.stringify(world.engine.state.context.head), /The release is called Heron\./);
    await converse(world, 6, 7);
    await world.engine.whenIdle();
    assert.match(world.file.text ?? '', /- The release is called Heron\./);
  });

  it('tells the model of a hand edit in the next turn, once', async () => {
    const world = await start();
    await converse(world, 6);
    await world.engine.whenIdle();
    await world.engine.compact();
    world.file.text = `${world.file.text}\n## House rules\n\n- Bananas are off the table.\n`;
    await converse(world, 2, 7);
    const [first, second] = world.api.requests.filter(isChat).slice(-2);
    const count = (request: RecordedRequest | undefined) => {
      const fromUser = request?.body.messages.filter(({ role }) => role === 'user') ?? [];
      return JSON.stringify(fromUser).split('Bananas are off the table').length - 1;
    };
    assert.equal(count(first), 1);
    assert.equal(count(second), 1, 'it stays where it was said and is not said again');
  });

  it('summarizes while the user waits where there is no memory yet, and extracts where that fails', async () => {
    const world = await start({ settings: { ...low, memoryEnabled: false } });
    await converse(world, 5);
    world.api.faults.next(status(400), { when: isMemory, times: 9 });
    const compaction = await world.engine.compact();
    assert.equal(compaction.status, 'compacted', JSON.stringify(compaction));
    assert.ok(sentTextOf(world).length > 0);
  });

  it('waits and summarizes at the limit under the traditional strategy', async () => {
    const world = await start({ settings: { ...low, strategy: 'traditional' } });
    await converse(world, 20);
    const { epoch, usage } = world.engine.snapshot();
    assert.ok(epoch > 0);
    assert.equal(usage.memory.requests, epoch, 'no background request');
  });

  it('undoes a compaction: the old messages are sent again, with the turns since', async () => {
    const world = await start();
    await converse(world, 6);
    await world.engine.whenIdle();
    const before = world.engine.snapshot().messages;
    await world.engine.compact();
    await converse(world, 1, 7);
    assert.equal((await world.engine.undoCompaction()).status, 'undone');
    assert.equal(world.engine.snapshot().messages, before + 2);
    await converse(world, 1, 8);
    assert.ok(sentText(world.api.requests.filter(isChat).at(-1) as RecordedRequest).includes('Message 1:'));
    assert.equal((await world.engine.undoCompaction()).status, 'nothingToUndo');
  });

  it('goes on where it was after a reload, memory, compactions and all', async () => {
    const world = await start();
    await converse(world, 12);
    await world.engine.whenIdle();
    await world.engine.compact();
    const before = world.engine.snapshot();
    const again = await world.reload();
    worlds.push({ ...again, end: async () => again.engine.dispose() });
    const after = again.engine.snapshot();
    assert.equal(after.epoch, before.epoch);
    assert.equal(after.messages, before.messages);
    assert.equal(after.memory.coveredMessages, before.memory.coveredMessages);
    await converse(again, 2, 13);
    assert.deepEqual(
      world.api.requests.filter((request) => request.status !== 200),
      [],
    );
  });

  it('records what has arrived of an answer when it is closed, and begins nothing that waits', async () => {
    const world = await start({ settings: low, api: { answer: { chatChars: 4_000 } } });
    const gate = world.api.hold(isChat, 'middle');
    const turn = world.engine.send('Tell me everything.');
    const queued = world.engine.send('And the rest.');
    await gate.held;
    await new Promise<void>((resolve) => {
      if (partialText(world) !== '') resolve();
      world.engine.onChange(() => partialText(world) !== '' && resolve());
    });
    const arrived = partialText(world);
    await world.engine.close();
    assert.deepEqual([(await turn).status, (await queued).status], ['failed', 'failed']);
    gate.release();
    const [asked, answer, ...more] = world.transcript.records;
    assert.ok(asked?.kind === 'user' && answer?.kind === 'assistant' && more.length === 0);
    assert.deepEqual([answer.parent, answer.outcome], [asked.id, 'interrupted']);
    assert.equal(plainText(answer.content), arrived);
  });

  it('records nothing when it is closed before anything has arrived, or once it is disposed of', async () => {
    const world = await start();
    const gate = world.api.hold(isChat);
    void world.engine.send('Tell me everything.');
    await gate.held;
    await world.engine.close();
    await world.engine.close();
    gate.release();
    assert.deepEqual(
      world.transcript.records.map(({ kind }) => kind),
      ['user'],
    );
  });

  it('stops a turn at once, keeps what was said, and retries without a second record', async () => {
    const world = await start({ settings: low, api: { answer: { chatChars: 4_000 } } });
    const gate = world.api.hold(isChat, 'middle');
    const turn = world.engine.send('Tell me everything.');
    await gate.held;
    world.engine.stop();
    assert.equal((await turn).status, 'cancelled');
    gate.release();
    assert.equal((await world.engine.retry()).status, 'completed');
    assert.equal(world.transcript.records.filter((record) => record.kind === 'user').length, 1);
    await converse(world, 1);
  });

  it('refuses an empty message and one larger than the limit, and records neither', async () => {
    const world = await start();
    const empty = await world.engine.send('  \n');
    const giant = await world.engine.send('x'.repeat(1_000_000));
    assert.deepEqual([empty.failure?.kind, giant.failure?.kind], ['badRequest', 'tooLong']);
    assert.equal(world.transcript.records.length, 0);
    await converse(world, 1);
  });

  it('keeps the memory in storage and goes on when the file cannot be written', async () => {
    const world = await start();
    world.file.refusal = failureInWords('storage', 'The memory file is a folder.');
    await converse(world, 6);
    await world.engine.whenIdle();
    const { memory } = world.engine.snapshot();
    assert.equal(memory.failure?.message, 'The memory file is a folder.');
    assert.equal((await world.engine.compact()).status, 'compacted');
    world.file.refusal = null;
    await converse(world, 1, 7);
    await world.engine.whenIdle();
    assert.match(world.file.text ?? '', /User Intent/);
  });

  it('stops background updates at the budget, but not the chat nor an update by command', async () => {
    const world = await start({ settings: { ...low, updateEveryTurn: true, budgetUsd: 0.000001 } });
    await converse(world, 8);
    await world.engine.whenIdle();
    assert.equal(world.api.requests.filter(isMemory).length, 1, 'the one that spent it');
    assert.equal((await world.engine.updateMemory()).status, 'updated');
    assert.equal(world.api.requests.filter(isMemory).length, 2);
    assert.ok((world.engine.snapshot().costUsd.memory ?? 0) > 0.000001);
  });

  it('tells the debug log which way each update took and why', async () => {
    const world = await start({ settings: { ...low, updateEveryTurn: true } });
    await converse(world, 8);
    await world.engine.whenIdle();
    const told = world.log.filter((line) =>
      /^debug: memory job \S+: (?:fork|alone|extract) with claude-\S+, \S+/.test(line),
    );
    assert.equal(told.length, world.api.requests.filter(isMemory).length);
    assert.match(told[0] ?? '', /the first memory sees the whole conversation/);
    assert.match(told.at(-1) ?? '', /fork \$\d\.\d{4} against \$\d\.\d{4} for the new messages alone/);
  });

  it('carries sends out in order and a compaction at the next turn boundary', async () => {
    const world = await start();
    await converse(world, 6);
    await world.engine.whenIdle();
    const gate = world.api.hold(isChat);
    const order: string[] = [];
    const note = (name: string) => (): unknown => order.push(name);
    const all = [
      world.engine.send('first of three').then(note('first')),
      world.engine.send('second of three').then(note('second')),
      world.engine.compact().then(note('compact')),
    ];
    await gate.held;
    gate.release();
    await Promise.all(all);
    assert.deepEqual(order, ['first', 'compact', 'second']);
  });
});

const sentTextOf = (world: EngineWorld): string => JSON.stringify(world.engine.state.context.head);

const counted = (tokens: number | null | undefined): number => tokens ?? 0;
