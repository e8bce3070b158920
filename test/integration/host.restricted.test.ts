import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { becomes } from '../support/eventually.ts';
import { isChat, tabs } from './editors.ts';
import { activate, memoryPath } from './host-session.ts';

describe('Restricted Mode', () => {
  it('is what this window is in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('answers every call with why nothing was done', async () => {
    const api = await activate();
    for (const outcome of [await api.send('Hello'), await api.compact(), await api.updateMemory()]) {
      assert.equal(outcome.status, 'failed');
      assert.equal(outcome.failure?.kind, 'notAllowed');
      assert.match(outcome.failure?.message ?? '', /Restricted Mode/);
    }
    await api.newSession();
    api.stop();
    assert.equal(api.snapshot().sessionId, '');
    assert.equal(api.snapshot().messages, 0);
  });

  it('lets every command be called and do nothing to the workspace', async () => {
    const names = [
      'addSelection',
      'addFile',
      'compact',
      'previewCompaction',
      'undoCompaction',
      'updateMemory',
      'openMemory',
      'showMemoryHistory',
      'newSession',
      'switchSession',
      'stop',
      'exportTranscript',
    ];
    for (const name of names) {
      assert.equal(await vscode.commands.executeCommand(`sessionMemory.${name}`), undefined, name);
    }
    assert.equal(existsSync(memoryPath()), false);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

  it('still opens the chat, which explains', async () => {
    await vscode.commands.executeCommand('sessionMemory.openChat');
    await vscode.commands.executeCommand('sessionMemory.openChatInEditor');
    await becomes(() => tabs().map(({ input }) => isChat(input)), [true]);
  });
});
