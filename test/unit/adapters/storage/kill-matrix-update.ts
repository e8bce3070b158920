/** A turn and the update of the memory after it, with everything on disk that a session keeps there. */
import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import { hashOf } from '../../../../src/adapters/files/atomic-file.ts';
import type { FileSystem } from '../../../../src/adapters/files/file-system.ts';
import { text } from '../../../../src/core/conversation/message.ts';
import { createEngine, type Engine } from '../../../../src/core/engine.ts';
import type { ModelPort } from '../../../../src/core/ports/model.ts';
import { defaultSettings } from '../../../../src/core/settings.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { noTools } from '../../../support/session/engine-world.ts';
import { usageFor } from '../../../support/session/model-world.ts';
import type { Scenario } from './kill-matrix-scenarios.ts';
import { type Content, openHistory, openLog, openStore } from './kill-matrix-stores.ts';

const doomed = '- the kettle is on';

/** Its memory says what it was told to say, and always the line that the user deletes. */
function saying(words: string): ModelPort {
  return {
    provider: 'anthropic',
    call: (request) => {
      const memory = `## Active Work\n\n${doomed}\n- ${words}\n`;
      const content = [
        text(request.purpose === 'chat' ? `Very well. ${'All is said. '.repeat(60)}` : memory),
      ];
      const usage = usageFor(request, content);
      const answer = { content, stopReason: 'end_turn', usage, model: request.model };
      return { result: Promise.resolve({ kind: 'answered', answer } as const), cancel: () => undefined };
    },
  };
}

async function openSession(folder: string, words: string, fs?: FileSystem): Promise<Engine> {
  const [log, history] = [await openLog(folder, fs), await openHistory(folder, fs)];
  const memory = await history.latest();
  const shownBefore = await history.shownBefore();
  const newest = memory === null ? [] : [hashOf(Buffer.from(memory.text))];
  const model = saying(words);
  const engine = createEngine(
    {
      id: 's',
      settings: { ...defaultSettings, initTokens: 1, updateEveryTurn: true },
      system: [text('Be brief.')],
      stored: {
        records: log.records,
        memory,
        ...(shownBefore !== undefined && { shownBefore }),
        knownHashes: [...history.knownHashes(), ...newest],
      },
      idPrefix: words.replaceAll(' ', ''),
    },
    {
      model: () => model,
      tools: noTools,
      transcript: log,
      memoryFile: openStore(folder, fs),
      memoryHistory: history,
      clock: new FakeClock(),
      log: () => undefined,
    },
  );
  await engine.whenIdle();
  return engine;
}

async function turn(engine: Engine, words: string): Promise<boolean> {
  const outcome = await engine.send(words);
  await engine.whenIdle();
  const { storageFailure, memory } = engine.state;
  return outcome.status === 'completed' && storageFailure === null && memory.file === 'shown';
}

const pathIn = (folder: string): string => join(folder, '.claude', 'session-memory.md');
const mine = (before: string | null): string => `- mine, to the letter: ${before?.match(/\w+/)?.[0]}`;

/** What the user makes of the first memory, in the line endings of the content. */
function edited(memory: string, { before }: Content): string {
  const text = memory.replace(`${doomed}\n`, '').replace('## Pinned\n', `## Pinned\n\n${mine(before)}\n`);
  assert.notEqual(text, memory);
  return before?.includes('\r\n') ? `\ufeff${text.replaceAll('\n', '\r\n')}` : text;
}

export const wholeUpdate: Scenario = {
  async prepare(folder, content) {
    const engine = await openSession(folder, 'the first update');
    assert.ok(await turn(engine, 'Begin.'));
    engine.dispose();
    const saved = edited(node.readFileSync(pathIn(folder), 'utf8'), content);
    node.writeFileSync(join(folder, 'as saved'), saved);
  },
  async act(fs, folder) {
    const engine = await openSession(folder, 'the second update', fs);
    node.writeFileSync(pathIn(folder), node.readFileSync(join(folder, 'as saved')));
    engine.memoryFileTouched();
    await engine.whenIdle();
    return turn(engine, 'Go on.');
  },
};

/**
 * The session goes on where it was: the file is the user's or the update's, no stranger's, and the next update lands with
 * every line of the user and without the deleted one.
 */
export async function checkUpdate(folder: string, content: Content): Promise<'old' | 'new'> {
  const read = () => node.readFileSync(pathIn(folder), 'utf8');
  const checkFile = (found: string) => {
    assert.ok(found.includes(mine(content.before)), `the user's line is lost in\n${found}`);
    assert.ok(!found.includes(doomed), `the deleted line is back in\n${found}`);
    const isWindows = content.before?.includes('\r\n') ?? false;
    assert.equal(found.startsWith('\ufeff'), isWindows);
    assert.equal(/[^\r]\n/.test(found), !isWindows, 'one kind of line ending');
  };
  const found = read();
  const saved = node.readFileSync(join(folder, 'as saved'), 'utf8');
  const isOld = found === saved;
  if (!isOld) {
    checkFile(found);
    assert.match(found, /^- the second update\r?$/m, 'neither the file as saved nor the update');
  }
  const engine = await openSession(folder, 'the third update');
  const { transcript, memory } = engine.state;
  // Of an edit that was saved and not yet seen, a new session does not know whose it is: it asks.
  if (isOld && memory.file === 'foreign') engine.decideMemoryFile('useForeign');
  else assert.equal(memory.file, 'shown', 'its own file is none of unknown origin');
  await engine.whenIdle();
  const records = transcript.backing.slice(0, transcript.length);
  const typed = records.flatMap((record) => (record.kind === 'user' ? [record.typed] : []));
  assert.ok(['Begin.', 'Begin.,Go on.'].includes(typed.join()), typed.join());
  assert.ok(await turn(engine, 'And on.'), JSON.stringify(engine.state.memory));
  checkFile(read());
  assert.match(read(), /^- the third update\r?$/m);
  engine.dispose();
  const later = Date.now() + 11 * 60_000;
  await openStore(folder, undefined, () => later).read();
  assert.deepEqual(node.readdirSync(join(folder, '.claude')), ['session-memory.md']);
  return isOld ? 'old' : 'new';
}

/**
 * The user edits the file while no window is open, whatever the kill has left there. What the newest version says and the
 * file never showed is none of the user's deletions.
 */
export async function checkEditWhileClosed(folder: string, content: Content): Promise<'old' | 'new'> {
  const found = node.readFileSync(pathIn(folder), 'utf8');
  const newest = (await (await openHistory(folder)).latest())?.text ?? '';
  node.writeFileSync(pathIn(folder), found.replace('## Pinned\n', '## Pinned\n\n- written while closed\n'));
  const engine = await openSession(folder, 'the third update');
  if (engine.state.memory.file === 'foreign') engine.decideMemoryFile('useForeign');
  await engine.whenIdle();
  const now = node.readFileSync(pathIn(folder), 'utf8');
  engine.dispose();
  for (const line of [mine(content.before), '- written while closed']) assert.ok(now.includes(line), now);
  assert.ok(!now.includes(doomed), now);
  const isKept = newest.includes('- the second update');
  assert.equal(now.includes('- the second update'), isKept || found.includes('- the second update'), now);
  return isKept ? 'new' : 'old';
}
