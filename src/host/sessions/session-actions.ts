/** What the commands that show another session do. */
import * as vscode from 'vscode';
import { carryOver, formatMemory, parseMemory, skeleton } from '../../core/memory/memory.ts';
import type { Outbox } from '../composer/outbox.ts';
import type { MemoryDocument } from '../memory/memory-document.ts';
import { isTrustedOrExplain } from '../trust.ts';
import type { Chat } from './chat.ts';
import { pickSession } from './session-picker.ts';
import type { Sessions } from './sessions.ts';

export interface SessionActionsOptions {
  readonly chat: Chat;
  readonly sessions: Sessions;
  readonly document: MemoryDocument;
  readonly outbox: Outbox;
  /** Brings the chat up with the keyboard in its composer. */
  readonly showChat: () => PromiseLike<void> | void;
}

export class SessionActions {
  readonly #options: SessionActionsOptions;

  constructor(options: SessionActionsOptions) {
    this.#options = options;
  }

  /** `how` is asked for only where there is something to take along. */
  async begin(how?: 'carry' | 'empty'): Promise<void> {
    const { chat, document, sessions, outbox, showChat } = this.#options;
    if (!isTrustedOrExplain() || !(await document.settleUnsaved())) return;
    const memory = sessions.current?.engine.state.memory.text ?? null;
    const chosen = how ?? (memory !== null && hasOwnParts(memory) ? await askHow() : 'carry');
    if (chosen === undefined) return;
    const present = sessions.current;
    const mayStay = present === null || outbox.list(present).items.length === 0;
    await chat.newSession({ isEmpty: chosen === 'empty', mayStay });
    await showChat();
  }

  async choose(): Promise<void> {
    const { sessions, chat, document, showChat } = this.#options;
    if (!isTrustedOrExplain()) return;
    await pickSession(sessions, async (id) => {
      if (!(await document.settleUnsaved())) return;
      await chat.switchSession(id);
      await showChat();
    });
  }
}

/** Something in the memory is the user's own and would go along into a new session. */
const hasOwnParts = (memory: string): boolean =>
  formatMemory(carryOver(parseMemory(memory))) !== formatMemory(skeleton());

async function askHow(): Promise<'carry' | 'empty' | undefined> {
  const choice = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Take along what is pinned and your own sections'), how: 'carry' as const },
      { label: vscode.l10n.t('Start with an empty memory'), how: 'empty' as const },
    ],
    { title: vscode.l10n.t('New Session') },
  );
  return choice?.how;
}
