/** Restricted Mode: until the user trusts the workspace nothing of it is read, written or sent. */
import * as vscode from 'vscode';

export const isTrusted = (): boolean => vscode.workspace.isTrusted;

export const manageTrust = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.trust.manage');

/** Whether something may be done; says why not. */
export function isTrustedOrExplain(): boolean {
  if (!isTrusted()) explainRestricted();
  return isTrusted();
}

/** Explains why a command does nothing. A `when` clause only hides a command; it can still be called. */
function explainRestricted(): void {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const message = vscode.l10n.t(
    'Session Memory is off in Restricted Mode: nothing is read from the workspace, written or sent.',
  );
  void vscode.window.showInformationMessage(message, manage).then((choice) => {
    if (choice === manage) void manageTrust();
  });
}
