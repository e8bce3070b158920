import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventsOf, frame, type StreamEvent } from '../../../support/messages-api/sse.ts';
import type { ContentBlock, WireAnswer } from '../../../support/messages-api/wire.ts';

const answerOf = (content: readonly ContentBlock[]): WireAnswer => ({
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content,
  stop_reason: 'end_turn',
  stop_sequence: null,
  stop_details: null,
  usage: { input_tokens: 5, output_tokens: 7 },
});

/** Puts blocks together from events as a client does. */
function fold(events: Iterable<StreamEvent>): Record<string, unknown>[] {
  const blocks: Record<string, unknown>[] = [];
  const json: string[] = [];
  for (const { event, data } of events) {
    const index = data.index as number;
    if (event === 'content_block_start') blocks[index] = { ...(data.content_block as object) };
    if (event === 'content_block_delta') {
      const { type: _, ...delta } = data.delta as Record<string, string>;
      const block = blocks[index] ?? {};
      for (const [field, part] of Object.entries(delta)) {
        if (field === 'partial_json') json[index] = (json[index] ?? '') + part;
        else block[field] = `${block[field] ?? ''}${part}`;
      }
    }
    const whole = json[index];
    if (event === 'content_block_stop' && whole !== undefined)
      blocks[index] = { ...blocks[index], input: JSON.parse(whole) };
  }
  return blocks;
}

const anyText = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 });
const anyBlock: fc.Arbitrary<ContentBlock> = fc.oneof(
  anyText.map((text) => ({ type: 'text', text })),
  fc.tuple(anyText, anyText).map(([thinking, signature]) => ({ type: 'thinking', thinking, signature })),
  anyText.map((thinking) => ({ type: 'thinking', thinking })),
  anyText.map((data) => ({ type: 'redacted_thinking', data })),
  fc
    .dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      anyText,
    )
    .map((input) => ({ type: 'tool_use', id: 'toolu_1', name: 'n', input })),
  anyText.map((any) => ({ type: 'novel', any: { thing: any } })),
);

describe('an answer as events', () => {
  it('folds back to the same blocks, whatever the size of the deltas', () => {
    fc.assert(
      fc.property(
        fc.array(anyBlock, { maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        (content, deltaChars) => {
          const events = [...eventsOf(answerOf(content), { deltaChars, pings: true })];
          assert.deepEqual(JSON.parse(JSON.stringify(fold(events))), JSON.parse(JSON.stringify(content)));
        },
      ),
    );
  });

  it('never parts a surrogate pair', () => {
    const events = eventsOf(answerOf([{ type: 'text', text: '😀😀😀' }]), { deltaChars: 1, pings: false });
    for (const { data } of events) assert.doesNotMatch(JSON.stringify(data), /\\ud83d/);
  });

  it('comes in the order of the API, with usage at both ends', () => {
    const content = [{ type: 'text', text: 'Hello' }];
    const events = [...eventsOf(answerOf(content), { deltaChars: 9, pings: true })];
    const names = events.map(({ event }) => event);
    assert.deepEqual(names, [
      'message_start',
      'ping',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'ping',
      'message_delta',
      'message_stop',
    ]);
    const message = events[0]?.data.message as WireAnswer;
    assert.deepEqual([message.content, message.stop_reason, message.usage?.input_tokens], [[], null, 5]);
    assert.deepEqual(events[6]?.data.usage, { input_tokens: 5, output_tokens: 7 });
    for (const { event, data } of events) assert.equal(data.type, event);
  });

  it('is framed with the name of the event and one line of data', () => {
    assert.equal(frame('ping', { type: 'ping' }), 'event: ping\ndata: {"type":"ping"}\n\n');
  });
});
