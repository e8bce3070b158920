// Written by `npm run train -- --links`; do not edit.

/** In the order of the features in link-features.ts. */
export const linkWeights: { readonly bias: number; readonly weights: readonly number[] } = {
  bias: 0.5907,
  weights: [
    // nothing in common
    1.9416,
    // share of the rule
    9.295,
    // rare words in common
    0.1666,
    // most in common
    0.8572,
    // other value
    0.7914,
    // other number
    -0.279,
    // other number of the same
    -0.2506,
    // same numbers
    0.2705,
    // revokes
    0.3095,
    // sentence before revokes
    0.3541,
    // rule evidence
    0.0269,
    // is a rule
    0.2001,
    // is a correction
    0.6749,
    // rule forbids
    -1.4052,
    // back
    0.1168,
    // afterAll
    0.5145,
    // stop
    -0.4095,
    // allowed
    -0.1197,
    // noLonger
    0.352,
    // now
    0.6619,
    // instead
    0.9141,
    // tooMuch
    1.4881,
    // cues
    0.2942,
    // allowed what was forbidden
    1.1237,
    // stop what was ordered
    0.5885,
    // no longer what was ordered
    1.894,
    // question
    -1.1572,
    // length
    -0.6248,
    // about it from the start
    0.2648,
    // cue beside it
    1.0517,
    // distance
    -1.5927,
    // rule is a correction
    -3.2956,
    // other rules
    0.0949,
  ],
};
