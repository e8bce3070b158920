// The editors of the window: VS Code opens and closes them in its own time.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';

export const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

/** No other extension of the tests shows a page of its own. */
export const isChat = (input: unknown): boolean => input instanceof vscode.TabInputWebview;

/** What is in front of each group. */
export const inFront = (): readonly string[] =>
  vscode.window.tabGroups.all.map(({ activeTab }) =>
    isChat(activeTab?.input) ? 'chat' : (activeTab?.label ?? 'nothing'),
  );

/** The chat's tab is in front of the user. */
export const isInChat = (): boolean => isChat(vscode.window.tabGroups.activeTabGroup.activeTab?.input);

/** The chat's tab, in front of the user. */
export async function openChatTab(): Promise<void> {
  await vscode.commands.executeCommand('sessionMemory.openChatInEditor');
  await eventually(() => assert.ok(isInChat()));
}

/** Resolves when the user is in something that is neither the chat nor covers it. */
export const standsBesideChat = (): Promise<void> =>
  eventually(() => {
    assert.equal(inFront().length, 2, inFront().join());
    assert.ok(inFront().includes('chat') && !isInChat(), inFront().join());
  });

/** Closes all editors; what is unsaved is lost. */
export const closeEditors = (): Promise<void> =>
  eventually(async () => {
    for (const _ of tabs())
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    assert.deepEqual(namesOf(tabs()), []);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });

/** The text editor that the user is in, once its document fits. */
export const activeDocument = (
  fits: (document: vscode.TextDocument) => boolean,
): Promise<vscode.TextDocument> =>
  eventually(() => {
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(
      document !== undefined && fits(document),
      `the user is in ${document?.uri ?? 'no text editor'}`,
    );
    return document;
  });

/** The comparison that is in front of the user. */
export const comparison = (): Promise<vscode.TabInputTextDiff> =>
  eventually(() => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(
      input instanceof vscode.TabInputTextDiff,
      `no comparison is shown, but ${namesOf(tabs()).join() || 'nothing'}`,
    );
    return input;
  });

const namesOf = (tabs: readonly vscode.Tab[]): readonly string[] => tabs.map(({ label }) => label);
