import assert from 'node:assert/strict';
import fc from 'fast-check';
import { OfflineModel } from '../../../../src/adapters/offline/offline-model.ts';
import { type Message, plainText, text } from '../../../../src/core/conversation/message.ts';
import { parseMemory, readReply, skeleton, withSection } from '../../../../src/core/memory/memory.ts';
import { noOwnership } from '../../../../src/core/ports/memory-history.ts';
import type { ModelRequest } from '../../../../src/core/ports/model.ts';
import type { WorkspaceSearch } from '../../../../src/core/ports/workspace-search.ts';
import { memoryAlone, memoryHead, memoryInstruction } from '../../../../src/core/prompts/prompts.ts';
import { chatRequest, collect } from '../../../support/model-call.ts';

const says = (role: Message['role'], said: string): Message => ({ role, content: [text(said)] });

const harbour: readonly Message[] = [
  says('user', 'Can you read the survey of 1841 in docs/survey.txt? Never round the depths.'),
  says('assistant', 'I read the survey. It calls Port Alba the safest harbour, with 14.5 m at low water.'),
  says('user', 'Good. Later we compare it with the chart of 1902.'),
  says(
    'assistant',
    'I will wait for the chart. Until then the depths stand as they were given, in fathoms and in metres side by side, and nothing of them is rounded.',
  ),
];

const chat = (...messages: readonly Message[]): ModelRequest => ({ ...chatRequest, messages });

async function answer(request: ModelRequest, workspace: WorkspaceSearch | null = null): Promise<string> {
  const result = await collect(new OfflineModel(workspace), request).result;
  assert.ok(result.kind === 'answered');
  return plainText(result.answer.content);
}

const order = { document: null, ownership: noOwnership, overridden: [], thinks: true };

async function memory(
  messages: readonly Message[],
  instruction = memoryInstruction(order),
): Promise<ReadonlyMap<string, string>> {
  const reply = await answer({ ...chat(...messages, says('user', instruction)), purpose: 'memory' });
  const read = readReply(reply, { isUpdate: false });
  assert.ok(read.kind === 'ok', reply);
  return new Map(read.sections.map(({ heading, body }) => [heading, body]));
}

describe('the offline model’s answers', () => {
  for (const greeting of ['hello', 'Hi there!', 'Bonjour', '你好', 'help', 'What can you do?']) {
    it(`explain what works without a model, asked: ${greeting}`, async () => {
      const said = await answer(chat(says('user', greeting)));
      assert.match(said, /^Offline: no model is at work/);
      assert.match(said, /session-memory\.md/);
      assert.match(said, /Set API Key/);
    });
  }

  it('say once how to talk to Claude', async () => {
    const question = says('user', 'Which harbour is the safest?');
    const first = await answer(chat(...harbour, question));
    assert.match(first, /Set API Key/);
    const second = await answer(
      chat(...harbour, question, says('assistant', first), says('user', 'And the depths?')),
    );
    assert.match(second, /^Offline: no model is at work/);
    assert.doesNotMatch(second, /Set API Key/);
  });

  it('quote what was said on the question, with the turn, best first', async () => {
    const said = await answer(chat(...harbour, says('user', 'Which harbour is the safest?')));
    assert.match(
      said,
      /^Offline: no model is at work[^\n]*\n\n\*\*In this conversation\*\*\n\n- Answer, turn 1: "I read the survey\. It calls Port Alba the safest harbour/,
    );
    assert.match(said, /Set API Key/);
  });

  it('find the user’s words as well, whatever their number and form', async () => {
    const said = await answer(chat(...harbour, says('user', 'What about charts?')));
    assert.match(said, /- You, turn 2: "Good\. Later we compare it with the chart of 1902\."/);
  });

  it('say plainly when nothing is found', async () => {
    const said = await answer(chat(...harbour, says('user', 'And the zeppelins?')));
    assert.match(said, /Nothing that I can search says anything on "zeppelin"/);
  });

  it('do not quote the question itself, nor earlier answers of the offline model', async () => {
    const first = await answer(chat(...harbour, says('user', 'Which harbour is the safest?')));
    const said = await answer(
      chat(
        ...harbour,
        says('user', 'Which harbour is the safest?'),
        says('assistant', first),
        says('user', 'The safest harbour once more?'),
      ),
    );
    assert.equal(said.match(/Port Alba/g)?.length, 1);
    assert.doesNotMatch(said, /once more/);
  });

  it('quote the memory and the earlier words that stand for older messages, and count turns on', async () => {
    const document = withSection(skeleton(), 'Key References', '- Chart number 4711 belongs to the harbour');
    const head = memoryHead({
      document: withSection(document, 'Pinned', 'Depths of the harbour are in metres.'),
      userWords: '[turn 1]\nThe harbour master is called Ode.\n\n[turn 7]\nThanks.',
      delimiter: 'x7',
    });
    const opening: Message = { role: 'user', content: [...head, text('The harbour has two piers.')] };
    const said = await answer(
      chat(opening, says('assistant', 'Noted.'), says('user', 'What about the harbour?')),
    );
    for (const line of [
      '- You, turn 8: "The harbour has two piers."',
      '- You, turn 1: "The harbour master is called Ode."',
      '- Key References: "Chart number 4711 belongs to the harbour"',
      '- Pinned: "Depths of the harbour are in metres."',
    ]) {
      assert.ok(said.includes(line), said);
    }
    assert.doesNotMatch(said, /replaced by its session memory/);
  });

  it('quote the workspace, asked for the question’s words', async () => {
    const asked: (readonly string[])[] = [];
    const workspace: WorkspaceSearch = {
      search: async (terms) => {
        asked.push(terms);
        return [{ path: 'docs/survey.txt', line: 12, text: '  Port Alba: 14.5 m <b>`safe`</b>' }];
      },
    };
    const said = await answer(chat(says('user', 'Which harbour is the safest?')), workspace);
    assert.deepEqual(asked, [['harbour', 'safest']]);
    assert.ok(
      said.includes(
        '**In the workspace**\n\n- `docs/survey.txt:12`: "Port Alba: 14.5 m \\<b\\>\'safe\'\\</b\\>"',
      ),
      said,
    );
  });

  it('stand even where the workspace cannot be searched', async () => {
    const workspace: WorkspaceSearch = { search: () => Promise.reject(new Error('no folder')) };
    assert.match(
      await answer(chat(...harbour, says('user', 'Which harbour is the safest?')), workspace),
      /Port Alba/,
    );
  });

  it('hold no credentials', async () => {
    const key = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';
    const said = await answer(
      chat(
        says('user', `The deploy token is ${key}.`),
        says('assistant', 'Noted.'),
        says('user', 'Which deploy token?'),
      ),
    );
    assert.ok(said.includes('[redacted: GitHub token]') && !said.includes(key), said);
  });

  it('hold no part of a credential either, wherever a quotation is cut', async () => {
    for (let lead = 210; lead < 280; lead++) {
      const path = `${'word '.repeat(80).slice(0, lead)} postgres://app:Vq7rTz81kLmP@db.internal:5432/main`;
      const hits = [
        { path: 'notes.txt', line: 1, text: `The harbour ${path} and so on ${'more '.repeat(80)}` },
      ];
      const said = await answer(chat(says('user', 'What of the harbour?')), {
        search: () => Promise.resolve(hits),
      } as WorkspaceSearch);
      assert.match(said, /notes\.txt/);
      assert.doesNotMatch(said, /Vq7/, String(lead));
    }
  });

  it('come in several pieces, and count what they would have cost', async () => {
    const call = collect(new OfflineModel(), chat(...harbour, says('user', 'Which harbour is the safest?')));
    const result = await call.result;
    assert.ok(call.kinds().length > 3);
    assert.ok(result.kind === 'answered');
    const { usage, model, stopReason } = result.answer;
    assert.equal(usage?.outputTokens, Math.ceil(call.shown().length / 2.5));
    assert.ok((usage?.inputTokens ?? 0) > 50);
    assert.deepEqual(
      [usage?.cacheReadTokens, usage?.cacheWriteTokens, model, stopReason],
      [0, 0, 'offline', 'end_turn'],
    );
  });

  it('stop in the middle when told to, and keep what was shown', async () => {
    const call = collect(new OfflineModel(), chat(says('user', 'hello')));
    while (call.events.length < 2) await Promise.resolve();
    call.cancel();
    const result = await call.result;
    assert.ok(result.kind === 'failed');
    assert.equal(result.failure.kind, 'cancelled');
    assert.equal(plainText(result.partial), call.shown());
  });

  it('stop at once even while a search of the workspace hangs', async () => {
    const workspace: WorkspaceSearch = { search: () => new Promise(() => undefined) };
    const call = collect(new OfflineModel(workspace), chat(says('user', 'Which harbour?')));
    call.cancel();
    assert.equal((await call.result).kind, 'failed');
  });
});

describe('the offline model’s memory', () => {
  it('is an extract in the sections that were asked for', async () => {
    const sections = await memory(harbour);
    assert.match(
      sections.get('User Intent') ?? '',
      /First request: "Can you read the survey of 1841 in docs\/survey\.txt\?" \(turn 1\)/,
    );
    assert.match(sections.get('Pending Tasks') ?? '', /compare it with the chart of 1902/);
    assert.match(sections.get('Active Work') ?? '', /I will wait for the chart/);
  });

  it('does not take the instruction for a part of the conversation', async () => {
    for (const body of (await memory(harbour)).values())
      assert.doesNotMatch(body, /program that runs|stand in for/);
  });

  it('builds on the memory that it is given', async () => {
    const document = parseMemory(
      '## Completed Work\n\n- The map was drawn in red\n\n## Active Work\n\n- Old\n',
    );
    const sections = await memory(harbour, memoryInstruction({ ...order, document }));
    assert.match(sections.get('Completed Work') ?? '', /The map was drawn in red/);
    assert.doesNotMatch(sections.get('Active Work') ?? '', /Old/);
  });

  it('goes on counting turns after a compaction', async () => {
    const document = withSection(skeleton(), 'Completed Work', '- Port Alba was found');
    const head = memoryHead({ document, userWords: '[turn 12]\nHello.', delimiter: 'x7' });
    const messages: Message[] = [
      {
        role: 'user',
        content: [...head, text('Please compare the two charts of the harbour, line by line.')],
      },
      says('assistant', 'They differ in two places.'),
    ];
    const sections = await memory(messages, memoryInstruction({ ...order, document }));
    assert.match(
      sections.get('User Intent') ?? '',
      /^- "Please compare the two charts of the harbour, line by line\." \(turn 13\)$/,
    );
  });

  it('reads messages that the instruction itself holds', async () => {
    const alone = memoryAlone({
      ...order,
      messages: harbour.map((message) => ({ role: message.role, text: plainText(message.content) })),
    });
    assert.deepEqual(await memory([], alone.user), await memory(harbour));
  });

  it('leaves out sections that the user deleted', async () => {
    const ownership = { ...noOwnership, deletedSections: ['Active Work'] };
    assert.equal(
      (await memory(harbour, memoryInstruction({ ...order, ownership }))).has('Active Work'),
      false,
    );
  });
});

describe('the offline model', () => {
  it('gives the same answer to the same request, and one to any request', async () => {
    const block = fc.oneof(
      fc.string({ unit: 'binary' }).map(text),
      fc.constant({ type: 'odd' }),
      fc.string().map((content) => ({ type: 'tool_result', tool_use_id: 'x', content })),
    );
    const message = fc.record({
      role: fc.constantFrom('user' as const, 'assistant' as const),
      content: fc.array(block),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(message),
        fc.constantFrom('chat' as const, 'memory' as const),
        async (messages, purpose) => {
          const request = { ...chat(...messages), purpose };
          const said = await answer(request);
          assert.notEqual(said.trim(), '');
          assert.equal(await answer(request), said);
        },
      ),
      { numRuns: 80 },
    );
  });
});
