/** What commands and the panel's buttons do in VS Code. All that touches the workspace is refused in Restricted Mode. */
import * as vscode from 'vscode';
import { isFailure } from '../core/failure.ts';
import { carryOver, formatMemory, parseMemory, skeleton } from '../core/memory/memory.ts';
import type { CompactionOutcome, MemoryOutcome, UndoOutcome } from '../core/outcome.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Action } from '../protocol/view.ts';
import type { ApiKey } from './api-key.ts';
import { failureWords } from './failure-words.ts';
import { translate } from './localize.ts';
import { showCompactedMemory } from './memory/compacted-memory.ts';
import type { CompactionPreviewDocument } from './memory/compaction-preview.ts';
import type { MemoryDocument } from './memory/memory-document.ts';
import { restore, showHistory, showLastChange } from './memory/memory-history.ts';
import type { Notices } from './panel/notices.ts';
import type { Chat } from './sessions/chat.ts';
import { readMarkdown } from './sessions/export.ts';
import type { OpenSession } from './sessions/open-session.ts';
import { pickSession } from './sessions/session-picker.ts';
import type { Sessions } from './sessions/sessions.ts';
import { inSlices } from './slices.ts';
import { explainRestricted, isTrusted } from './trust.ts';

export interface ActionsOptions {
  readonly chat: Chat;
  readonly sessions: Sessions;
  readonly document: MemoryDocument;
  readonly preview: Pick<CompactionPreviewDocument, 'show'>;
  readonly notices: Notices;
  readonly apiKey: ApiKey;
  readonly clock: Clock;
  /** The key may have changed: whoever depends on it looks again. */
  readonly onKeyChange: () => Promise<void>;
  /** Whether a panel can be seen, where outcomes are told. */
  readonly isPanelVisible: () => boolean;
}

export class Actions {
  readonly #options: ActionsOptions;

  constructor(options: ActionsOptions) {
    this.#options = options;
  }

  /** Undefined when the user takes it back, or in Restricted Mode. */
  async compact(focus: string): Promise<CompactionOutcome | undefined> {
    const { chat, document } = this.#options;
    if (!this.#isAllowed() || !(await document.offerToSave())) return undefined;
    const outcome = await chat.compactAloud(focus);
    if (outcome.status === 'compacted') {
      const { tokensBefore, tokensAfter } = outcome;
      this.#mention(translate('Compacted: {0} → {1} tokens', tokensBefore, tokensAfter));
    }
    this.#tellUnseen('host.compaction');
    return outcome;
  }

  async previewCompaction(): Promise<void> {
    if ((await this.#session()) !== null) await this.#options.preview.show();
  }

  async undoCompaction(): Promise<UndoOutcome | undefined> {
    if (!this.#isAllowed()) return undefined;
    const outcome = await this.#options.chat.undoCompactionAloud();
    this.#tellUnseen('host.compaction');
    return outcome;
  }

  async updateMemory(): Promise<MemoryOutcome | undefined> {
    return this.#isAllowed() ? this.#options.chat.updateMemoryAloud() : undefined;
  }

  async openMemory(): Promise<void> {
    const session = await this.#session();
    if (session === null || (await this.#options.document.show(session))) return;
    const { file } = session.engine.state.memory;
    if (file === 'deleted' || file === 'declined') {
      const kept = vscode.l10n.t(
        'The memory file was left deleted. The memory is kept in storage and goes on.',
      );
      this.#say(kept, ['recreateMemory']);
      return;
    }
    this.#say(
      vscode.l10n.t(
        'There is no memory file yet: the first memory is written once the conversation is long enough.',
      ),
    );
  }

  async showMemoryHistory(): Promise<void> {
    const session = await this.#session();
    if (session === null || showHistory(session, this.#options.document)) return;
    this.#say(vscode.l10n.t('There are no versions of the memory yet.'));
  }

  async showMemoryChange(): Promise<void> {
    const session = await this.#session();
    if (session === null || (await showLastChange(session, this.#options.document))) return;
    this.#say(vscode.l10n.t('The memory has not been updated yet.'));
  }

  /** @param record the compaction's */
  async showCompactedMemory(record: string): Promise<void> {
    const session = await this.#session();
    if (session !== null) await showCompactedMemory(session, record);
  }

  /** An earlier version becomes the file again, by an edit that can be undone. */
  async bringBackVersion(id: string): Promise<void> {
    const session = await this.#session();
    if (session !== null) await restore(session, id, this.#options.document);
  }

  /** `how` is asked for only where there is something to take along. */
  async newSession(how?: 'carry' | 'empty'): Promise<void> {
    const { chat, document, sessions } = this.#options;
    if (!this.#isAllowed() || !(await document.settleUnsaved())) return;
    const memory = sessions.current?.engine.state.memory.text ?? null;
    const chosen = how ?? (memory !== null && hasOwnParts(memory) ? await askHow() : 'carry');
    if (chosen !== undefined) await chat.newSession({ isEmpty: chosen === 'empty' });
  }

  async switchSession(): Promise<void> {
    const { sessions, chat, document } = this.#options;
    if (this.#isAllowed()) await pickSession(sessions, chat, () => document.settleUnsaved());
  }

  stop(): void {
    if (this.#isAllowed()) this.#options.chat.stop();
  }

  async setApiKey(): Promise<void> {
    const { apiKey, onKeyChange } = this.#options;
    const stored = await apiKey.ask(
      (validateInput) =>
        vscode.window.showInputBox({
          title: vscode.l10n.t('Anthropic API Key'),
          prompt: vscode.l10n.t(
            'Kept in the secret storage of VS Code. Create one at console.anthropic.com.',
          ),
          placeHolder: 'sk-ant-…',
          password: true,
          ignoreFocusOut: true,
          validateInput,
        }),
      translate,
    );
    if (stored) await onKeyChange();
  }

  async clearApiKey(): Promise<void> {
    const { apiKey, onKeyChange } = this.#options;
    await apiKey.clear();
    await onKeyChange();
    const rest = vscode.l10n.t(
      'The stored key was cleared. ANTHROPIC_API_KEY of the environment still counts.',
    );
    this.#mention(apiKey.isInEnvironment ? rest : vscode.l10n.t('The stored key was cleared.'));
  }

  async exportTranscript(): Promise<void> {
    const session = await this.#session();
    if (session === null) return;
    const { transcript } = session.engine.state;
    const content = await inSlices(readMarkdown(session.title, transcript, translate), this.#options.clock);
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await vscode.window.showTextDocument(document, { preview: false });
  }

  /** Null when there is none; the reason has then been told. */
  async #session(): Promise<OpenSession | null> {
    if (!this.#isAllowed()) return null;
    const session = await this.#options.sessions.open();
    if (!isFailure(session)) return session;
    this.#say(failureWords(session, translate));
    return null;
  }

  #isAllowed(): boolean {
    if (!isTrusted()) explainRestricted();
    return isTrusted();
  }

  /** In the panel where it can be seen, else as a message: the user asked and must get an answer. */
  #say(text: string, actions: readonly Action[] = []): void {
    this.#options.notices.say('session', 'info', text, actions);
    this.#tellUnseen('host.session');
  }

  #tellUnseen(noticeId: string): void {
    const { notices, isPanelVisible } = this.#options;
    const notice = notices.items.find(({ id }) => id === noticeId);
    if (notice !== undefined && !isPanelVisible()) void vscode.window.showInformationMessage(notice.text);
  }

  #mention(text: string): void {
    vscode.window.setStatusBarMessage(text, 5_000);
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
