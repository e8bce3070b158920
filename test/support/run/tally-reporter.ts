// Mocha's spec reporter, which also hands the counts on.
import Mocha from 'mocha';
import { reportTally } from './tally.ts';

export class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once('end', () => reportTally({ passed: this.stats.passes, failed: this.stats.failures }));
  }
}

// What `mocha --reporter` gets when it requires this file.
export { TallyReporter as 'module.exports' };
