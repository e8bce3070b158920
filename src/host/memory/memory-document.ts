/** The memory file as a document in VS Code: shown, saved, watched, and asked about while it has unsaved edits. */
import * as vscode from 'vscode';
import type { Clock } from '../../core/ports/clock.ts';
import { besideChat } from '../beside-chat.ts';
import { Disposables } from '../disposables.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { Throttle } from '../throttle.ts';
import { memoryPath } from '../workspace-place.ts';
import type { FileHandOver } from './file-hand-over.ts';
import type { FileOrigin } from './file-origin.ts';
import { discardUnsaved, isSameFile, isUnsaved, saveUnsaved } from './unsaved.ts';

export interface MemoryDocumentOptions {
  readonly sessions: Sessions;
  readonly handOver: FileHandOver;
  readonly origin: FileOrigin;
  /** Null when there is no folder. */
  readonly workspaceUri: vscode.Uri | null;
  readonly clock: Clock;
}

/** One save raises several events; the file need not be read for each. */
const gatherMs = 150;

export class MemoryDocument {
  readonly #options: MemoryDocumentOptions;

  constructor(options: MemoryDocumentOptions) {
    this.#options = options;
  }

  /** The file that shows the memory of the session; null while none is open. */
  uri(session: OpenSession | null = this.#options.sessions.current): vscode.Uri | null {
    const { handOver, workspaceUri } = this.#options;
    if (session === null) return null;
    return handOver.ownsFile && workspaceUri !== null
      ? workspaceUri
      : vscode.Uri.file(session.shelved.ownFilePath);
  }

  /** Resolves with false when there is no file to show. */
  async show(session: OpenSession): Promise<boolean> {
    const uri = this.uri(session);
    if (uri === null || !(await exists(uri))) return false;
    await vscode.window.showTextDocument(uri, { ...besideChat(), preview: false });
    return true;
  }

  async save(): Promise<boolean> {
    const uri = this.uri();
    return uri === null || saveUnsaved(uri);
  }

  /**
   * Asks what becomes of unsaved edits before another session is shown. Resolves with whether to go on: not when the
   * user cancels, and not when saving fails.
   */
  async settleUnsaved(): Promise<boolean> {
    const uri = this.uri();
    if (uri === null || !isUnsaved(uri)) return true;
    const save = vscode.l10n.t('Save');
    const discard = vscode.l10n.t('Discard');
    const message = vscode.l10n.t(
      'The memory file has unsaved edits. Save them before another session is shown?',
    );
    const choice = await vscode.window.showWarningMessage(message, { modal: true }, save, discard);
    if (choice === save) return saveUnsaved(uri);
    if (choice === discard) await discardUnsaved(uri);
    return choice === discard;
  }

  /** What is swapped in is the file as saved, so saving is offered first. Resolves with whether to go on. */
  async offerToSave(): Promise<boolean> {
    const uri = this.uri();
    if (uri === null || !isUnsaved(uri)) return true;
    const save = vscode.l10n.t('Save and Compact');
    const without = vscode.l10n.t('Compact Without Them');
    const message = vscode.l10n.t(
      'The memory file has unsaved edits. They count in the compaction only when saved.',
    );
    const choice = await vscode.window.showWarningMessage(message, { modal: true }, save, without);
    if (choice === save) return saveUnsaved(uri);
    return choice === without;
  }

  /** Tells the session whenever its file may have changed. Events are hints: what counts is what is read then. */
  watch(): vscode.Disposable {
    const { sessions, origin, workspaceUri, clock } = this.#options;
    const touched = new Throttle(gatherMs, clock, () => sessions.current?.engine.memoryFileTouched());
    const disposables = new Disposables();
    const ifOurs = (uri: vscode.Uri) => {
      const shown = this.uri();
      if (shown !== null && isSameFile(uri, shown)) touched.request();
    };
    const isShared = ({ uri }: vscode.TextDocument) => workspaceUri !== null && isSameFile(uri, workspaceUri);
    disposables.add(
      vscode.workspace.onWillSaveTextDocument(({ document }) => {
        if (isShared(document)) origin.saving();
      }),
    );
    disposables.add(
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (isShared(document)) origin.saved(document.getText());
        ifOurs(document.uri);
      }),
    );
    disposables.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => ifOurs(uri)));
    // A revert is a change after which nothing is unsaved.
    disposables.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!document.isDirty) ifOurs(document.uri);
      }),
    );
    if (workspaceUri !== null) {
      const folder = vscode.Uri.joinPath(workspaceUri, '..', '..');
      const pattern = new vscode.RelativePattern(folder, memoryPath);
      const watcher = disposables.add(vscode.workspace.createFileSystemWatcher(pattern));
      for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
        disposables.add(event(ifOurs));
    }
    disposables.add({ dispose: () => touched.cancel() });
    return disposables;
  }
}

const exists = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
