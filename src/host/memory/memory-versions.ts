/** Brings an earlier version of the memory back: as an edit that the user can undo, never behind the user's back. */
import * as vscode from 'vscode';
import type { Clock } from '../../core/ports/clock.ts';
import type { MemoryVersion } from '../../core/ports/memory-history.ts';
import { unredact } from '../../core/redaction/unredact.ts';
import { besideChat } from '../beside-chat.ts';
import { failureWords } from '../failure-words.ts';
import { translate } from '../localize.ts';
import type { OpenSession } from '../sessions/open-session.ts';

/** How long VS Code may take to show in a document what is on disk. */
const inStepPatienceMs = 2_000;

/** The version as it would stand in the file: credentials that the present memory still has are put back. */
export const versionText = ({ engine }: OpenSession, { text }: MemoryVersion): string =>
  unredact(text, engine.state.memory.text ?? '', engine.state.ledger.credentials);

/** Resolves with why it was not brought back; null when it was. */
export async function bringBack(
  session: OpenSession,
  version: MemoryVersion,
  uri: vscode.Uri,
  clock: Clock,
): Promise<string | null> {
  const file = await session.file.read();
  const text = versionText(session, version);
  const chosen = { text, ownership: version.ownership };
  switch (file.kind) {
    case 'unreadable':
      return failureWords(file.failure, translate);
    case 'unsaved':
      return vscode.l10n.t('The memory file has unsaved edits.');
    case 'absent': {
      session.engine.memoryVersionChosen(chosen);
      const result = await session.file.write(text, null);
      if (result.kind === 'failed') return failureWords(result.failure, translate);
      if (result.kind === 'changed') return vscode.l10n.t('The file has changed meanwhile.');
      break;
    }
    case 'file': {
      const document = await vscode.workspace.openTextDocument(uri);
      await inStep(document, file.text, clock);
      session.engine.memoryVersionChosen(chosen);
      if (!(await replaceAll(document, text))) return vscode.l10n.t('The edit could not be made.');
      await vscode.window.showTextDocument(document, { ...besideChat(), preview: false });
      if (!(await document.save()))
        return vscode.l10n.t('The edit was made, but the file could not be saved.');
    }
  }
  session.engine.memoryFileTouched();
  return null;
}

function replaceAll(document: vscode.TextDocument, text: string): Thenable<boolean> {
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
  return vscode.workspace.applyEdit(edit);
}

/** A document that lags behind the disk would make the save a conflict. */
function inStep(document: vscode.TextDocument, text: string, clock: Clock): Promise<void> {
  if (document.getText() === text) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      listener.dispose();
      stopTimer();
      resolve();
    };
    const listener = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && document.getText() === text) done();
    });
    const stopTimer = clock.after(inStepPatienceMs, done);
  });
}
