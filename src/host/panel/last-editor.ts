/** Where the user put the cursor last: also once another tab, the chat's own for example, stands before that editor. */
import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';

type Place = Pick<vscode.TextEditor, 'document' | 'selections' | 'viewColumn'>;

export class LastEditor implements vscode.Disposable {
  readonly #disposables = new Disposables();
  #place: Place | null = null;

  constructor() {
    const note = (): void => {
      const active = vscode.window.activeTextEditor;
      // Output is shown in such an editor too, which has no column.
      if (active?.viewColumn === undefined) return;
      const { document, selections, viewColumn } = active;
      this.#place = { document, selections, viewColumn };
    };
    this.#disposables.add(vscode.window.onDidChangeActiveTextEditor(note));
    this.#disposables.add(vscode.window.onDidChangeTextEditorSelection(note));
    note();
  }

  /** Null where there was none, or its document is closed. */
  get place(): Place | null {
    return this.#place?.document.isClosed === false ? this.#place : null;
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
