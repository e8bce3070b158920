/** The commands of the public contract. Each answers with its outcome, where it has one, for keybindings and scripts. */
import * as vscode from 'vscode';
import { readBeyond } from '../core/redaction/redacted-ends.ts';
import { maxFocusChars } from '../protocol/decode.ts';
import type { Actions } from './actions.ts';
import type { AddToChat } from './composer/add-to-chat.ts';
import { Disposables } from './disposables.ts';
import type { KeyActions } from './key-actions.ts';
import type { ChatTab } from './panel/chat-tab.ts';
import type { ChatView } from './panel/chat-view.ts';
import type { SessionActions } from './sessions/session-actions.ts';

export interface CommandTargets {
  readonly actions: Actions;
  readonly sessionActions: SessionActions;
  readonly keyActions: KeyActions;
  readonly addToChat: AddToChat;
  readonly view: ChatView;
  readonly tab: ChatTab;
  readonly showLog: () => void;
}

export function registerCommands(targets: CommandTargets): vscode.Disposable {
  const { actions, sessionActions, keyActions, addToChat, view, tab, showLog } = targets;
  const handlers: { readonly [name: string]: (argument: unknown, other: unknown) => unknown } = {
    openChat: () => view.open(),
    openChatInEditor: () => tab.open(),
    addSelection: () => addToChat.addSelection(),
    addFile: (clicked, selected) => addToChat.addFile(clicked, selected),
    // Menus pass arguments of their own; only a text is a focus.
    compact: (focus) =>
      actions.compact(typeof focus === 'string' ? focus.slice(0, maxFocusChars + readBeyond) : ''),
    previewCompaction: () => actions.previewCompaction(),
    undoCompaction: () => actions.undoCompaction(),
    updateMemory: () => actions.updateMemory(),
    openMemory: () => actions.openMemory(),
    showMemoryHistory: () => actions.showMemoryHistory(),
    newSession: (how) => sessionActions.begin(how === 'empty' || how === 'carry' ? how : undefined),
    switchSession: () => sessionActions.choose(),
    stop: () => actions.stop(),
    setApiKey: () => keyActions.set(),
    clearApiKey: () => keyActions.clear(),
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
