import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { gitIndex } from '../support/git-index-file.ts';
import { isChat, isMemory } from '../support/messages-api/request-log.ts';
import { closeEditors } from './editors.ts';
import {
  type HostSession,
  memoryPath,
  readMemory,
  removal,
  removeMemoryFolder,
  settledMemory,
  settledTurn,
  startHostSession,
  subject,
  workspaceFolder,
} from './host-session.ts';
import { configure } from './host-settings.ts';
import { cut, onDisk, openInEditor, save, shown, typeBelow } from './memory-hand.ts';

describe('A hand edit of the memory file', () => {
  let host: HostSession;

  beforeEach(async () => {
    host = await startHostSession({}, { 'memory.updateEveryTurn': true });
    await turn('anchors');
  });

  afterEach(async () => {
    await closeEditors();
    await rm(join(workspaceFolder(), '.git'), removal);
    await host.end();
    await removeMemoryFolder();
  });

  const turn = (word: string): Promise<void> => settledTurn(host, word);

  const sentLast = (): string => JSON.stringify(host.server.requests.filter(isChat).at(-1)?.body);

  describe('that VS Code saves by itself while an update is on its way', () => {
    before(() => setFiles({ autoSave: 'afterDelay', autoSaveDelay: 50 }));
    after(() => setFiles({ autoSave: undefined, autoSaveDelay: undefined }));

    it('stays, and the update lands beside it', async () => {
      const document = await openInEditor();
      const gate = host.server.hold(isMemory);
      const turning = turn('buoys');
      await gate.held;
      for (const word of ['one', 'two', 'three']) {
        await typeBelow(document, '## Pinned', `\n- typed ${word}\n`);
        await onDisk(document);
      }
      gate.release();
      await turning;
      await shown(document, (text) => text.includes('about buoys'));
      await onDisk(document);
      for (const word of ['one', 'two', 'three'])
        assert.match(document.getText(), new RegExp(`- typed ${word}\n`));
      await turn('cables');
      assert.match(sentLast(), /typed three/, 'and counts in the next turn');
    });
  });

  describe('that a formatter rewrites as it is saved', () => {
    let formatter: vscode.Disposable;
    before(async () => {
      // What formatters of Markdown do: other bullets, other emphasis, no blank lines in a row, wider tables.
      formatter = vscode.languages.registerDocumentFormattingEditProvider('markdown', {
        provideDocumentFormattingEdits: (document) => {
          const text = document.getText();
          const formatted = text
            .replace(/^- /gm, '* ')
            .replace(/^_(.*)_$/gm, '*$1*')
            .replace(/\n{3,}/g, '\n\n');
          const end = document.positionAt(text.length);
          return [vscode.TextEdit.replace(new vscode.Range(new vscode.Position(0, 0), end), formatted)];
        },
      });
      await setEditor({ formatOnSave: true });
    });
    after(async () => {
      formatter.dispose();
      await setEditor({ formatOnSave: undefined });
    });

    it('is the user’s as it was formatted, and no line is there twice', async () => {
      const document = await openInEditor();
      await typeBelow(document, '## Pinned', '\n- be brief\n\n\n\n');
      await save(document);
      assert.match(document.getText(), /^\* be brief$/m);
      assert.doesNotMatch(document.getText(), /^[-_]|\n\n\n/m);
      for (const word of ['buoys', 'cables']) {
        await turn(word);
        await shown(document, (text) => text.includes(`about ${word}`));
        await save(document);
      }
      for (const section of document.getText().split(/^## /m)) {
        const said = section.split('\n').filter((line) => /[a-z]/.test(line));
        const keys = said.map((line) => line.replace(/^[-*] /, ''));
        assert.equal(new Set(keys).size, keys.length, document.getText());
      }
      assert.match(document.getText(), /about anchors/);
      assert.match(document.getText(), /^\* be brief$/m);
    });
  });

  it('is the user’s where git tracks the file, since an editor of this window saved it', async () => {
    await mkdir(join(workspaceFolder(), '.git'));
    const index = gitIndex(2, [{ path: '.claude/session-memory.md' }]);
    await writeFile(join(workspaceFolder(), '.git', 'index'), index);
    const document = await openInEditor();
    await typeBelow(document, '## Pinned', '\n- the ferry is late\n');
    await save(document);
    await turn('buoys');
    await shown(document, (text) => text.includes('about buoys'));
    assert.match(document.getText(), /- the ferry is late\n/);
    assert.match(sentLast(), /the ferry is late/);
  });

  it('that deletes a line or a section stays, whatever later updates bring', async () => {
    const document = await openInEditor();
    await cut(document, '- "Tell me about anchors');
    await cut(document, '## Pending Tasks', '## ');
    await save(document);
    const before = host.server.requests.length;
    for (const word of ['buoys', 'cables', 'docks']) {
      await turn(word);
      await shown(document, (text) => text.includes(`about ${word}`));
      assert.doesNotMatch(document.getText(), /^- "Tell me about anchors|^## Pending Tasks/m);
    }
    const proposed = host.server.requests.slice(before).filter(isMemory);
    assert.match(
      JSON.stringify(proposed.map(({ answer }) => answer)),
      /about anchors/,
      'it was proposed again',
    );
  });

  it('that renames the file is respected, and taken back by renaming it back', async () => {
    const elsewhere = join(dirname(memoryPath()), 'notes.md');
    await rename(memoryPath(), elsewhere);
    for (const word of ['buoys', 'cables']) await turn(word);
    assert.equal(await readMemory(), null);
    const edited = new vscode.WorkspaceEdit();
    edited.renameFile(vscode.Uri.file(elsewhere), vscode.Uri.file(memoryPath()));
    assert.ok(await vscode.workspace.applyEdit(edited));
    await turn('docks');
    const text = (await readMemory()) ?? '';
    for (const word of ['anchors', 'buoys', 'docks']) assert.match(text, new RegExp(`about ${word}`));
  });

  it('that checks out another version of a tracked file is asked about, and no matter once it is taken back', async () => {
    const before = (await readMemory()) ?? '';
    await mkdir(join(workspaceFolder(), '.git'));
    const index = gitIndex(2, [{ path: '.claude/session-memory.md' }]);
    await writeFile(join(workspaceFolder(), '.git', 'index'), index);
    const other = '# Session memory\n\n## Pinned\n\n- from another branch\n';
    await writeFile(memoryPath(), other);
    await turn('buoys');
    assert.equal(await readMemory(), other);
    assert.doesNotMatch(sentLast(), /another branch/);
    await writeFile(memoryPath(), before);
    await turn('cables');
    const text = (await readMemory()) ?? '';
    assert.match(text, /about buoys/);
    assert.match(text, /about cables/);
    assert.doesNotMatch(JSON.stringify(host.server.requests.map(({ body }) => body)), /another branch/);
  });

  it('during an update is merged with it, saved or not', async () => {
    const document = await openInEditor();
    const gate = host.server.hold(isMemory);
    const turning = turn('buoys');
    await gate.held;
    await typeBelow(document, '## Pinned', '\n- saved meanwhile\n');
    await save(document);
    await typeBelow(document, '## Pinned', '\n- not saved yet\n');
    gate.release();
    await turning;
    assert.doesNotMatch(
      (await readMemory()) ?? '',
      /about buoys|not saved yet/,
      'unsaved edits are waited for',
    );
    await save(document);
    await shown(document, (text) => text.includes('about buoys'));
    assert.match(document.getText(), /- not saved yet\n/);
    assert.match(document.getText(), /- saved meanwhile\n/);
  });

  it('during a compaction that waits for a summary is in what is swapped in', async () => {
    await configure({ strategy: 'traditional', 'memory.updateEveryTurn': undefined });
    for (const word of ['buoys', 'cables', 'docks']) await host.api.send(subject(word));
    const document = await openInEditor();
    const gate = host.server.hold(isMemory);
    const compacting = host.api.compact();
    await gate.held;
    await typeBelow(document, '## Pinned', '\n- the tide comes at nine\n');
    await cut(document, '- "Tell me about anchors');
    await save(document);
    gate.release();
    const outcome = await compacting;
    assert.equal(outcome.status, 'compacted', JSON.stringify(outcome));
    await host.api.send('When does the tide come?');
    const [memory] = host.server.requests.filter(isChat).at(-1)?.body.messages ?? [];
    assert.match(JSON.stringify(memory), /- the tide comes at nine/);
    await shown(document, (text) => text.includes('about buoys'));
    assert.match(document.getText(), /- the tide comes at nine\n/);
    assert.doesNotMatch(document.getText(), /^- "Tell me about anchors/m);
  });

  it('after a compaction counts in the next turn', async () => {
    for (const word of ['buoys', 'cables', 'docks']) await turn(word);
    const outcome = await host.api.compact();
    assert.equal(outcome.status, 'compacted', JSON.stringify(outcome));
    // A compaction may put an update off that would write while the user types.
    await settledMemory(host);
    const document = await openInEditor();
    await typeBelow(document, '## Pinned', '\n- the harbour closes at six\n');
    await save(document);
    await host.api.send('When does the harbour close?');
    const last = host.server.requests.filter(isChat).at(-1)?.body.messages.at(-1);
    assert.match(JSON.stringify(last), /the harbour closes at six/);
    await turn('eddies');
    assert.match((await readMemory()) ?? '', /- the harbour closes at six\n/);
  });
});

const set = (section: string) => async (values: Readonly<Record<string, unknown>>) => {
  for (const [name, value] of Object.entries(values)) {
    await vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Global);
  }
};
const setFiles = set('files');
const setEditor = set('editor');
