import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import {
  type HostSession,
  memoryPath,
  readMemory,
  startHostSession,
  subject,
  until,
} from './host-session.ts';
import { openInEditor, save, typeBelow } from './memory-hand.ts';

/** The document, with this typed below the pinned lines' heading and not saved. */
async function editedMemory(insert: string): Promise<vscode.TextDocument> {
  const document = await openInEditor();
  await typeBelow(document, '## Pinned', insert);
  return document;
}

describe('The memory file in VS Code', () => {
  let host: HostSession;

  before(async () => {
    host = await startHostSession({}, { 'memory.updateEveryTurn': true });
    await host.api.send(subject('anchors'));
    await until(host.api, () => host.api.snapshot().memory.status === 'ready');
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await host.end();
  });

  it('opens by command', async () => {
    await vscode.commands.executeCommand('sessionMemory.openMemory');
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, memoryPath());
  });

  it('is left alone while an editor holds unsaved edits, and follows once they are saved', async () => {
    const before = await readMemory();
    const document = await editedMemory('\nNever mention the harbour master.\n');
    assert.ok(document.isDirty);
    await host.api.send(subject('buoys'));
    await host.api.updateMemory();
    assert.equal(await readMemory(), before);
    assert.match(document.getText(), /harbour master/);
    assert.ok(await document.save());
    await host.api.send(subject('cables'));
    await host.api.updateMemory();
    await until(host.api, () => host.api.snapshot().memory.status === 'ready');
    const after = await readFile(memoryPath(), 'utf8');
    assert.match(after, /Never mention the harbour master\./);
    assert.match(after, /cables/);
  });

  it('is swapped in as it was saved', async () => {
    await save(await editedMemory('\nThe ship is called Calypso.\n'));
    const outcome = await host.api.compact();
    assert.equal(outcome.status, 'compacted', outcome.failure?.message);
    await host.api.send('What is the ship called?');
    const last = host.server.requests.filter((request) => request.purpose === 'chat').at(-1);
    assert.match(JSON.stringify(last?.body), /The ship is called Calypso\./);
  });

  it('has versions, which can be compared', async () => {
    await vscode.commands.executeCommand('sessionMemory.showMemoryHistory');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    const diff = await waitFor(() => vscode.window.tabGroups.activeTabGroup.activeTab?.input);
    assert.ok(diff instanceof vscode.TabInputTextDiff);
    assert.equal(diff.modified.fsPath, memoryPath());
    const version = await vscode.workspace.openTextDocument(diff.original);
    assert.match(version.getText(), /# Session memory/);
  });

  it('gives the transcript as Markdown', async () => {
    await vscode.commands.executeCommand('sessionMemory.exportTranscript');
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^# Tell me about anchors/);
    assert.match(text, /Compacted: [\d,]+ → [\d,]+ tokens/);
    assert.match(text, /What is the ship called\?/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** The first diff that is shown; VS Code opens it in its own time. */
function waitFor(input: () => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    const look = () => {
      if (!(input() instanceof vscode.TabInputTextDiff)) return;
      listener.dispose();
      resolve(input());
    };
    const listener = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}
