/** Where this window's workspace lies, and where the extension may keep things for it. */
import * as vscode from 'vscode';
import { folderKey, sessionFolder } from './session-folder.ts';
import { sharedStorage } from './sessions/shared-storage.ts';

export interface WorkspacePlace {
  /**
   * Absolute path of the folder that sessions begin in (`session-folder.ts`); null when there is none, or it is not on a
   * disk that Node can reach.
   */
  readonly folder: string | null;
  /** Null when there is no folder; of another scheme than `file` in a virtual workspace. */
  readonly memoryUri: vscode.Uri | null;
  /** Absolute path; a window without a folder has no storage of its own and shares one. */
  readonly storage: string;
  /** Small values that belong to what is in `storage`. */
  readonly values: vscode.Memento;
  /** Absolute path, shared by all windows of this machine. */
  readonly globalStorage: string;
}

/** Below the folder, written with `/`. */
export const memoryPath = '.claude/session-memory.md';

export function workspacePlace(context: vscode.ExtensionContext): WorkspacePlace {
  const values = context.storageUri === undefined ? context.globalState : context.workspaceState;
  const uri = sessionFolder(vscode.workspace.workspaceFolders ?? [], values.get(folderKey))?.uri;
  const local = uri?.scheme === 'file' ? uri : null;
  return {
    folder: local?.fsPath ?? null,
    memoryUri: uri === undefined ? null : vscode.Uri.joinPath(uri, ...memoryPath.split('/')),
    storage: sharedStorage((context.storageUri ?? context.globalStorageUri).fsPath),
    values,
    globalStorage: context.globalStorageUri.fsPath,
  };
}
