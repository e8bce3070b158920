// `npm test`: every stage in order. A failing stage does not hide the later ones. Ends with the line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endWithProcess } from '../vscode/cleanup.ts';
import { temporaryFolder } from '../vscode/temporary-folder.ts';
import { addTallies, readTally, type Tally, tallyFileVariable } from './tally.ts';
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
let total: Tally = { passed: 0, failed: 0 };
const failedStages: string[] = [];
for (const stage of stages) {
  console.log(`\n=== ${stage.script}`);
  const tally = await runStage(stage, join(folder.path, stage.script.replace(':', '-')));
  if (tally.failed > 0) failedStages.push(stage.script);
  total = addTallies(total, tally);
}
await folder.remove();
if (failedStages.length > 0) console.log(`\nFailed: ${failedStages.join(', ')}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

async function runStage(stage: Stage, tallyFile: string): Promise<Tally> {
  const code = await npmRun(stage.script, { ...env, [tallyFileVariable]: tallyFile });
  const tally = await readTally(tallyFile);
  if (stage.hasTests && tally.passed + tally.failed === 0) {
    console.log(`${stage.script} has run no test, which counts as a failure.`);
    return { passed: 0, failed: 1 };
  }
  // A stage can fail apart from its tests: a type error, a build that breaks, a host that never ends.
  return code === 0 || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

async function npmRun(script: string, env: NodeJS.ProcessEnv): Promise<number> {
  const cli = process.env.npm_execpath;
  const [command, ...args] = cli ? [process.execPath, cli] : ['npm'];
  const child = spawn(command ?? 'npm', [...args, 'run', '--silent', script], {
    stdio: 'inherit',
    env,
    shell: cli === undefined && process.platform === 'win32',
  });
  // Ctrl+C reaches the child from the terminal; a signal to this process alone is passed on.
  const ended = once(child, 'exit');
  const forget = endWithProcess({
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    stopNow: () => child.kill('SIGKILL'),
  });
  const [code] = await ended;
  await forget();
  return typeof code === 'number' ? code : 1;
}
