import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeLine, encodeLine } from '../../../../src/adapters/storage/transcript-line.ts';
import { arbitraryRecord } from '../../../support/arbitrary-record.ts';

const bare = (seq: number, data: unknown): string => encodeLine(seq, data).slice(0, -1);
const dataOf = (line: string): readonly unknown[] => decodeLine(line).envelopes.map(({ data }) => data);

describe('A line of a transcript', () => {
  it('gives back what was put in, and is one line', () => {
    fc.assert(
      fc.property(fc.nat(), arbitraryRecord, (seq, record) => {
        const line = encodeLine(seq, record);
        assert.equal(line.indexOf('\n'), line.length - 1);
        const decoded = decodeLine(line.slice(0, -1));
        assert.equal(decoded.isDamaged, false);
        assert.equal(JSON.stringify(decoded.envelopes), JSON.stringify([{ seq, data: record }]));
      }),
    );
  });

  it('yields nothing but what was written, wherever it is cut', () => {
    const line = bare(1, { id: 'a', text: '記憶 {"v":1} 🧠' });
    for (let end = 1; end < line.length; end++) {
      assert.deepEqual(decodeLine(line.slice(0, end)), { envelopes: [], isDamaged: true });
    }
  });

  it('yields the next record that was spliced in wherever the one before was cut', () => {
    const [first, second] = [bare(1, { id: 'a', text: 'cut' }), bare(2, { id: 'b' })];
    for (let end = 1; end < first.length; end++) {
      const decoded = decodeLine(first.slice(0, end) + second);
      assert.deepEqual(decoded, { envelopes: [{ seq: 2, data: { id: 'b' } }], isDamaged: true });
    }
  });

  it('yields both records where the line feed between them is missing', () => {
    const decoded = decodeLine(bare(1, { id: 'a' }) + bare(2, { id: 'b' }));
    assert.deepEqual(decoded.envelopes, [
      { seq: 1, data: { id: 'a' } },
      { seq: 2, data: { id: 'b' } },
    ]);
    assert.equal(decoded.isDamaged, false);
  });

  it('yields the record before a cut one, and the one behind a run of NUL bytes', () => {
    assert.deepEqual(dataOf(`${bare(1, 'a')}${bare(2, 'b').slice(0, 20)}`), ['a']);
    assert.deepEqual(dataOf(`${'\0'.repeat(50)}${bare(2, 'b')}`), ['b']);
    assert.deepEqual(dataOf(`${bare(1, 'a')}${'\0'.repeat(50)}`), ['a']);
    assert.deepEqual(dataOf(`${bare(1, 'a')}rubbish${bare(2, 'b')}`), ['a', 'b']);
  });

  it('is refused when a single character was changed', () => {
    const line = bare(1, { id: 'a', text: 'hello' });
    const start = line.indexOf('"data":') + '"data":'.length;
    for (let index = start; index < line.length; index++) {
      const changed = `${line.slice(0, index)}${line[index] === 'x' ? 'y' : 'x'}${line.slice(index + 1)}`;
      assert.deepEqual(dataOf(changed), [], changed);
    }
  });

  it('keeps a record whose content quotes a line of a transcript, as text or as an object', () => {
    const quoted = bare(7, { id: 'inner' });
    const record = { id: 'outer', text: quoted, input: [JSON.parse(quoted), JSON.parse(quoted)] };
    assert.deepEqual(dataOf(bare(8, record)), [record]);
  });

  it('is not found in a row of beginnings without an end', () => {
    const beginning = bare(1, null).slice(0, -'null}'.length);
    const decoded = decodeLine(beginning.repeat(20_000) + bare(2, 'b'));
    assert.deepEqual(decoded, { envelopes: [{ seq: 2, data: 'b' }], isDamaged: true });
  });
});
