/** What the workspace's files say. */

/** One line of a workspace file. */
export interface WorkspaceHit {
  /** Relative to the workspace folder, with forward slashes. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Looks up words in the workspace's files, for the offline provider's answers. */
export interface WorkspaceSearch {
  /** Lines that hold any of the lower-case terms, best first, at most `limit`; empty where nothing may be read. */
  search(terms: readonly string[], limit: number): Promise<readonly WorkspaceHit[]>;
}
