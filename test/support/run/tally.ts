// How many tests passed and which failed, handed from the process that runs a suite to the one that adds suites up.
import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface Tally {
  readonly passed: number;
  /** One line for each test that failed, see failureLine. */
  readonly failures: readonly string[];
  /** One line for each first try that failed, whatever came of the second. */
  readonly retried: readonly string[];
}

/** What one run of a file of tests came to. */
export interface FileTally extends Tally {
  /** The file's absolute path; none for tests out of a bundle, and for hooks of the whole run. */
  readonly file?: string;
}

/** Names the file that a suite's process appends its tallies to. Unset: nobody adds up. */
export const tallyFileVariable = 'TEST_TALLY_FILE';

/** Where the test stands, and the first line of what went wrong: enough to find the rest in a long output. */
export function failureLine(title: string, error: unknown): string {
  const told = isTold(error) ? error.message : String(error);
  return `${title}: ${told.trim().split('\n', 1)[0]}`;
}

/** Not by its class: an error that comes from another process is a plain object. */
const isTold = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

export function reportTallies(tallies: readonly FileTally[]): void {
  const file = process.env[tallyFileVariable];
  if (file) appendFileSync(file, tallies.map((tally) => `${JSON.stringify(tally)}\n`).join(''));
}

/**
 * What all suites reported to `file`, nothing when none did. Of a file that was run again its last run counts; what failed
 * in the ones before stands among the tests that were tried again.
 */
export async function readTallies(file: string): Promise<readonly FileTally[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const tallies = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as FileTally);
  const byFile = new Map<string | number, FileTally>();
  for (const [index, tally] of tallies.entries()) {
    const key = tally.file ?? index;
    const former = byFile.get(key);
    const tried = former === undefined ? [] : [...former.retried, ...former.failures];
    byFile.set(key, { ...tally, retried: [...tried, ...tally.retried] });
  }
  return [...byFile.values()];
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
    retried: tallies.flatMap(({ retried }) => retried),
  };
}
