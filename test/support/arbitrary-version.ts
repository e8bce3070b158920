/** Memory versions, one with chosen fields and any. */
import fc from 'fast-check';
import { type MemoryVersion, noOwnership } from '../../src/core/ports/memory-history.ts';

const line = fc.string({ unit: 'binary', maxLength: 20 });

const plain = { noNullPrototype: true };

export const arbitraryVersion: fc.Arbitrary<MemoryVersion> = fc.record(
  {
    text: line,
    hash: fc.option(line),
    covered: fc.option(fc.uuid()),
    cause: fc.constantFrom('created', 'updated', 'edited', 'merged', 'compacted', 'restored', 'branched'),
    at: fc.nat(),
    provisional: fc.boolean(),
    ownership: fc.record(
      { held: fc.array(line), deletedLines: fc.array(line), deletedSections: fc.array(line) },
      plain,
    ),
    summarised: fc.option(fc.uuid()),
    untold: fc.record({ notes: fc.array(line), after: fc.option(fc.uuid()) }, plain),
  },
  {
    ...plain,
    requiredKeys: ['text', 'hash', 'covered', 'cause', 'at', 'provisional', 'ownership'],
  },
);

export const memoryVersion = (fields: Partial<MemoryVersion>): MemoryVersion => ({
  text: '# Session memory\n',
  hash: null,
  covered: null,
  cause: 'updated',
  at: 1,
  provisional: false,
  ownership: noOwnership,
  ...fields,
});
