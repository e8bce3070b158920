/** Transcript records of every kind, with content that is hard on files: any Unicode, odd keys, unknown blocks. */
import fc from 'fast-check';
import type { ContentBlock, Json } from '../../src/core/conversation/message.ts';
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';

const text = fc.string({ unit: 'binary', maxLength: 40 });
const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const block: fc.Arbitrary<ContentBlock> = fc.oneof(
  fc.record({ type: fc.constant('text'), text }),
  fc.record({ type: fc.constant('thinking'), thinking: text, signature: text }),
  fc.record({ type: fc.constant('tool_use'), id: text, name: text, input: json }),
  fc.record({ type: fc.constantFrom('search_result', 'from_the_future'), payload: json }),
);
const content = fc.array(block, { maxLength: 3 });
const count = fc.nat(2_000_000);
const base = { id: fc.uuid(), parent: fc.option(fc.uuid()), at: fc.nat() };

export const arbitraryRecord: fc.Arbitrary<TranscriptRecord> = fc.oneof(
  fc.record(
    {
      ...base,
      kind: fc.constant('user' as const),
      content,
      typed: text,
      continues: fc.constant(true as const),
    },
    { requiredKeys: ['id', 'parent', 'at', 'kind', 'content', 'typed'] },
  ),
  fc.record({
    ...base,
    kind: fc.constant('assistant' as const),
    content,
    provider: fc.constant('anthropic'),
    model: text,
    outcome: fc.constantFrom(
      'complete' as const,
      'toolUse' as const,
      'interrupted' as const,
      'refused' as const,
    ),
    stopReason: fc.option(text),
    usage: fc.option(
      fc.record({ inputTokens: count, cacheReadTokens: count, cacheWriteTokens: count, outputTokens: count }),
    ),
  }),
  fc.record({ ...base, kind: fc.constant('toolResults' as const), content }),
  fc.record({
    ...base,
    kind: fc.constant('compaction' as const),
    strategy: fc.constantFrom('instant' as const, 'traditional' as const),
    head: content,
    document: text,
    covered: fc.uuid(),
    tailFrom: fc.option(fc.uuid()),
    tokensBefore: count,
    tokensAfter: count,
    messagesBefore: count,
    messagesAfter: count,
    waitedMs: count,
    provisional: fc.boolean(),
    untold: fc.array(text, { maxLength: 2 }),
    wordsOmitted: count,
    wordsCut: count,
    pastedLines: count,
  }),
  fc.record({ ...base, kind: fc.constant('undo' as const), undoes: fc.uuid() }),
);
