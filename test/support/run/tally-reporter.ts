// Mocha's spec reporter, which also hands on, for each file of tests, the count, the failures, and what had to be tried again.
import Mocha from 'mocha';
import { failureLine, reportTallies } from './tally.ts';

interface Counted {
  passed: number;
  readonly failures: string[];
  readonly retried: string[];
}

export class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    // A bundle's tests have an empty name of a file.
    const counts = new Map<string | undefined, Counted>();
    const countOf = ({ file }: { readonly file?: string | undefined }): Counted => {
      const count = counts.get(file) ?? { passed: 0, failures: [], retried: [] };
      counts.set(file, count);
      return count;
    };
    runner.on('pass', (test) => {
      countOf(test).passed += 1;
    });
    runner.on('fail', (test, error: unknown) => {
      countOf(test).failures.push(failureLine(test.fullTitle(), error));
    });
    runner.on('retry', (test, error: unknown) => {
      const line = failureLine(test.fullTitle(), error);
      console.log(`      tried again: ${line}`);
      countOf(test).retried.push(line);
    });
    runner.once('end', () =>
      reportTallies([...counts].map(([file, count]) => (file ? { file, ...count } : count))),
    );
  }
}

// What `mocha --reporter` gets when it requires this file.
export { TallyReporter as 'module.exports' };
