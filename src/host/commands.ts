/** The commands of the public contract. Each answers with its outcome, where it has one, for keybindings and scripts. */
import * as vscode from 'vscode';
import { readBeyond } from '../core/redaction/redacted-ends.ts';
import type { Actions } from './actions.ts';
import type { AddToChat } from './composer/add-to-chat.ts';
import { Disposables } from './disposables.ts';
import type { ChatTab } from './panel/chat-tab.ts';
import type { ChatView } from './panel/chat-view.ts';

export interface CommandTargets {
  readonly actions: Actions;
  readonly addToChat: AddToChat;
  readonly view: ChatView;
  readonly tab: ChatTab;
  readonly showLog: () => void;
}

export function registerCommands(targets: CommandTargets): vscode.Disposable {
  const { actions, addToChat, view, tab, showLog } = targets;
  const handlers: { readonly [name: string]: (argument: unknown, other: unknown) => unknown } = {
    openChat: () => view.open(),
    openChatInEditor: () => tab.open(),
    addSelection: () => addToChat.addSelection(),
    addFile: (clicked, selected) => addToChat.addFile(clicked, selected),
    // Menus pass arguments of their own; only a text is a focus.
    compact: (focus) => actions.compact(typeof focus === 'string' ? focus.slice(0, 2_000 + readBeyond) : ''),
    previewCompaction: () => actions.previewCompaction(),
    undoCompaction: () => actions.undoCompaction(),
    updateMemory: () => actions.updateMemory(),
    openMemory: () => actions.openMemory(),
    showMemoryHistory: () => actions.showMemoryHistory(),
    newSession: (how) => actions.newSession(how === 'empty' || how === 'carry' ? how : undefined),
    switchSession: () => actions.switchSession(),
    stop: () => actions.stop(),
    setApiKey: () => actions.setApiKey(),
    clearApiKey: () => actions.clearApiKey(),
    exportTranscript: () => actions.exportTranscript(),
    showLog,
  };
  const disposables = new Disposables();
  for (const [name, handler] of Object.entries(handlers)) {
    disposables.add(vscode.commands.registerCommand(`sessionMemory.${name}`, handler));
  }
  // For lenses and tests; what they are called may change.
  const internal: { readonly [name: string]: (argument: unknown) => unknown } = {
    showMemoryChange: () => actions.showMemoryChange(),
    bringBackVersion: (id) => (typeof id === 'string' ? actions.bringBackVersion(id) : undefined),
  };
  for (const [name, handler] of Object.entries(internal)) {
    disposables.add(vscode.commands.registerCommand(`_sessionMemory.${name}`, handler));
  }
  return disposables;
}
