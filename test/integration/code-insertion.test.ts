import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { insertCode, openAsFile } from '../../src/host/panel/code-insertion.ts';
import { LastEditor } from '../../src/host/panel/last-editor.ts';
import { Notices } from '../../src/host/panel/notices.ts';
import { becomes, eventually } from '../support/eventually.ts';
import { activeDocument, closeEditors, inFront, openChatTab, standsBesideChat } from './editors.ts';
import { type HostSession, startHostSession } from './host-session.ts';

describe('Code from an answer', () => {
  const notices = new Notices(() => undefined);
  let last: LastEditor;

  beforeEach(() => {
    last = new LastEditor();
  });

  afterEach(async () => {
    last.dispose();
    notices.withdraw('code');
    await closeEditors();
  });

  it('goes where the cursor is, letter for letter, and can be undone', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one\nold\n' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 3);
    // What a snippet would take for placeholders is plain text here.
    const code = `\${1:x} $0 \\ \${TM_FILENAME}`;
    await insertCode(code, last, notices);
    assert.equal(document.getText(), `one\n${code}\n`);
    await vscode.commands.executeCommand('undo');
    await becomes(() => document.getText(), 'one\nold\n');
    assert.deepEqual(notices.items, []);
  });

  it('says so where there is no editor to take it', async () => {
    await closeEditors();
    await insertCode('let a = 1;', last, notices);
    assert.match(notices.items[0]?.text ?? '', /no text editor/);
  });

  it('says so where the editor cannot be changed', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('read-only-test', {
      provideTextDocumentContent: () => 'as it was',
    });
    const uri = vscode.Uri.parse('read-only-test:/document.md');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await insertCode('let a = 1;', last, notices);
    provider.dispose();
    assert.equal(document.getText(), 'as it was');
    assert.match(notices.items[0]?.text ?? '', /cannot be changed/);
  });

  it('goes where the cursor was when the chat’s own tab stands before that editor, and shows it', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one\nold\n' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 3);
    await becomes(() => last.place?.selections[0]?.start.line, 1);
    await openChatTab();
    await becomes(() => vscode.window.visibleTextEditors.length, 0);
    await insertCode('new', last, notices);
    assert.equal(document.getText(), 'one\nnew\n');
    assert.deepEqual(notices.items, []);
    await standsBesideChat();
    await activeDocument((shown) => shown === document);
  });

  it('says so where the editor that the cursor was in is closed', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one' });
    await vscode.window.showTextDocument(document);
    await closeEditors();
    await eventually(() => assert.ok(document.isClosed));
    await openChatTab();
    await insertCode('new', last, notices);
    assert.match(notices.items[0]?.text ?? '', /no text editor in which/);
    assert.deepEqual(inFront(), ['chat']);
  });

  it('opens as an untitled file in its language, or as plain text', async () => {
    await openAsFile('let a = 1;\n', 'ts');
    const code = await activeDocument((document) => document.getText() === 'let a = 1;\n');
    assert.equal(code.isUntitled, true);
    assert.ok(['typescript', 'plaintext'].includes(code.languageId), code.languageId);
    await openAsFile('x', 'no such language');
    const other = await activeDocument((document) => document.getText() === 'x');
    assert.equal(other.languageId, 'plaintext');
  });
});

describe('The preview of a compaction', () => {
  let host: HostSession;

  before(async () => {
    host = await startHostSession();
  });

  after(async () => {
    await closeEditors();
    await host.end();
  });

  it('is a read-only document that changes nothing', async () => {
    for (let turn = 0; turn < 5; turn++)
      assert.equal(
        (await host.api.send(`Turn ${turn}. ${'Anchors matter here. '.repeat(60)}`)).status,
        'completed',
      );
    await host.api.updateMemory();
    const { contextTokens, epoch } = host.api.snapshot();
    await vscode.commands.executeCommand('sessionMemory.previewCompaction');
    const document = await activeDocument(
      (shown) =>
        shown.uri.scheme === 'session-memory-preview' &&
        /# What a compaction now would send[\s\S]*Memory and first message/.test(shown.getText()),
    );
    const text = document.getText();
    assert.deepEqual([host.api.snapshot().contextTokens, host.api.snapshot().epoch], [contextTokens, epoch]);
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(document.getText(), text);
  });
});
