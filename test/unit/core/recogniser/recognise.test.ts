import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hashOfCorpus } from '../../../../bench/recogniser/corpus.ts';
import { regression } from '../../../../bench/recogniser/regression.ts';
import { encode } from '../../../../bench/recogniser/writing.ts';
import { decode, hashOf, probabilities } from '../../../../src/core/linear-model.ts';
import { sentencesOf } from '../../../../src/core/prose/sentences.ts';
import { featuresOf, read } from '../../../../src/core/recogniser/features.ts';
import { recognised } from '../../../../src/core/recogniser/recognise.ts';
import { corpusHash, written } from '../../../../src/core/recogniser/weights.ts';

const kindsIn = (message: string): readonly string[] =>
  recognised(sentencesOf(message)).map(({ kind }) => kind);

describe('the recogniser', () => {
  it('was fitted to the corpus as it is; `npm run train` fits it anew', async () => {
    assert.equal(corpusHash, await hashOfCorpus());
  });

  it('keeps its weights within the room of their bundle', () => {
    assert.ok(written.orders.features.length + written.revocations.features.length < 500_000);
  });

  it('takes no orders from a pasted log of a megabyte', () => {
    const log = '2024-01-01 10:00:00 WARN never retry, always fail\n'.repeat(20_000);
    assert.deepEqual(kindsIn(`It fails again:\n${log}`), []);
  });

  it('judges whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (message) => {
        for (const { evidence, revokes } of recognised(sentencesOf(message)))
          assert.ok(!Number.isNaN(evidence) && revokes >= 0 && revokes <= 1);
      }),
      { numRuns: 300 },
    );
  });

  it('takes no orders from instructions that are quoted', () => {
    assert.deepEqual(kindsIn('"Never push to main."'), ['none']);
    assert.deepEqual(kindsIn('`always use tabs`'), ['none']);
  });

  it('sees both sides of a contradiction', () => {
    assert.deepEqual(kindsIn('Always use tabs. Never use tabs.'), ['rule', 'rule']);
  });

  it('looks at no more of a sentence than its beginning, and at each token so many times', () => {
    const featureCount = (words: number): number =>
      featuresOf([read({ quote: '', masked: 'word '.repeat(words), underRules: false })], 0).length;
    assert.equal(featureCount(120), featureCount(2_000));
    const distinct = Array.from(
      { length: 120 },
      (_, index) => `w${'abcdefghij'.charAt(index % 10)}${index}`,
    ).join(' ');
    assert.ok(featuresOf([read({ quote: '', masked: distinct, underRules: false })], 0).length < 120 * 30);
  });
});

describe('a written model', () => {
  const hashes = Int32Array.from(['a', 'b', 'c'].map(hashOf).sort((one, other) => one - other));
  const model = { hashes, weights: Float32Array.from([1, -1, 0, 0.5, -0.2, 0]), bias: [0.1, -0.1] };

  it('reads back as what was written, large gaps between hashes and all', () => {
    const back = decode(encode(model, { distanceBits: 10, largest: 1 }));
    const weightOf = (hash: number): readonly number[] => {
      const at = back.hashes.lastIndexOf(hash);
      return [...back.weights.subarray(at * 2, at * 2 + 2)];
    };
    for (const [index, hash] of hashes.entries()) {
      for (const [kind, weight] of weightOf(hash).entries())
        assert.ok(Math.abs(weight - (model.weights[index * 2 + kind] ?? 0)) < 0.15);
    }
  });

  it('gives chances that add up to one', () => {
    const chances = probabilities(model, [hashOf('a'), hashOf('unknown')]);
    assert.ok(Math.abs(chances.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
  });
});

describe('the fit', () => {
  const examples = Array.from({ length: 60 }, (_, index) => ({
    features: Int32Array.from([index % 3, 3 + (index % 7)]),
    kind: index % 3,
    weight: 1,
  }));
  const hashes = Array.from({ length: 10 }, (_, index) => index + 1);
  const options = { classes: 2, most: 8, fewest: 2, epochs: 10, rate: 0.1, dropped: 0.1, orders: 2 };

  it('learns what tells the classes apart, and the same each time', () => {
    const model = regression(examples, hashes, options);
    assert.deepEqual(regression(examples, hashes, options), model);
    assert.equal(model.hashes.length, 8);
    for (const kind of [0, 1, 2]) {
      const chances = probabilities(model, [kind + 1]);
      assert.equal(chances.indexOf(Math.max(...chances)), kind);
    }
  });
});
