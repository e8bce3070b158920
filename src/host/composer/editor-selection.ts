/** Tells the composer what is selected in the text editor that the user worked in last. */
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import { mostUnasked, type SelectedText, type SelectionOffer } from './selection-offer.ts';
import { pathOf } from './workspace-files.ts';

/** Not to be called before the workspace is trusted. */
export function watchSelection(offer: SelectionOffer): vscode.Disposable {
  const disposables = new Disposables();
  let last: vscode.TextEditor | undefined;
  const look = (): void => {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    last = activeTextEditor ?? visibleTextEditors.find((editor) => editor === last);
    offer.select(last === undefined ? null : selectedIn(last));
  };
  disposables.add(vscode.window.onDidChangeActiveTextEditor(look));
  disposables.add(vscode.window.onDidChangeVisibleTextEditors(look));
  disposables.add(vscode.window.onDidChangeTextEditorSelection(look));
  disposables.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === last?.document) look();
    }),
  );
  look();
  return disposables;
}

/** Null for what is not the user's own text: output, the other side of a comparison, files from elsewhere. */
function selectedIn({ document, selection }: vscode.TextEditor): SelectedText | null {
  const { uri } = document;
  const isOwn = document.isUntitled || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  if (selection.isEmpty || !isOwn) return null;
  const { start, end } = selection;
  const [from, to] = [document.offsetAt(start), document.offsetAt(end)];
  const text = (): string => document.getText(selection);
  return {
    key: keyOf(document, from, to, text),
    name: pathOf(uri),
    firstLine: start.line + 1,
    // A selection of whole lines ends before the first letter of the next one.
    lastLine: end.character === 0 ? Math.max(start.line + 1, end.line) : end.line + 1,
    length: to - from,
    text,
  };
}

/** The same after a reload of the window; of a long selection only as long as nothing in its document changes. */
function keyOf({ uri, version }: vscode.TextDocument, from: number, to: number, text: () => string): string {
  const state = to - from > mostUnasked ? `version ${version}` : text();
  return createHash('sha256').update(`${from} ${to} ${uri.toString()} ${state}`).digest('base64');
}
