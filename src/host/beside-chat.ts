/** Where a document goes that the chat opens: never over the chat's own tab. */
import * as vscode from 'vscode';

export const chatTabType = 'sessionMemory.chatInEditor';

/** Another group of editors where the chat's tab is in front of the user; else what VS Code chooses. */
export function besideChat(): { readonly viewColumn?: vscode.ViewColumn } {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const input = activeTabGroup.activeTab?.input;
  // VS Code tells the type with a prefix of its own.
  if (!(input instanceof vscode.TabInputWebview && input.viewType.endsWith(chatTabType))) return {};
  return { viewColumn: all.find(({ isActive }) => !isActive)?.viewColumn ?? vscode.ViewColumn.Beside };
}
