import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as node from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { checks, type Found } from './kill-matrix-checks.ts';
import { type FaultName, faults } from './kill-matrix-faults.ts';
import { type Scenario, type ScenarioName, scenarios } from './kill-matrix-scenarios.ts';
import { type ContentName, contents } from './kill-matrix-stores.ts';

interface Case {
  readonly scenario: ScenarioName;
  readonly size: ContentName;
  readonly fault: FaultName;
}

interface Ended {
  readonly folder: string;
  readonly signal: string | null;
  readonly output: string;
}

/** A draft is saved the way a history version is, so one size will do; a lock has no content. */
const sizes: Record<ScenarioName, readonly ContentName[]> = {
  'a whole update': ['a small file', 'a text of Windows'],
  'an update, then an edit while closed': ['a small file'],
  'memory write': ['a new file', 'a small file', 'a large file', 'a text of Windows'],
  'transcript append': ['a new file', 'a small file', 'a large file'],
  'history save': ['a new file', 'a large file'],
  'draft save': ['a small file'],
  'lock: take, beat, release': ['a new file'],
  'lock: take over': ['a new file'],
};

/** With a whole disk every size, and with one that fails the last: the failure is the same for all of them. */
const cases = (Object.keys(scenarios) as ScenarioName[]).flatMap((scenario): Case[] =>
  faultsFor(scenario).flatMap((fault) =>
    sizes[scenario].slice(fault === 'no fault' ? 0 : -1).map((size) => ({ scenario, size, fault })),
  ),
);

/** What comes after the kill is all that is new here; the faults are tried with the same update above. */
function faultsFor(scenario: ScenarioName): readonly FaultName[] {
  return scenario === 'an update, then an edit while closed'
    ? ['no fault']
    : (Object.keys(faults) as FaultName[]);
}

/** What a scenario does not do cannot fail it. A lock need not outlive a power cut, which ends its owner too. */
const harmless: Partial<Record<FaultName, readonly ScenarioName[]>> = {
  'failing flush': ['lock: take, beat, release', 'lock: take over'],
  'failing rename': ['transcript append'],
};
const isHarmless = ({ scenario, fault }: Case): boolean =>
  fault === 'no fault' || fault === 'short writes' || (harmless[fault]?.includes(scenario) ?? false);

/** Names without what is random in them, and sizes. */
const shapeOf = (folder: string): readonly string[] =>
  node
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name.replace(/[0-9a-f]{8,}/g, '#')} ${node.statSync(join(folder, name)).size}`)
    .sort();

/**
 * What a killed process leaves is what is on disk at that moment. So one process for each case copies that at every step,
 * and a second one, which is killed, shows that this is what is left.
 */
describe('A process that is killed', function () {
  // A hundred processes, on whatever machine.
  this.timeout(900_000);
  const rows: string[] = [];
  let bundle: string;

  before(async () => {
    // Bundled, since a hundred processes each load it.
    bundle = node.mkdtempSync(join(tmpdir(), 'kill-matrix-'));
    const entry = fileURLToPath(new URL('./kill-matrix-child.ts', import.meta.url));
    const outfile = join(bundle, 'child.mjs');
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' });
  });

  after(() => {
    node.rmSync(bundle, { recursive: true });
    console.log(`\n    kill matrix\n${rows.join('\n')}\n`);
  });

  async function run({ scenario, size, fault }: Case, prepared: string, end: string): Promise<Ended> {
    const folder = temporaryFolder();
    node.cpSync(prepared, folder, { recursive: true });
    const args = [join(bundle, 'child.mjs'), folder, scenario, size, fault, end];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, args, (error, stdout, stderr) => {
        if (error !== null && error.signal !== 'SIGKILL') reject(new Error(`${error.message}\n${stderr}`));
        else resolve({ folder, signal: error?.signal ?? null, output: stdout });
      });
    });
  }

  for (const one of cases) {
    const { scenario, size, fault } = one;
    it(`leaves the old or the new behind at every step of: ${scenario}, ${size}, ${fault}`, async () => {
      const check = (folder: string): Promise<Found> => checks[scenario](folder, contents[size]);
      const prepared = temporaryFolder();
      const { prepare }: Scenario = scenarios[scenario];
      await prepare(prepared, contents[size]);
      const states = temporaryFolder();
      const whole = await run(one, prepared, states);
      const { steps, isDone } = JSON.parse(whole.output) as {
        readonly steps: readonly string[];
        readonly isDone: boolean;
      };
      assert.equal(isDone, isHarmless(one), 'a failure is told, and only a failure');
      const middle = Math.floor(steps.length / 2);
      const killed = await run(one, prepared, String(middle));
      assert.equal(killed.signal, 'SIGKILL', `${steps[middle]} was not reached`);
      assert.deepEqual(shapeOf(killed.folder), shapeOf(join(states, String(middle))));
      rows.push(
        `    ${scenario}, ${size}, ${fault}: ${steps.length} steps, ${isDone ? 'done' : 'told of a failure'}`,
      );
      for (const [step, name] of steps.entries()) {
        const found = await check(join(states, String(step)));
        rows.push(`      ${found}  ${name}`);
        if (step === middle) assert.equal(await check(killed.folder), found);
      }
      const end = await check(whole.folder);
      if (isDone && scenario !== 'lock: take over') assert.equal(end, 'new');
    });
  }
});
