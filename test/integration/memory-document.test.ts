import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeDocument, closeEditors, comparison } from './editors.ts';
import { type HostSession, memoryPath, readMemory, settledTurn, startHostSession } from './host-session.ts';
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
    await settledTurn(host, 'anchors');
  });

  after(async () => {
    await closeEditors();
    await host.end();
  });

  it('opens by command', async () => {
    await vscode.commands.executeCommand('sessionMemory.openMemory');
    await activeDocument(({ uri }) => uri.fsPath === memoryPath());
  });

  it('is left alone while an editor holds unsaved edits, and follows once they are saved', async () => {
    const before = await readMemory();
    const document = await editedMemory('\nNever mention the harbour master.\n');
    assert.ok(document.isDirty);
    await settledTurn(host, 'buoys');
    assert.equal(await readMemory(), before);
    assert.match(document.getText(), /harbour master/);
    await save(document);
    await settledTurn(host, 'cables');
    const after = (await readMemory()) ?? '';
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
    const diff = await comparison();
    assert.equal(diff.modified.fsPath, memoryPath());
    const version = await vscode.workspace.openTextDocument(diff.original);
    assert.match(version.getText(), /# Session memory/);
  });

  it('gives the transcript as Markdown', async () => {
    await vscode.commands.executeCommand('sessionMemory.exportTranscript');
    const transcript = await activeDocument((document) =>
      document.getText().startsWith('# Tell me about anchors'),
    );
    const text = transcript.getText();
    assert.match(text, /Compacted: [\d,]+ → [\d,]+ tokens/);
    assert.match(text, /What is the ship called\?/);
  });
});
