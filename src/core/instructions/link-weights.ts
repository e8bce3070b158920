// Written by `npm run train -- --links`; do not edit.

/** In the order of the features in link-features.ts. */
export const linkWeights: { readonly bias: number; readonly weights: readonly number[] } = {
  bias: 1.0142,
  weights: [
    // nothing in common
    1.8224,
    // share of the rule
    9.1906,
    // rare words in common
    0.1129,
    // most in common
    0.9106,
    // other value
    0.7114,
    // other number
    -0.537,
    // other number of the same
    -0.5242,
    // same numbers
    0.3261,
    // revokes
    0.3278,
    // sentence before revokes
    0.2671,
    // rule evidence
    0.0128,
    // is a rule
    0.2568,
    // is a correction
    0.2036,
    // rule forbids
    -1.0969,
    // back
    0.619,
    // afterAll
    0.6044,
    // stop
    -0.4257,
    // allowed
    -0.298,
    // noLonger
    0.5092,
    // now
    0.7759,
    // instead
    0.489,
    // tooMuch
    1.4708,
    // cues
    0.109,
    // allowed what was forbidden
    1.0292,
    // stop what was ordered
    0.7119,
    // no longer what was ordered
    2.0608,
    // question
    -1.0933,
    // length
    -0.7129,
    // about it from the start
    0.2946,
    // cue beside it
    1.0535,
    // distance
    -1.4916,
    // rule is a correction
    -3.6255,
    // other rules
    -0.0452,
  ],
};
