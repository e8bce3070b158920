/** Where something begins and ends in a text, the end not included. */
export type Span = readonly [from: number, to: number];
