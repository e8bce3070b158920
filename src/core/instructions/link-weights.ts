// Written by `npm run train -- --links`; do not edit.

/** In the order of the features in link-features.ts. */
export const linkWeights: { readonly bias: number; readonly weights: readonly number[] } = {
  bias: 1.048,
  weights: [
    // nothing in common
    1.6127,
    // share of the rule
    9.1767,
    // rare words in common
    -0.0483,
    // most in common
    0.883,
    // other value
    0.7245,
    // other number
    -0.3513,
    // other number of the same
    -0.3299,
    // same numbers
    0.1664,
    // revokes
    0.2897,
    // sentence before revokes
    0.3432,
    // rule evidence
    -0.0197,
    // is a rule
    0.3497,
    // is a correction
    0.8229,
    // rule forbids
    -1.3348,
    // back
    0.3827,
    // afterAll
    0.6017,
    // stop
    -0.2113,
    // allowed
    -0.3666,
    // noLonger
    0.329,
    // now
    0.5497,
    // instead
    0.6849,
    // tooMuch
    1.3715,
    // cues
    0.2132,
    // allowed what was forbidden
    1.2514,
    // stop what was ordered
    0.5466,
    // no longer what was ordered
    1.9744,
    // question
    -1.2406,
    // length
    -0.6279,
    // about it from the start
    0.2465,
    // cue beside it
    1.0262,
    // distance
    -1.5178,
    // rule is a correction
    -3.6373,
    // other rules
    0.0005,
  ],
};
