import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SessionMemoryApi, SessionSnapshot } from '../../src/api.ts';
import { becomes, eventually } from '../support/eventually.ts';
import { closeEditors, isChat, tabs } from './editors.ts';
import { activate, startHostSession } from './host-session.ts';
import { configure, configureOnly } from './host-settings.ts';

describe('The host', () => {
  let api: SessionMemoryApi;

  before(async () => {
    api = await activate();
    await configureOnly({ provider: 'offline' });
    await api.newSession();
  });

  after(closeEditors);

  it('answers offline without key or network, out of the workspace’s files', async () => {
    const outcome = await api.send('Where is the README of this project and what is in package.json?');
    assert.equal(outcome.status, 'completed', outcome.failure?.message);
    assert.equal(api.snapshot().provider, 'offline');
    assert.match(outcome.text, /README\.md|package\.json/);
  });

  it('gives outcomes and snapshots that are plain JSON', async () => {
    const values = [await api.send('Hello'), await api.compact(), await api.updateMemory(), api.snapshot()];
    for (const value of values) assert.deepEqual(JSON.parse(JSON.stringify(value)), value);
  });

  it('fires a change with the latest state', async () => {
    const seen: SessionSnapshot[] = [];
    const listener = api.onDidChange((snapshot) => seen.push(snapshot));
    const { messages } = api.snapshot();
    await api.send('Hello again');
    await eventually(() => {
      assert.equal(seen.at(-1)?.messages, messages + 2);
      assert.deepEqual(seen.at(-1), api.snapshot());
    });
    listener.dispose();
  });

  it('carries a command’s outcome back to its caller', async () => {
    const outcome = await vscode.commands.executeCommand<{ status: string }>('sessionMemory.updateMemory');
    assert.ok(['updated', 'unchanged'].includes(outcome.status), outcome.status);
  });

  it('shows the chat in an editor tab, once', async () => {
    await closeEditors();
    await vscode.commands.executeCommand('sessionMemory.openChatInEditor');
    await vscode.commands.executeCommand('sessionMemory.openChatInEditor');
    // A second tab would be there before that of a document that is opened after it.
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'after it' }));
    const kinds = () => tabs().map(({ input }) => (isChat(input) ? 'chat' : 'text'));
    await becomes(kinds, ['chat', 'text']);
  });

  it('takes a change of settings up with the next turn', async () => {
    const host = await startHostSession({}, { model: 'claude-opus-5-5' });
    assert.equal((await host.api.send('Hello')).status, 'completed');
    assert.equal(host.api.snapshot().provider, 'anthropic');
    assert.equal(host.api.snapshot().model, 'claude-opus-5-5');
    await configure({ provider: 'offline' });
    assert.equal((await host.api.send('Hello')).status, 'completed');
    assert.equal(host.api.snapshot().provider, 'offline');
    await host.end();
  });

  it('keeps a value that makes no sense from doing harm', async () => {
    await configure({ 'memory.initTokens': 'lots', contextLimitTokens: -5 });
    await becomes(() => api.snapshot().contextLimitTokens, 500);
    assert.equal((await api.send('Still there?')).status, 'completed');
  });

  it('registers the manifest’s settings so that a workspace cannot choose the endpoint', async () => {
    const section = () => vscode.workspace.getConfiguration('sessionMemory');
    await assert.rejects(async () =>
      section().update('baseUrl', 'https://evil.example', vscode.ConfigurationTarget.Workspace),
    );
    assert.equal(section().inspect('baseUrl')?.workspaceValue, undefined);
  });
});
