/** What the search for credentials reads its text through. A string is one; a test puts one in that counts. */
export interface Subject {
  readonly length: number;
  charCodeAt(index: number): number;
  charAt(index: number): string;
  indexOf(search: string, from?: number): number;
  slice(from?: number, to?: number): string;
}

/** Where a credential stands in a text, the end not included. */
export interface Found {
  readonly from: number;
  readonly to: number;
  /** What it is, as it is shown in its place. */
  readonly kind: string;
}

/** Every position of `search`, in order, none inside another. */
export function positionsOf(subject: Subject, search: string): readonly number[] {
  const positions: number[] = [];
  for (let at = subject.indexOf(search); at >= 0; at = subject.indexOf(search, at + search.length))
    positions.push(at);
  return positions;
}
