// Runs the in-host tests with mocha. It is part of the bundle that VS Code loads, in its server and on the desktop.
import Mocha from 'mocha';
import { TallyReporter } from '../support/run/tally-reporter.ts';

/** Loads the test files one after the other and runs them. Rejects when a test has failed or there was none. */
export async function runSuite(files: readonly (() => Promise<unknown>)[]): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    // Much for a test, but a machine may be busy with other things.
    timeout: 120_000,
    // VS Code has races of its own; what needed a second try is told at the end of the run.
    retries: 1,
    color: false,
    reporter: TallyReporter,
    forbidOnly: true,
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of files) await load();
  const { failures, tests } = await new Promise<{ failures: number; tests: number }>((resolve) => {
    const runner = mocha.run((count) => resolve({ failures: count, tests: runner.total }));
  });
  if (failures > 0) throw new Error(`${failures} in-host tests failed.`);
  if (tests === 0) throw new Error('There was no in-host test.');
}
