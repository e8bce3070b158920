/** The memory file as git sees it. */
import type { Failure } from '../failure.ts';

/** What git has to do with the memory file. None of it rejects. */
export interface GitFile {
  /** False where there is no repository; true where it cannot be told. */
  isTracked(): Promise<boolean>;
  /** True when git would offer the file for a commit, as far as that can be told cheaply. */
  couldBeExcluded(): Promise<boolean>;
  /** Adds the file to `.git/info/exclude`, which is never committed. Null when it is there afterwards. */
  exclude(): Promise<Failure | null>;
}
