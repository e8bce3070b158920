/** What must be there after a kill, and that work goes on from it. */
import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import { createSessionCatalog } from '../../../../src/adapters/storage/session-catalog.ts';
import { userRecord } from '../../../support/user-record.ts';
import type { ScenarioName } from './kill-matrix-scenarios.ts';
import { type Content, openHistory, openLog, openStore, waitForLock } from './kill-matrix-stores.ts';
import { checkEditWhileClosed, checkUpdate } from './kill-matrix-update.ts';

/** What was found after a kill: all as before, or all as after. Anything else is a failed assertion. */
export type Found = 'old' | 'new';
type Check = (folder: string, content: Content) => Promise<Found>;

async function checkMemory(folder: string, { before, after }: Content): Promise<Found> {
  const store = openStore(folder);
  const seen = await store.read();
  assert.ok(seen.kind === 'file' || seen.kind === 'absent', JSON.stringify(seen));
  const path = join(folder, '.claude', 'session-memory.md');
  const text = seen.kind === 'file' ? node.readFileSync(path, 'utf8') : null;
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
  const old = before === null ? [] : [userRecord('before', before)];
  const isOld = log.records.length === old.length;
  const kept = isOld ? old : [...old, userRecord('after', after)];
  assert.deepEqual(log.records, kept);
  assert.ok(log.skipped <= 1);
  assert.equal(await log.append(userRecord('next', 'x')), null);
  assert.deepEqual((await openLog(folder)).records, [...kept, userRecord('next', 'x')]);
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

export const checks: Record<ScenarioName, Check> = {
  'a whole update': checkUpdate,
  'an update, then an edit while closed': checkEditWhileClosed,
  'memory write': checkMemory,
  'transcript append': checkTranscript,
  'history save': checkHistory,
  'draft save': checkDraft,
  'lock: take, beat, release': checkLock,
  'lock: take over': checkLock,
};
