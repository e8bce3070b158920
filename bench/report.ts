/** What a part of the bench has to say: figures, some of them with a target, and tables. Plain JSON. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `ms`, `%`, `USD`, `bytes` … */
  readonly unit: string;
  /** The value it must not exceed; absent where there is none. */
  readonly atMost?: number;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface Report {
  readonly part: string;
  readonly title: string;
  /** How it was measured and how to read it. */
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
  /** Everything measured, for whoever wants to draw it. */
  readonly data?: unknown;
}

/** Null where there is no target. A value that is no number meets none. */
export const isMet = ({ value, atMost }: Figure): boolean | null =>
  atMost === undefined ? null : value <= atMost;
