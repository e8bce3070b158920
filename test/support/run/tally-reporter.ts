// Mocha's spec reporter, which also hands on the count, the failures, and what had to be tried again.
import Mocha from 'mocha';
import { failureLine, reportTally } from './tally.ts';

export class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const failures: string[] = [];
    const retried: string[] = [];
    runner.on('fail', (test, error: unknown) => failures.push(failureLine(test.fullTitle(), error)));
    runner.on('retry', (test, error: unknown) => {
      const line = failureLine(test.fullTitle(), error);
      console.log(`      tried again: ${line}`);
      retried.push(line);
    });
    runner.once('end', () => reportTally({ passed: this.stats.passes, failures, retried }));
  }
}

// What `mocha --reporter` gets when it requires this file.
export { TallyReporter as 'module.exports' };
