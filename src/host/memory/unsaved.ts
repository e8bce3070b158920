/** Unsaved edits of a file in the editors of this window. */
import * as vscode from 'vscode';
import { besideChat } from '../beside-chat.ts';

function unsavedDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.isDirty && isSameFile(document.uri, uri));
}

/** Paths of files are compared as the system has them, drive letters and all. */
export const isSameFile = (one: vscode.Uri, other: vscode.Uri): boolean =>
  one.scheme === other.scheme && one.authority === other.authority && one.fsPath === other.fsPath;

export const isUnsaved = (uri: vscode.Uri): boolean => unsavedDocument(uri) !== undefined;

export const isUnsavedPath = (path: string): boolean => isUnsaved(vscode.Uri.file(path));

/** Resolves with whether nothing is unsaved afterwards. */
export async function saveUnsaved(uri: vscode.Uri): Promise<boolean> {
  const document = unsavedDocument(uri);
  return document === undefined || document.save();
}

export async function discardUnsaved(uri: vscode.Uri): Promise<void> {
  const document = unsavedDocument(uri);
  if (document === undefined) return;
  // VS Code reverts the active editor only.
  await vscode.window.showTextDocument(document, besideChat());
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
