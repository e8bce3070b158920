import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readAttachableFile } from '../../src/adapters/workspace/attachable-file.ts';
import { watchSelection } from '../../src/host/composer/editor-selection.ts';
import { readOfferMemory, SelectionOffer } from '../../src/host/composer/selection-offer.ts';
import { droppedFile, WorkspaceFiles } from '../../src/host/composer/workspace-files.ts';
import { Configuration } from '../../src/host/configuration.ts';
import { becomes, eventually } from '../support/eventually.ts';
import { recordedLog } from '../support/recorded-log.ts';
import { closeEditors } from './editors.ts';
import { workspaceFolder } from './host-session.ts';

const inWorkspace = (...parts: readonly string[]): string => join(workspaceFolder(), ...parts);
const uriOf = (path: string): string => vscode.Uri.file(path).toString();

describe('Files to attach, in the editor', () => {
  const made = inWorkspace('attached');
  const outside = join(tmpdir(), 'session-memory-outside.txt');
  let now = 1;
  async function write(path: string, content: string): Promise<void> {
    await mkdir(join(made, path, '..'), { recursive: true });
    await writeFile(join(made, path), content);
  }
  const files = new WorkspaceFiles(readAttachableFile, () => now);

  before(async () => {
    await write('__proto__.js', 'found');
    await write('.env', 'SECRET=1');
    await write('node_modules/loan.js', 'not found');
    await writeFile(outside, 'outside');
    await symlink(outside, join(made, 'link.txt'));
  });
  beforeEach(() => {
    now += 60_000;
  });
  afterEach(closeEditors);
  after(async () => {
    await rm(made, { recursive: true });
    await rm(outside);
  });

  it('are found by the letters of their names, without what should not be sent by a slip', async () => {
    assert.deepEqual((await files.find('loan.js')).slice(0, 1), ['src/loan.js']);
    assert.deepEqual(await files.find('__proto__'), ['attached/__proto__.js']);
    assert.deepEqual(await files.find('node_modules'), []);
    assert.deepEqual(await files.find('.env'), []);
    assert.deepEqual(await files.find('nothing is called like this'), []);
  });

  it('are found without what was built and what the settings leave out, unless by the whole path', async () => {
    const settings = vscode.workspace.getConfiguration();
    const { Global } = vscode.ConfigurationTarget;
    for (const path of [
      'dist/heron.js',
      'out/heron.js',
      'build/heron.js',
      'target/heron.js',
      'coverage/heron.js',
    ])
      await write(path, '');
    for (const path of [
      'old/heron.js',
      'older/heron.js',
      'hidden/heron.js',
      'dist/.env',
      'heron.js',
      'distant/heron.js',
    ])
      await write(path, '');
    try {
      await settings.update('search.exclude', { '**/{old,older}': true, '**/distant': false }, Global);
      await settings.update('files.exclude', { '**/hidden': true }, Global);
      await becomes(async () => {
        now += 60_000;
        return [...(await files.find('heron.js'))].sort();
      }, ['attached/distant/heron.js', 'attached/heron.js']);
      for (const path of ['attached/dist/heron.js', 'attached/old/heron.js', 'attached/hidden/heron.js']) {
        assert.equal((await files.find(path))[0], path);
        assert.equal(files.found(path)?.fsPath, inWorkspace(path));
      }
      assert.deepEqual(await files.find('attached/dist/.env'), []);
    } finally {
      await settings.update('search.exclude', undefined, Global);
      await settings.update('files.exclude', undefined, Global);
    }
  });

  it('begin with those that are open', async () => {
    await vscode.window.showTextDocument(vscode.Uri.file(inWorkspace('src', 'store.js')));
    await becomes(async () => (await files.find(''))[0], 'src/store.js');
  });

  it('can be asked for only where they were found', async () => {
    await files.find('__proto__');
    assert.equal(files.found('attached/__proto__.js')?.fsPath, join(made, '__proto__.js'));
    for (const path of ['../session-memory-outside.txt', '/etc/passwd', 'attached/.env', 'constructor'])
      assert.equal(files.found(path), null, path);
  });

  it('are opened by the path that a text names, and nothing outside the folder is', async () => {
    const inside = join(made, '__proto__.js');
    for (const path of ['attached/__proto__.js', './src/../attached/__proto__.js', inside]) {
      const found = await files.meant(path);
      assert.equal(typeof found === 'string' ? found : found.fsPath, inside, path);
    }
    const refused: readonly (readonly [string, string])[] = [
      ['attached/link.txt', 'outside'],
      ['../session-memory-outside.txt', 'outside'],
      ['attached/../../../etc/passwd', 'outside'],
      [outside, 'outside'],
      ['/etc/passwd', 'outside'],
      ['C:\\Windows\\win.ini', 'outside'],
      ['//evil.example/share/x', 'outside'],
      ['\\\\evil.example\\share\\x', 'absent'],
      ['file:///etc/passwd', 'absent'],
      ['%2e%2e/%2e%2e/etc/passwd', 'absent'],
      ['attached/gone.js', 'absent'],
      ['attached/__proto__.js/x', 'absent'],
      ['attached', 'noFile'],
      ['attached/\u0000', 'noFile'],
      ['', 'noFile'],
      ['.', 'noFile'],
    ];
    for (const [path, why] of refused) assert.equal(await files.meant(path), why, path);
  });

  it('are read as they are on disk, or as an editor holds them unsaved', async () => {
    const path = join(made, '__proto__.js');
    const read = await files.read(uriOf(path));
    assert.equal(read.kind === 'read' && Buffer.from(read.bytes).toString(), 'found');
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(path));
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'unsaved '));
    assert.deepEqual(await files.read(uriOf(path)), { kind: 'open', text: 'unsaved found' });
  });

  it('are never anything outside the workspace', async () => {
    for (const path of [outside, join(made, 'link.txt'), join(made, '..', '..', 'x'), '/etc/passwd'])
      assert.deepEqual(await files.read(uriOf(path)), { kind: 'outside' }, path);
    assert.deepEqual(await files.read('https://example.com/x'), { kind: 'outside' });
  });

  it('may be dropped by any address that leads into the workspace', () => {
    const path = inWorkspace('src', 'loan.js');
    const remote = vscode.Uri.file(path).with({ scheme: 'vscode-remote', authority: 'somewhere' });
    for (const address of [uriOf(path), remote.toString()])
      assert.equal(droppedFile(address)?.fsPath, path, address);
    for (const address of [
      uriOf(outside),
      'https://example.com/',
      'no address',
      '',
      'file:///w/../etc/passwd',
    ])
      assert.equal(droppedFile(address), null, address);
  });
});

describe('The selection in the editor', () => {
  const elsewhere = join(tmpdir(), 'session-memory-elsewhere.txt');

  before(() => writeFile(elsewhere, 'nobody’s own text\n'));
  afterEach(closeEditors);
  after(() => rm(elsewhere));

  it('is offered with its lines, and not where it is nobody’s own text', async () => {
    const offered: (string | undefined)[] = [];
    const offer = new SelectionOffer(readOfferMemory(undefined), () =>
      offered.push(offer.offer?.selected.name),
    );
    const watching = watchSelection(offer);
    try {
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(inWorkspace('src', 'loan.js')));
      editor.selection = new vscode.Selection(0, 0, 2, 0);
      const { text, length } = await eventually(() => {
        const selected = offer.offer?.selected;
        assert.ok(selected !== undefined, 'nothing is offered');
        const { name, firstLine, lastLine } = selected;
        assert.deepEqual([name, firstLine, lastLine], ['src/loan.js', 1, 2]);
        return selected;
      });
      assert.equal(text().length, length);
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await becomes(() => offer.offer, null);
      const foreign = await vscode.window.showTextDocument(vscode.Uri.file(elsewhere));
      foreign.selection = new vscode.Selection(0, 0, 0, 1);
      // What VS Code tells of this selection comes after what it told of the foreign one.
      const again = await vscode.window.showTextDocument(editor.document);
      again.selection = new vscode.Selection(1, 0, 2, 0);
      await becomes(() => offer.offer?.selected.firstLine, 2);
      assert.deepEqual(new Set(offered), new Set(['src/loan.js', undefined]));
    } finally {
      watching.dispose();
    }
  });
});

describe('A setting changed in the composer', () => {
  it('is the user’s, and the workspace’s where that already says otherwise', async () => {
    const configuration = new Configuration(recordedLog(1).log);
    const section = () => vscode.workspace.getConfiguration('sessionMemory');
    try {
      await configuration.write('autoCompact', false);
      assert.equal(section().inspect('autoCompact')?.globalValue, false);
      assert.equal(section().inspect('autoCompact')?.workspaceValue, undefined);
      assert.equal(configuration.settings.session.autoCompact, false);
      await section().update('memory.enabled', true, vscode.ConfigurationTarget.Workspace);
      await configuration.write('memory.enabled', false);
      assert.equal(section().inspect('memory.enabled')?.workspaceValue, false);
      assert.equal(configuration.settings.session.memoryEnabled, false);
    } finally {
      await section().update('autoCompact', undefined, vscode.ConfigurationTarget.Global);
      await section().update('memory.enabled', undefined, vscode.ConfigurationTarget.Workspace);
      configuration.dispose();
    }
  });
});
