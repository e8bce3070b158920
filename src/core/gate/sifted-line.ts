/** A line of the memory without the commands or addresses in it that nobody wrote. */
export interface SiftedLine {
  readonly line: string;
  readonly removed: readonly string[];
}

/** What stands where one was. */
export const gap = '[…]';
