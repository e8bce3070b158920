/**
 * Fits what tells which rule a sentence takes back (src/core/instructions/rule-links.ts) to the conversations whose writers said in
 * which turn a rule is taken back. In which sentence, nobody said: the likeliest is taken for it, again and again.
 */
import type { Instruction } from '../../src/core/instructions/instruction.ts';
import { linkFeatures } from '../../src/core/instructions/link-features.ts';
import { plain } from '../../src/core/instructions/plain-quote.ts';
import { linksOf, standingBefore } from '../../src/core/instructions/rule-links.ts';
import { sentencesOf } from '../../src/core/prose/sentences.ts';
import { topicOf } from '../../src/core/prose/topics.ts';
import type { Models } from '../../src/core/recogniser/recognise.ts';
import { recogniseWith } from '../../src/core/recogniser/recognise.ts';
import { onOneLine, type Plant, type ProbeConversation } from '../probe/conversations.ts';

/** A rule and one turn after it, with what each of the turn's sentences has to do with the rule. */
export interface Meeting {
  readonly isRevoked: boolean;
  readonly sentences: readonly (readonly number[])[];
}

export interface LinkWeights {
  readonly bias: number;
  readonly weights: readonly number[];
}

/** So many conversations stand for one long one, in which rules on many subjects hold at once. */
const together = 15;

interface Held {
  readonly entry: Instruction;
  /** Null for what the writer has not marked as a rule. */
  readonly plant: Plant | null;
}

/** What the conversations' turns have to do with their rules, as models that have not read them see it. */
export function meetingsIn(conversations: readonly ProbeConversation[], models: Models): readonly Meeting[] {
  const meetings: Meeting[] = [];
  let held: Held[] = [];
  let turn = 0;
  for (const [number, { turns, plants }] of conversations.entries()) {
    if (number % together === 0) held = [];
    const rules = plants.filter(({ kind }) => kind === 'instruction' || kind === 'correction');
    for (const [index, { user }] of turns.entries()) {
      turn++;
      const sentences = sentencesOf(user);
      const judgements = recogniseWith(models, sentences);
      const message = sentences.flatMap((sentence, at) => {
        const judgement = judgements[at];
        return judgement === undefined ? [] : [{ sentence, ...judgement }];
      });
      const standing = standingBefore(
        held.map(({ entry }) => entry),
        turn,
      );
      const links = message.map((_, at) => linksOf(standing, message, at, turn));
      for (const { entry, plant } of held) {
        if (plant === null) continue;
        const own = links.flatMap((found) => found.filter((link) => link.entry === entry));
        const isRevoked = rules.includes(plant) && plant.revokedIn === index + 1;
        if (own.length > 0) meetings.push({ isRevoked, sentences: own.map(({ features }) => features) });
      }
      held = held.filter(
        ({ plant }) => plant === null || !rules.includes(plant) || plant.revokedIn !== index + 1,
      );
      for (const { sentence, kind } of message) {
        if (kind !== 'rule' && kind !== 'correction') continue;
        const quote = onOneLine(sentence.quote);
        const plant = rules.find(
          (one) =>
            one.turn === index + 1 &&
            (onOneLine(one.text).includes(quote) || quote.includes(onOneLine(one.text))),
        );
        const entry: Instruction = {
          kind: kind === 'rule' ? 'instruction' : 'correction',
          quote,
          turn,
          revokedIn: null,
          topic: topicOf(quote),
        };
        held = [
          ...held.filter((other) => plain(other.entry.quote) !== plain(quote)),
          { entry, plant: plant ?? null },
        ];
      }
    }
  }
  return meetings;
}

const rounds = 5;
/** What a first guess goes by. */
const telling: readonly (typeof linkFeatures)[number][] = [
  'share of the rule',
  'rare words in common',
  'revokes',
  'cues',
];

export function linkWeightsFor(meetings: readonly Meeting[]): LinkWeights {
  const { mean, deviation } = spread(meetings.flatMap(({ sentences }) => sentences));
  const scaled = (features: readonly number[]): readonly number[] => [
    ...features.map((value, at) => (value - (mean[at] ?? 0)) / (deviation[at] ?? 1)),
    1,
  ];
  const rows = meetings.map(({ isRevoked, sentences }) => ({ isRevoked, sentences: sentences.map(scaled) }));
  let weights: readonly number[] = [...linkFeatures.map((name) => (telling.includes(name) ? 1 : 0)), 0];
  for (let round = 0; round < rounds; round++) {
    const examples = rows.flatMap(({ isRevoked, sentences }) =>
      (isRevoked ? [likeliest(sentences, weights)] : sentences).map((features) => ({ features, isRevoked })),
    );
    weights = logistic(examples);
  }
  const own = weights.slice(0, -1).map((weight, at) => weight / (deviation[at] ?? 1));
  const shift = own.reduce((sum, weight, at) => sum + weight * (mean[at] ?? 0), 0);
  return { bias: (weights.at(-1) ?? 0) - shift, weights: own };
}

export const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

const likeliest = (
  sentences: readonly (readonly number[])[],
  weights: readonly number[],
): readonly number[] => sentences.toSorted((one, other) => dot(other, weights) - dot(one, weights))[0] ?? [];

function spread(rows: readonly (readonly number[])[]): {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
} {
  const mean = linkFeatures.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? 0), 0) / rows.length);
  const deviation = mean.map(
    (middle, at) =>
      Math.sqrt(rows.reduce((sum, row) => sum + ((row[at] ?? 0) - middle) ** 2, 0) / rows.length) || 1,
  );
  return { mean, deviation };
}

/** Holds weights back that few examples speak for. */
const restraint = 3;

/** Logistic regression by Newton's method. */
function logistic(
  examples: readonly { readonly features: readonly number[]; readonly isRevoked: boolean }[],
): readonly number[] {
  const size = linkFeatures.length + 1;
  const weights = new Float64Array(size);
  for (let step = 0; step < 25; step++) {
    const slope = Float64Array.from(weights, (weight, at) => (at < size - 1 ? restraint * weight : 0));
    const curve = Array.from({ length: size }, (_, row) => {
      const line = new Float64Array(size);
      line[row] = row < size - 1 ? restraint : 1e-6;
      return line;
    });
    for (const { features, isRevoked } of examples) {
      let sum = 0;
      for (let at = 0; at < size; at++) sum += (features[at] ?? 0) * (weights[at] ?? 0);
      const probability = 1 / (1 + Math.exp(-sum));
      const off = probability - (isRevoked ? 1 : 0);
      const bend = probability * (1 - probability);
      for (let row = 0; row < size; row++) {
        const value = features[row] ?? 0;
        if (value === 0) continue;
        slope[row] = (slope[row] ?? 0) + off * value;
        const line = curve[row];
        if (line === undefined) continue;
        for (let at = 0; at < size; at++) line[at] = (line[at] ?? 0) + bend * value * (features[at] ?? 0);
      }
    }
    const change = solved(curve, slope);
    for (let at = 0; at < size; at++) weights[at] = (weights[at] ?? 0) - (change[at] ?? 0);
    if (change.every((value) => Math.abs(value) < 1e-6)) break;
  }
  return [...weights];
}

/** The vector that a symmetric, positive definite matrix turns into another one; both are used up. */
function solved(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  const size = vector.length;
  const at = (row: number, column: number): number => matrix[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot++) {
    for (let row = pivot + 1; row < size; row++) {
      const factor = at(row, pivot) / at(pivot, pivot);
      if (factor === 0) continue;
      const line = matrix[row];
      if (line === undefined) continue;
      for (let column = pivot; column < size; column++)
        line[column] = at(row, column) - factor * at(pivot, column);
      vector[row] = (vector[row] ?? 0) - factor * (vector[pivot] ?? 0);
    }
  }
  const result = new Float64Array(size);
  for (let row = size - 1; row >= 0; row--) {
    let rest = vector[row] ?? 0;
    for (let column = row + 1; column < size; column++) rest -= at(row, column) * (result[column] ?? 0);
    result[row] = rest / at(row, row);
  }
  return result;
}
