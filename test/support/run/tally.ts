// How many tests passed and failed, handed from the process that runs a suite to the one that adds suites up.
import { appendFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** Names the file that a suite's process appends its tally to. Unset: nobody adds up. */
export const tallyFileVariable = 'TEST_TALLY_FILE';

export function reportTally(tally: Tally): void {
  const file = process.env[tallyFileVariable];
  if (file) appendFileSync(file, `${JSON.stringify(tally)}\n`);
}

/** The sum over all suites that reported to `file`; zeros when none did. */
export async function readTally(file: string): Promise<Tally> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const tallies = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Tally);
  return tallies.reduce(addTallies, { passed: 0, failed: 0 });
}

export function addTallies(a: Tally, b: Tally): Tally {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}
