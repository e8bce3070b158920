import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'session-memory.claude-session-memory';

const commands = [
  'openChat',
  'openChatInEditor',
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
  'setApiKey',
  'clearApiKey',
  'exportTranscript',
  'showLog',
];

describe('activation', () => {
  it('returns the API, version 1', async () => {
    const api: unknown = await vscode.extensions.getExtension(id)?.activate();
    assert.ok(typeof api === 'object' && api !== null && 'version' in api, 'activate() returned no API');
    assert.equal(api.version, 1);
  });

  it('registers every command of the contract', async () => {
    await vscode.extensions.getExtension(id)?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = commands.filter((name) => !registered.has(`sessionMemory.${name}`));
    assert.deepEqual(missing, []);
  });
});
