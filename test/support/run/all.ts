// `npm test`: every stage in order. A failing stage does not hide the later ones. Ends with what
// has failed, since the rest of the output is long, and with the line `N passed, N failed`.
import { join } from 'node:path';
import { temporaryFolder } from '../vscode/temporary-folder.ts';
import { runChild } from './child.ts';
import { addTallies, readTallies, type Tally, tallyFileVariable } from './tally.ts';
import { temporaryInMemory } from './temporary-in-memory.ts';

interface Stage {
  readonly script: string;
  /** False for a check, which counts only when it fails. */
  readonly hasTests: boolean;
}

const stages: readonly Stage[] = [
  { script: 'check:types', hasTests: false },
  { script: 'check:lint', hasTests: false },
  { script: 'test:unit', hasTests: true },
  { script: 'test:integration', hasTests: true },
  { script: 'test:e2e', hasTests: true },
];

const folder = await temporaryFolder('tally');
const env = { ...process.env, ...(await temporaryInMemory()) };
const tallies: Tally[] = [];
const failedStages: string[] = [];
for (const stage of stages) {
  console.log(`\n=== ${stage.script}`);
  const tally = await runStage(stage, join(folder.path, stage.script.replace(':', '-')));
  if (tally.failures.length > 0) failedStages.push(listed(stage.script, tally.failures));
  tallies.push(tally);
}
await folder.remove();
const total = addTallies(tallies);
if (total.retried.length > 0) console.log(`\n${listed('Tried twice:', total.retried)}`);
if (failedStages.length > 0) console.log(`\nFailed:\n${failedStages.join('\n')}`);
console.log(`\n${total.passed} passed, ${total.failures.length} failed`);
process.exitCode = total.failures.length > 0 ? 1 : 0;

function listed(title: string, lines: readonly string[]): string {
  return [title, ...lines.map((line) => `  ${line}`)].join('\n');
}

async function runStage(stage: Stage, tallyFile: string): Promise<Tally> {
  const code = await npmRun(stage.script, { ...env, [tallyFileVariable]: tallyFile });
  const tally = addTallies(await readTallies(tallyFile));
  if (stage.hasTests && tally.passed + tally.failures.length === 0)
    return { ...tally, failures: ['no test was run, which counts as a failure'] };
  // A stage can fail apart from its tests: a type error, a build that breaks, a host that never ends.
  return code === 0 || tally.failures.length > 0
    ? tally
    : { ...tally, failures: [`ended with code ${code}, apart from its tests`] };
}

function npmRun(script: string, env: NodeJS.ProcessEnv): Promise<number> {
  const cli = process.env.npm_execpath;
  const [command, ...args] = cli ? [process.execPath, cli] : ['npm'];
  const shell = cli === undefined && process.platform === 'win32';
  return runChild(command ?? 'npm', [...args, 'run', '--silent', script], { env, shell });
}
