/** From labelled messages to the recogniser's models: features numbered once, any share of the messages fitted. */

import { decode, type WrittenModel } from '../../src/core/linear-model.ts';
import { featuresOf, read } from '../../src/core/recogniser/features.ts';
import type { Models } from '../../src/core/recogniser/recognise.ts';
import type { LabelledMessage, LabelledSentence } from './corpus.ts';
import { type Example, type FitOptions, regression } from './regression.ts';
import { encode } from './writing.ts';

interface LabelledExample extends Omit<Example, 'kind'>, Pick<LabelledSentence, 'label' | 'revokes'> {}

export interface Numbered {
  readonly hashes: readonly number[];
  readonly examples: ReadonlyMap<LabelledMessage, readonly LabelledExample[]>;
}

/**
 * Writers who worked blind, by one brief, agree with each other about what binds; the others disagree with them and among
 * themselves, and teach words more than judgement. Whole conversations are nearest to what is typed. Long messages in which hardly anything binds teach restraint.
 */
const weights: readonly (readonly [source: RegExp, weight: number])[] = [
  [/^(?:blind-[abcdgk-t]|seen)$/, 3],
  [/^(?:examples|plain-short)$/, 8],
  [/^blind-/, 1],
  [/(?:long|nine)$/, 0.035],
];
const weightOf = (source: string): number => weights.find(([name]) => name.test(source))?.[1] ?? 0.1;

export function numbered(messages: readonly LabelledMessage[]): Numbered {
  const numbers = new Map<number, number>();
  const examples = new Map<LabelledMessage, readonly LabelledExample[]>();
  for (const message of messages) {
    const readings = message.sentences.map(({ sentence }) => read(sentence));
    const own = message.sentences.flatMap(({ label, revokes, weight }, index): readonly LabelledExample[] => {
      if ((label === null || label === 'either') && revokes === null) return [];
      const features = Int32Array.from(featuresOf(readings, index), (hash) => {
        const known = numbers.get(hash) ?? numbers.size;
        numbers.set(hash, known);
        return known;
      });
      return [{ features, label, revokes, weight: weight * weightOf(message.source) }];
    });
    examples.set(message, own);
  }
  return { hashes: [...numbers.keys()], examples };
}

export interface WrittenModels {
  readonly orders: WrittenModel;
  readonly revocations: WrittenModel;
}

const alike = { fewest: 2, epochs: 10, rate: 0.03, dropped: 0.4, orders: 3 };
const fits: Readonly<
  Record<
    keyof WrittenModels,
    {
      /** What a sentence is an example of, from 0 for none of the classes; null where it teaches nothing. */
      readonly kindOf: (example: LabelledExample) => number | null;
      readonly options: FitOptions;
      readonly distanceBits: number;
      readonly largest: number;
    }
  >
> = {
  orders: {
    kindOf: ({ label }) =>
      label === null || label === 'either' ? null : ['rule', 'correction'].indexOf(label) + 1,
    options: { ...alike, classes: 2, most: 150_000 },
    distanceBits: 8,
    largest: 1,
  },
  revocations: {
    kindOf: ({ revokes }) => (revokes === null ? null : revokes ? 1 : 0),
    options: { ...alike, classes: 1, most: 1_000 },
    distanceBits: 13,
    largest: 1.2,
  },
};

/** Fitted, and rounded to what can be written down. */
export function trained({ hashes, examples }: Numbered, messages: readonly LabelledMessage[]): WrittenModels {
  const own = messages.flatMap((message) => examples.get(message) ?? []);
  const fitted = (name: keyof WrittenModels): WrittenModel => {
    const { kindOf, options, distanceBits, largest } = fits[name];
    const rows = own.flatMap((example): readonly Example[] => {
      const kind = kindOf(example);
      return kind === null ? [] : [{ features: example.features, weight: example.weight, kind }];
    });
    return encode(regression(rows, hashes, options), { distanceBits, largest });
  };
  return { orders: fitted('orders'), revocations: fitted('revocations') };
}

export const modelsOf = ({ orders, revocations }: WrittenModels): Models => ({
  orders: decode(orders),
  revocations: decode(revocations),
});
