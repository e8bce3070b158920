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

/** Names the file that a suite's process appends its tally to. Unset: nobody adds up. */
export const tallyFileVariable = 'TEST_TALLY_FILE';

export const noTally: Tally = { passed: 0, failures: [], retried: [] };

/** Where the test stands, and the first line of what went wrong: enough to find the rest in a long output. */
export function failureLine(title: string, error: unknown): string {
  const told = isTold(error) ? error.message : String(error);
  return `${title}: ${told.trim().split('\n', 1)[0]}`;
}

/** Not by its class: an error that comes from another process is a plain object. */
const isTold = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';

export function reportTally(tally: Tally): void {
  const file = process.env[tallyFileVariable];
  if (file) appendFileSync(file, `${JSON.stringify(tally)}\n`);
}

/** The sum over all suites that reported to `file`; nothing when none did. */
export async function readTally(file: string): Promise<Tally> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const tallies = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Tally);
  return tallies.reduce(addTallies, noTally);
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failures: [...a.failures, ...b.failures],
    retried: [...a.retried, ...b.retried],
  };
}
