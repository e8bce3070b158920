/** How likely a word is a credential: a linear model over the features of told-features.ts, fitted by `npm run train-credentials`. */
import { decode, hashOf, type WrittenModel } from '../../linear-model.ts';
import { toldWeights } from './told-weights.ts';

export interface ToldModel {
  readonly weights: ReadonlyMap<number, number>;
  readonly bias: number;
}

export function toldModel(model: WrittenModel): ToldModel {
  const { hashes, weights, bias } = decode(model);
  return {
    weights: new Map(Array.from(hashes, (hash, at) => [hash, weights[at] ?? 0])),
    bias: bias[0] ?? 0,
  };
}

let own: ToldModel | undefined;

/** Decoded at the first use. */
export const ownModel = (): ToldModel => {
  own ??= toldModel(toldWeights);
  return own;
};

/** The logarithm of the odds; above 0 it rather is one. */
export const oddsOf = ({ weights, bias }: ToldModel, features: readonly string[]): number =>
  features.reduce((sum, feature) => sum + (weights.get(hashOf(feature)) ?? 0), bias);
