import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readAttachableFile } from '../../src/adapters/workspace/attachable-file.ts';
import { listOf } from '../../src/core/append-list.ts';
import { attachedField, userContent } from '../../src/core/conversation/attachment.ts';
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import { ComposerActions, type ComposerActionsOptions } from '../../src/host/composer/composer-actions.ts';
import { openSentImage } from '../../src/host/composer/sent-images.ts';
import { WorkspaceFiles } from '../../src/host/composer/workspace-files.ts';
import { showCompactedMemory } from '../../src/host/memory/compacted-memory.ts';
import { openAsFile } from '../../src/host/panel/code-insertion.ts';
import { Notices } from '../../src/host/panel/notices.ts';
import type { OpenSession } from '../../src/host/sessions/open-session.ts';
import { user } from '../support/conversation.ts';
import { becomes, eventually } from '../support/eventually.ts';
import { isChat as isChatRequest } from '../support/messages-api/request-log.ts';
import { attachedPicture } from '../support/sample-attachments.ts';
import { closeEditors, inFront, isChat, isInChat, openChatTab, standsBesideChat, tabs } from './editors.ts';
import { type HostSession, settledTurn, startHostSession, workspaceFolder } from './host-session.ts';

describe('With the chat in an editor tab', () => {
  const notices = new Notices(() => undefined);
  let host: HostSession;

  before(async () => {
    host = await startHostSession({}, { 'memory.updateEveryTurn': true });
    await settledTurn(host, 'anchors');
    await settledTurn(host, 'buoys');
  });
  beforeEach(openChatTab);
  afterEach(closeEditors);
  after(() => host.end());

  const command = (name: string) => () => vscode.commands.executeCommand(name);
  const opened: { readonly [what: string]: () => PromiseLike<unknown> } = {
    'the memory file': command('sessionMemory.openMemory'),
    'the preview of a compaction': command('sessionMemory.previewCompaction'),
    'the transcript': command('sessionMemory.exportTranscript'),
    'what the last update changed': command('_sessionMemory.showMemoryChange'),
    'a comparison of versions': async () => {
      await vscode.commands.executeCommand('sessionMemory.showMemoryHistory');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    },
    'code as a file': () => openAsFile('let a = 1;\n', 'js'),
    'a file that an answer names': () => composerWith(notices).openFile('src/loan.js', 3),
    'a sent image': () => openSentImage(sessionOf(imageSent()), 'sent', 0),
    'the memory of a compaction': () => showCompactedMemory(sessionOf(compacted), 'compacted'),
  };

  for (const [what, open] of Object.entries(opened)) {
    it(`opens ${what} beside it`, async () => {
      await open();
      await standsBesideChat();
    });
  }

  it('opens what it opens in the group that is there, whichever side it is on', async () => {
    await closeEditors();
    await vscode.window.showTextDocument(vscode.Uri.file(join(workspaceFolder(), 'README.md')));
    await vscode.commands.executeCommand('workbench.action.newGroupRight');
    await openChatTab();
    await vscode.commands.executeCommand('sessionMemory.openMemory');
    await standsBesideChat();
    assert.deepEqual(inFront(), ['session-memory.md', 'chat']);
  });

  it('marks it while an answer is in it that nobody has seen', async () => {
    const isMarked = (): boolean =>
      tabs()
        .find(({ input }) => isChat(input))
        ?.label.startsWith('● ') ?? false;
    const gate = host.server.hold(isChatRequest);
    const answered = host.api.send('What do kelpers eat?');
    await gate.held;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'over it' }), {
      preview: false,
    });
    await becomes(() => inFront(), ['over it']);
    assert.equal(isMarked(), false);
    gate.release();
    assert.equal((await answered).status, 'completed');
    await becomes(isMarked, true);
    await openChatTab();
    await becomes(isMarked, false);
  });

  it('brings it to the user when another session is begun or chosen', async () => {
    await vscode.commands.executeCommand('sessionMemory.openMemory');
    await standsBesideChat();
    await vscode.commands.executeCommand('sessionMemory.newSession', 'carry');
    await eventually(() => assert.ok(isInChat()));
    await vscode.commands.executeCommand('sessionMemory.openMemory');
    await standsBesideChat();
    await vscode.commands.executeCommand('sessionMemory.switchSession');
    await eventually(async () => {
      // What comes before the list has reached the window chooses nothing.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      assert.ok(isInChat());
    });
  });
});

const composerWith = (notices: Notices): ComposerActions =>
  new ComposerActions({
    files: new WorkspaceFiles(readAttachableFile, () => 1),
    notices,
  } as unknown as ComposerActionsOptions);

/** As much of a session as is asked for what it holds. */
const sessionOf = (record: TranscriptRecord): OpenSession =>
  ({ engine: { state: { transcript: listOf([record]) } } }) as unknown as OpenSession;

function imageSent(): TranscriptRecord {
  const sent = [attachedPicture('pier.png')];
  return { ...user('See'), id: 'sent', content: userContent('See', sent), ...attachedField(sent) };
}

const compacted: TranscriptRecord = {
  kind: 'compaction',
  id: 'compacted',
  parent: null,
  at: 1,
  strategy: 'instant',
  head: [],
  document: '# Session memory',
  covered: 'sent',
  tailFrom: null,
  tokensBefore: 2,
  tokensAfter: 1,
  messagesBefore: 2,
  messagesAfter: 1,
  waitedMs: 0,
  provisional: false,
};
