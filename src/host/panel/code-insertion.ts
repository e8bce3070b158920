/** Code from an answer, put into the user's editor. Always by an edit that can be undone, and never onto the disk. */
import * as vscode from 'vscode';
import { besideChat } from '../beside-chat.ts';
import { languageId } from './code-language.ts';
import type { LastEditor } from './last-editor.ts';
import type { Notices } from './notices.ts';

/** Replaces each selection of the text editor that the user was in last, like typing would. */
export async function insertCode(text: string, last: LastEditor, notices: Notices): Promise<void> {
  notices.withdraw('code');
  const editor = await targetEditor(last);
  if (editor === null) {
    notices.say(
      'code',
      'info',
      vscode.l10n.t(
        'There is no text editor in which you have put the cursor. Open a file, put the cursor there, and try again.',
      ),
    );
    return;
  }
  const { selections, document, viewColumn } = editor;
  const { version } = document;
  const inserted = await editor.edit(
    (edit) => {
      for (const selection of selections) edit.replace(selection, text);
    },
    { undoStopBefore: true, undoStopAfter: true },
  );
  // A read-only editor answers that all went well, and nothing has happened.
  if (!inserted || document.version === version) {
    notices.say('code', 'warning', vscode.l10n.t('The editor did not take the code: it cannot be changed.'));
    return;
  }
  await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
}

/**
 * The chat may itself be the active tab. Then the editor is meant that the user was in before, shown again where it is covered;
 * where nobody has seen the user in one, the only editor beside the chat.
 */
async function targetEditor({ place }: LastEditor): Promise<vscode.TextEditor | null> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor !== undefined) return activeTextEditor;
  const shown = visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  if (place === null) return shown.length === 1 ? (shown[0] ?? null) : null;
  const inSight = shown.filter(({ document }) => document === place.document);
  const there = inSight.find(({ viewColumn }) => viewColumn === place.viewColumn) ?? inSight[0];
  if (there !== undefined) return there;
  const editor = await vscode.window.showTextDocument(place.document, besideChat());
  editor.selections = place.selections;
  return editor;
}

export async function openAsFile(content: string, fence: string): Promise<void> {
  const language = languageId(fence, await vscode.languages.getLanguages());
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { ...besideChat(), preview: false });
}
