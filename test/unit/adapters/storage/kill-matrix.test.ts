import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as node from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSessionCatalog } from '../../../../src/adapters/storage/session-catalog.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import {
  type Content,
  type ContentName,
  contents,
  openHistory,
  openLog,
  openStore,
  record,
  type Scenario,
  type ScenarioName,
  scenarios,
  waitForLock,
} from './kill-matrix-scenarios.ts';

const child = fileURLToPath(new URL('./kill-matrix-child.ts', import.meta.url));

interface Ended {
  readonly signal: string | null;
  readonly output: string;
}

function runChild(folder: string, scenario: string, content: string, step: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [child, folder, scenario, content, String(step)], (error, stdout, stderr) => {
      if (error !== null && error.signal !== 'SIGKILL') reject(new Error(`${error.message}\n${stderr}`));
      else resolve({ signal: error?.signal ?? null, output: stdout });
    });
  });
}

/** What was found after a kill: all as before, or all as after. Anything else is a failed assertion. */
type Found = 'old' | 'new';
type Check = (folder: string, content: Content) => Promise<Found>;

async function checkMemory(folder: string, { before, after }: Content): Promise<Found> {
  const store = openStore(folder);
  const seen = await store.read();
  const text = seen.kind === 'file' ? seen.text : null;
  assert.ok(seen.kind === 'file' || seen.kind === 'absent', JSON.stringify(seen));
  assert.ok(text === before || text === after, 'a mix of old and new');
  const result = await store.write('next\n', seen.kind === 'file' ? seen.hash : null);
  assert.equal(result.kind, 'written');
  const later = Date.now() + 11 * 60_000;
  await openStore(folder, undefined, () => later).read();
  assert.deepEqual(node.readdirSync(join(folder, '.claude')), ['session-memory.md']);
  return text === before ? 'old' : 'new';
}

async function checkTranscript(folder: string, { before, after }: Content): Promise<Found> {
  const log = await openLog(folder);
  const old = before === null ? [] : [record('before', before)];
  const isOld = log.records.length === old.length;
  const kept = isOld ? old : [...old, record('after', after)];
  assert.deepEqual(log.records, kept);
  assert.ok(log.skipped <= 1);
  assert.equal(await log.append(record('next', 'x')), null);
  assert.deepEqual((await openLog(folder)).records, [...kept, record('next', 'x')]);
  return isOld ? 'old' : 'new';
}

async function checkHistory(folder: string, { before, after }: Content): Promise<Found> {
  const history = await openHistory(folder);
  const versions = await Promise.all(history.versions().map(({ id }) => history.load(id)));
  const texts = versions.map((version) => version?.text);
  const old = before === null ? [] : ['oldest', 'middle', before];
  const latest = (await history.latest())?.text ?? null;
  const isOld = latest === before;
  // The new version may be there while the one that makes room for it still is.
  const allowed = isOld ? [old] : [[...old, after], ...(before === null ? [] : [['oldest', before, after]])];
  assert.ok(
    allowed.some((list) => JSON.stringify(list) === JSON.stringify(texts)),
    JSON.stringify(texts).slice(0, 300),
  );
  assert.equal(history.skipped, 0);
  const [version] = versions;
  if (version != null) assert.equal(await history.save({ ...version, text: 'next' }), null);
  if (version != null) assert.equal((await (await openHistory(folder)).latest())?.text, 'next');
  return isOld ? 'old' : 'new';
}

async function checkDraft(folder: string, { before, after }: Content): Promise<Found> {
  const catalog = createSessionCatalog({ folder });
  const draft = await catalog.loadDraft('s');
  assert.ok(draft === (before ?? '') || draft === after, 'a mix of old and new');
  assert.deepEqual(
    (await catalog.list()).map(({ id }) => id),
    ['s'],
  );
  assert.equal(await catalog.saveDraft('s', 'next'), null);
  assert.equal(await catalog.loadDraft('s'), 'next');
  return draft === after ? 'new' : 'old';
}

/** Old: the dead window's lock was in the way for a while. New: it was free. Either way the next window gets it. */
async function checkLock(folder: string): Promise<Found> {
  const locks = join(folder, 'locks');
  const isLocked = node.existsSync(locks) && node.readdirSync(locks).some((name) => !name.includes('.'));
  assert.ok(await waitForLock(folder), 'the lock stayed in the way');
  assert.equal(node.readdirSync(locks).filter((name) => !name.includes('.')).length, 1);
  return isLocked ? 'old' : 'new';
}

const checks: Record<ScenarioName, Check> = {
  'memory write': checkMemory,
  'transcript append': checkTranscript,
  'history save': checkHistory,
  'draft save': checkDraft,
  'lock: take, beat, release': checkLock,
  'lock: take over': checkLock,
};

/** A draft is saved the way a history version is, so one size will do; a lock has no content. */
const sizes: Record<ScenarioName, readonly ContentName[]> = {
  'memory write': ['a new file', 'a small file', 'a large file'],
  'transcript append': ['a new file', 'a large file'],
  'history save': ['a new file', 'a large file'],
  'draft save': ['a small file'],
  'lock: take, beat, release': ['a new file'],
  'lock: take over': ['a new file'],
};

describe('A process that is killed', function () {
  this.timeout(60_000);
  const rows: string[] = [];
  let kills = 0;

  after(() => {
    console.log(`\n    kill matrix, ${kills} processes killed\n${rows.join('\n')}\n`);
  });

  for (const [name, scenario] of Object.entries(scenarios) as [ScenarioName, Scenario][]) {
    for (const size of sizes[name]) {
      it(`leaves the old or the new behind at every step of: ${name}, ${size}`, async () => {
        const content = contents[size];
        const run = async (step: number): Promise<Ended & { readonly folder: string }> => {
          const folder = temporaryFolder();
          await scenario.prepare(folder, content);
          return { folder, ...(await runChild(folder, name, size, step)) };
        };
        const whole = await run(-1);
        const steps = JSON.parse(whole.output) as readonly string[];
        const found = new Map<number, Found>();
        const next = steps.keys();
        // Two at a time share one iterator: as many as there are processors on a small machine.
        const work = async () => {
          for (const step of next) {
            const ended = await run(step);
            assert.equal(ended.signal, 'SIGKILL', `${steps[step]} was not reached`);
            found.set(step, await checks[name](ended.folder, content));
          }
        };
        await Promise.all([work(), work()]);
        assert.equal(await checks[name](whole.folder, content), name === 'lock: take over' ? 'old' : 'new');
        kills += steps.length;
        rows.push(`    ${name}, ${size}: ${steps.length} steps`);
        for (const [step, at] of steps.entries()) rows.push(`      ${found.get(step)}  ${at}`);
      });
    }
  }
});
