import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { plainText } from '../../../../src/core/conversation/message.ts';
import { isFailure } from '../../../../src/core/failure.ts';
import type { PendingAttachment } from '../../../../src/host/composer/attachment-list.ts';
import type { AttachmentSource } from '../../../../src/host/composer/attachment-source.ts';
import type { OpenSession } from '../../../../src/host/sessions/open-session.ts';
import { png } from '../../../support/sample-image.ts';
import { openWindow, type WindowOptions } from '../../../support/session/host-world.ts';

type Window = ReturnType<typeof openWindow>;

describe('What goes out with a message', () => {
  let root: string;
  const windows: Window[] = [];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'outbox-'));
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) {
      await window.rest();
      await window.close();
    }
    rmSync(root, { recursive: true, force: true });
  });

  async function open(options: WindowOptions = {}): Promise<{ window: Window; session: OpenSession }> {
    const window = openWindow(root, options);
    windows.push(window);
    const session = await window.sessions.open();
    assert.ok(!isFailure(session));
    return { window, session };
  }

  function workspaceFile(name: string, content: string): AttachmentSource {
    const path = join(root, 'workspace', name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
    return { kind: 'file', uri: pathToFileURL(path).href, name };
  }
  const picture: AttachmentSource = { kind: 'image', name: 'p.png', data: png(5, 5).toString('base64') };
  const lastSent = (window: Window) =>
    window.model.requests
      .filter(({ purpose }) => purpose === 'chat')
      .at(-1)
      ?.messages.at(-1)?.content ?? [];
  const shown = (items: readonly PendingAttachment[]) =>
    items.map(({ source, problem }) => `${source.name}${problem === null ? '' : `: ${problem}`}`);

  it('is read when the message goes, and is not there any more afterwards', async () => {
    const { window, session } = await open();
    const list = window.outbox.list(session);
    assert.equal(await list.add(workspaceFile('a.txt', 'as it was')), null);
    assert.equal(await list.add(picture), null);
    assert.equal(list.items[0]?.attached?.kind, 'file');
    workspaceFile('a.txt', 'as it is now');
    const outcome = await window.chat.submit('Look.');
    assert.equal(outcome.status, 'completed', JSON.stringify(outcome));
    assert.match(plainText(lastSent(window)), /as it is now.*p\.png.*Look\.$/s);
    assert.deepEqual(list.items, []);
  });

  it('is attached once, however often it is asked for', async () => {
    const { window, session } = await open();
    const list = window.outbox.list(session);
    for (let time = 0; time < 3; time++) await list.add(workspaceFile('a.txt', 'x'));
    await list.add(picture);
    await list.add({ ...picture });
    assert.deepEqual(shown(list.items), ['a.txt', 'p.png']);
  });

  it('comes back whole with the words when a file has gone meanwhile, and says which', async () => {
    const { window, session } = await open();
    const list = window.outbox.list(session);
    await list.add(workspaceFile('gone.txt', 'x'));
    await list.add(picture);
    window.offer.select({ key: 's', name: 'b.js', firstLine: 1, lastLine: 2, length: 3, text: () => 'sel' });
    rmSync(join(root, 'workspace', 'gone.txt'));
    const outcome = await window.chat.submit('Look.');
    assert.equal(outcome.status, 'failed');
    assert.match(outcome.failure?.message ?? '', /“gone\.txt” is not there any more/);
    assert.equal(window.chat.draft.text, 'Look.');
    assert.deepEqual(shown(list.items), ['gone.txt: “gone.txt” is not there any more.', 'p.png', 'b.js']);
    assert.equal(window.model.requests.length, 0);
    list.remove(list.items[0]?.id ?? '');
    assert.equal((await window.chat.submit(window.chat.draft.text)).status, 'completed');
    assert.equal(plainText(lastSent(window)).split('sel').length - 1, 1, 'the selection goes along once');
  });

  it('comes back when the engine refuses the message', async () => {
    const { window, session } = await open({ settings: { contextLimitTokens: 600 } });
    const list = window.outbox.list(session);
    await list.add(workspaceFile('a.txt', 'word '.repeat(200)));
    const outcome = await window.chat.submit('y '.repeat(500));
    assert.match(outcome.failure?.message ?? '', /attach less/);
    assert.deepEqual(shown(list.items), ['a.txt']);
    assert.match(window.chat.draft.text, /^y /);
  });

  it('comes back when the server cannot read an image, so that it can be taken out', async () => {
    const { window, session } = await open();
    const list = window.outbox.list(session);
    await list.add(picture);
    window.model.failure = { kind: 'badImage', message: 'It did not take an image.' };
    assert.equal((await window.chat.submit('Look.')).failure?.kind, 'badImage');
    assert.deepEqual(shown(list.items), ['p.png']);
    assert.equal(window.chat.draft.text, 'Look.');
    window.model.failure = null;
    list.take();
    assert.equal((await window.chat.submit('Look.')).status, 'completed');
    assert.doesNotMatch(JSON.stringify(window.model.requests.at(-1)?.messages), /"image"/);
  });

  it('keeps messages in the order in which they were sent', async () => {
    const { window, session } = await open();
    const list = window.outbox.list(session);
    await list.add(workspaceFile('a.txt', 'x'.repeat(300_000)));
    const outcomes = await Promise.all([window.chat.submit('First.'), window.chat.submit('Second.')]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['completed', 'completed'],
    );
    const typed = [...session.engine.state.transcript.backing]
      .slice(0, session.engine.state.transcript.length)
      .flatMap((record) => (record.kind === 'user' ? [record.typed] : []));
    assert.deepEqual(typed, ['First.', 'Second.']);
  });

  it('sends the selection along by itself once, in sight', async () => {
    const { window } = await open();
    const selection = { key: 's', name: 'b.js', firstLine: 3, lastLine: 4, length: 3, text: () => 'sel' };
    window.offer.select(selection);
    await window.chat.submit('One.');
    assert.match(plainText(lastSent(window)), /lines 3 to 4 of "b\.js".*\nsel\n.*One\.$/s);
    await window.chat.submit('Two.');
    assert.doesNotMatch(plainText(lastSent(window)), /sel/);
  });

  it('may be all there is, and gives the session its name', async () => {
    const { window, session } = await open();
    await window.outbox.list(session).add(picture);
    assert.equal((await window.chat.submit('')).status, 'completed');
    assert.equal(session.title, 'p.png');
  });

  it('is there after the window was reloaded, with what cannot be read any more marked', async () => {
    const first = await open();
    const list = first.window.outbox.list(first.session);
    await list.add(workspaceFile('a.txt', 'x'));
    await list.add(workspaceFile('b.txt', 'x'));
    await list.add(picture);
    await first.session.engine.send('So that the session is resumed.');
    await saved(first.window, 'p.png');
    await first.window.close();
    rmSync(join(root, 'workspace', 'b.txt'));
    const second = await open();
    assert.equal(second.session.id, first.session.id);
    const again = second.window.outbox.list(second.session);
    await until(
      () => again.items.length === 3 && again.items.every(({ attached, problem }) => attached ?? problem),
    );
    assert.deepEqual(shown(again.items), ['a.txt', 'b.txt: “b.txt” is not there any more.', 'p.png']);
    again.take();
    await saved(second.window, null);
  });

  it('keeps over a reload which lines were meant and how an image looked, and no picture of another kind', async () => {
    const { window, session } = await open();
    const thumbnail = 'data:image/webp;base64,AAAA';
    const data = png(5, 5).toString('base64');
    const file = { ...workspaceFile('a.txt', 'one\ntwo\nthree'), firstLine: 2, lastLine: 3 };
    await window.shelf.saveAttachments(session.id, [
      file,
      { kind: 'image', name: 'p.png', data, thumbnail },
      {
        kind: 'image',
        name: 'q.png',
        data: png(6, 6).toString('base64'),
        thumbnail: 'https://example.com/q.png',
      },
      { kind: 'file', uri: pathToFileURL('/b').href, name: 'b.txt', firstLine: 'two', lastLine: 3 },
    ]);
    await window.close();
    const again = await open();
    const list = again.window.outbox.list(again.session);
    await until(() => list.items.length === 4);
    assert.deepEqual(
      list.items.map(({ source }) => source),
      [
        file,
        { kind: 'image', name: 'p.png', data, thumbnail },
        { kind: 'image', name: 'q.png', data: png(6, 6).toString('base64') },
        { kind: 'file', uri: pathToFileURL('/b').href, name: 'b.txt' },
      ],
    );
  });

  it('holds no more than a message takes, however much is given back, and says so', async () => {
    const { window, session } = await open();
    const list = window.outbox.list(session);
    const pasted = (width: number) =>
      ({ kind: 'image', name: `${width}.png`, data: png(width, 6).toString('base64') }) as const;
    for (let width = 1; width <= 15; width++) await list.add(pasted(width));
    const taken = list.take();
    for (let width = 16; width <= 30; width++) await list.add(pasted(width));
    assert.equal(list.giveBack(taken), false);
    assert.equal(list.items.length, 20);
    assert.deepEqual(list.items.slice(0, 15), taken);
    list.take();
    assert.equal(list.giveBack(taken), true);
  });

  it('starts empty where storage holds nonsense', async () => {
    const { window, session } = await open();
    await window.shelf.saveAttachments(session.id, [
      { kind: 'file', name: 1 },
      null,
      { kind: '__proto__', name: 'x' },
    ]);
    await window.close();
    const again = await open();
    assert.deepEqual(again.window.outbox.list(again.session).items, []);
  });

  /** Resolves once what is stored names this last. */
  async function saved(window: Window, name: string | null): Promise<void> {
    const id = window.sessions.current?.id ?? '';
    for (;;) {
      const stored = await window.shelf.loadAttachments(id);
      const last = Array.isArray(stored) ? (stored.at(-1)?.name ?? null) : undefined;
      if (last === name) return;
    }
  }
});

async function until(fits: () => boolean): Promise<void> {
  while (!fits()) await new Promise((resolve) => setImmediate(resolve));
}
