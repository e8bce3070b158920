/** Code from an answer, put into the user's editor. Always by an edit that can be undone, and never onto the disk. */
import * as vscode from 'vscode';
import { besideChat } from '../beside-chat.ts';
import { languageId } from './code-language.ts';
import type { Notices } from './notices.ts';

/** Replaces each selection of the active text editor, like typing would. */
export async function insertCode(text: string, notices: Notices): Promise<void> {
  notices.withdraw('code');
  const editor = targetEditor();
  if (editor === null) {
    notices.say(
      'code',
      'info',
      vscode.l10n.t(
        'There is no text editor to insert into. Open a file, put the cursor there, and try again.',
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

/** The chat may itself be the active tab; then the only editor beside it is meant, where there is just one. */
function targetEditor(): vscode.TextEditor | null {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  if (activeTextEditor !== undefined) return activeTextEditor;
  const [only, ...others] = visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined);
  return only === undefined || others.length > 0 ? null : only;
}

export async function openAsFile(content: string, fence: string): Promise<void> {
  const language = languageId(fence, await vscode.languages.getLanguages());
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { ...besideChat(), preview: false });
}
