/**
 * The user's hand on the memory file in an editor. It types only into a document that shows what is on disk: VS Code
 * refuses to save over a file that it has not taken up yet, and a test that types earlier would meet that refusal.
 */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import { memoryPath, readMemory } from './host-session.ts';

/**
 * The memory file in an editor, as it is on disk. Nothing may be on its way to the file. VS Code may have begun to take it
 * up before the last write and show the text of after it; it would then refuse to save, so it is made to read it anew.
 */
export async function openInEditor(): Promise<vscode.TextDocument> {
  const { document } = await vscode.window.showTextDocument(vscode.Uri.file(memoryPath()), {
    preview: false,
  });
  await vscode.commands.executeCommand('workbench.action.files.revert');
  const onDisk = await readMemory();
  await shown(document, (text) => text === onDisk);
  return document;
}

/** Resolves when the document's text fits. VS Code takes up what others wrote in its own time. */
export function shown(document: vscode.TextDocument, fits: (text: string) => boolean): Promise<void> {
  return eventually(() => assert.ok(fits(document.getText()), `the editor shows:\n${document.getText()}`));
}

/** Resolves when all that the document shows is on disk, whoever had it saved, and whoever writes the file meanwhile. */
export const onDisk = (document: vscode.TextDocument): Promise<void> =>
  eventually(async () => {
    assert.ok(!document.isDirty, `VS Code has not saved:\n${document.getText()}`);
    assert.equal(await readMemory(), document.getText());
  });

/** Types below a heading, or below the line that says this; unsaved. */
export async function typeBelow(document: vscode.TextDocument, line: string, text: string): Promise<void> {
  await edit((change) => {
    change.insert(document.uri, new vscode.Position(lineOf(document, line) + 1, 0), text);
  });
}

/** Takes out all lines from the one that says this up to, not including, the next one that starts so; unsaved. */
export async function cut(document: vscode.TextDocument, line: string, upTo?: string): Promise<void> {
  const from = lineOf(document, line);
  const lines = document.getText().split(/\r?\n/);
  const to =
    upTo === undefined ? from + 1 : lines.findIndex((other, at) => at > from && other.startsWith(upTo));
  assert.ok(to > from, `nothing starts with "${upTo}" after "${line}"`);
  await edit((change) => change.delete(document.uri, new vscode.Range(from, 0, to, 0)));
}

/** As the user's own command does, participants such as formatters included. */
export async function save(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document, { preview: false });
  await vscode.commands.executeCommand('workbench.action.files.save');
  // A save that was under way by itself, or a formatter at work on it, may have made this one wait its turn.
  await onDisk(document);
}

function lineOf(document: vscode.TextDocument, words: string): number {
  const lines = document.getText().split(/\r?\n/);
  const found = lines.findIndex((line) => line.includes(words));
  assert.ok(found >= 0, `"${words}" is not in\n${document.getText()}`);
  return found;
}

async function edit(change: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
  const edits = new vscode.WorkspaceEdit();
  change(edits);
  assert.ok(await vscode.workspace.applyEdit(edits));
}
