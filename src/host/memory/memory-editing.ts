/**
 * The light hand that VS Code itself lends the memory file: lenses and light bulbs to pin and unpin, to update and to see
 * what changed, and a hint when what is pinned takes much of the window. Outline and folding come with Markdown.
 */
import * as vscode from 'vscode';
import { type LineEdit, pinLines, unpinLines, whereLinesAre } from '../../core/memory/pinning.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { Disposables } from '../disposables.ts';
import { translate } from '../localize.ts';
import { mention } from '../mention.ts';
import { Throttle } from '../throttle.ts';
import type { MemoryDocument } from './memory-document.ts';
import { lensesFor, pinnedHint } from './memory-lenses.ts';
import { isSameFile } from './unsaved.ts';

export interface MemoryEditingOptions {
  readonly document: MemoryDocument;
  readonly contextLimitTokens: () => number;
  readonly clock: Clock;
}

/** Not part of the public contract, hence the underscore: they act on the editor in which the memory is open. */
const commands = { pin: '_sessionMemory.pinLines', unpin: '_sessionMemory.unpinLines' } as const;

const selector: vscode.DocumentSelector = { pattern: '**/session-memory.md' };
/** The hint follows the typing, not every key. */
const gatherMs = 300;

export function helpEditing(options: MemoryEditingOptions): vscode.Disposable {
  const { document, clock } = options;
  const disposables = new Disposables();
  const isOurs = (other: vscode.TextDocument) => {
    const shown = document.uri();
    return shown !== null && isSameFile(other.uri, shown);
  };
  const limit = () => options.contextLimitTokens();
  disposables.add(
    vscode.languages.registerCodeLensProvider(selector, {
      provideCodeLenses: (other) =>
        isOurs(other)
          ? lensesFor(other.getText(), commands, limit(), translate).map(
              ({ line, title, command }) =>
                new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command }),
            )
          : [],
    }),
  );
  disposables.add(
    vscode.languages.registerCodeActionsProvider(
      selector,
      { provideCodeActions: (other, range) => (isOurs(other) ? bulbs(other, range) : []) },
      { providedCodeActionKinds: [vscode.CodeActionKind.RefactorMove] },
    ),
  );
  for (const [kind, plan] of [
    ['pin', pinLines],
    ['unpin', unpinLines],
  ] as const) {
    disposables.add(vscode.commands.registerCommand(commands[kind], () => move(plan, isOurs)));
  }
  disposables.add(watchSize(isOurs, limit, clock));
  return disposables;
}

function bulbs(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
  const where = whereLinesAre(document.getText(), spanOf(range));
  if (where === 'nowhere') return [];
  const kind = where === 'pinned' ? 'unpin' : 'pin';
  const title =
    where === 'pinned'
      ? vscode.l10n.t('Unpin from the session memory')
      : vscode.l10n.t('Pin in the session memory');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorMove);
  action.command = { title, command: commands[kind] };
  return [action];
}

/** A selection that ends at a line's beginning does not mean that line. */
const spanOf = ({ start, end }: vscode.Range): { readonly from: number; readonly to: number } => ({
  from: start.line,
  to: end.line > start.line && end.character === 0 ? end.line : end.line + 1,
});

/** As one edit that can be undone. A document that was saved is saved again, so that the change counts at once. */
async function move(
  plan: (text: string, span: { readonly from: number; readonly to: number }) => readonly LineEdit[],
  isOurs: (document: vscode.TextDocument) => boolean,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined || !isOurs(editor.document)) return;
  const { document, selection } = editor;
  const wasSaved = !document.isDirty;
  const edits = plan(document.getText(), spanOf(selection));
  if (edits.length === 0) {
    const message = vscode.l10n.t('Put the cursor on the line to be moved, or select several.');
    mention(message);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const change of edits) edit.replace(document.uri, ...replacement(document, change));
  if ((await vscode.workspace.applyEdit(edit)) && wasSaved) await document.save();
}

/** In terms of positions; the last line has no break after it that could go. */
function replacement(document: vscode.TextDocument, { from, to, lines }: LineEdit): [vscode.Range, string] {
  const eol = document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n';
  const last = document.lineCount;
  if (to < last) {
    return [new vscode.Range(from, 0, to, 0), lines.map((line) => line + eol).join('')];
  }
  const end = document.lineAt(last - 1).range.end;
  const start = from === 0 ? new vscode.Position(0, 0) : document.lineAt(Math.min(from, last) - 1).range.end;
  const text = from === 0 ? lines.join(eol) : lines.map((line) => eol + line).join('');
  return [new vscode.Range(start, end), text];
}

function watchSize(
  isOurs: (document: vscode.TextDocument) => boolean,
  limit: () => number,
  clock: Clock,
): vscode.Disposable {
  const disposables = new Disposables();
  const hints = disposables.add(vscode.languages.createDiagnosticCollection('sessionMemory'));
  const look = () => {
    hints.clear();
    for (const document of vscode.workspace.textDocuments.filter(isOurs)) {
      const hint = pinnedHint(document.getText(), limit(), translate);
      if (hint === null) continue;
      const range = document.lineAt(hint.line).range;
      const diagnostic = new vscode.Diagnostic(range, hint.message, vscode.DiagnosticSeverity.Information);
      diagnostic.source = vscode.l10n.t('Session Memory');
      hints.set(document.uri, [diagnostic]);
    }
  };
  const soon = new Throttle(gatherMs, clock, look);
  const ifOurs = (document: vscode.TextDocument) => {
    if (isOurs(document)) soon.request();
  };
  disposables.add(vscode.workspace.onDidOpenTextDocument(ifOurs));
  disposables.add(vscode.workspace.onDidCloseTextDocument(ifOurs));
  disposables.add(vscode.workspace.onDidChangeTextDocument((event) => ifOurs(event.document)));
  disposables.add({ dispose: () => soon.cancel() });
  return disposables;
}
