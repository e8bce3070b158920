/** What commands and the panel's buttons do with the session that is open. All of it is refused in Restricted Mode. */
import * as vscode from 'vscode';
import { isFailure } from '../core/failure.ts';
import type { CompactionOutcome, MemoryOutcome, UndoOutcome } from '../core/outcome.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Action } from '../protocol/view.ts';
import { besideChat } from './beside-chat.ts';
import { failureWords } from './failure-words.ts';
import { translate } from './localize.ts';
import { showCompactedMemory } from './memory/compacted-memory.ts';
import type { CompactionPreviewDocument } from './memory/compaction-preview.ts';
import type { MemoryDocument } from './memory/memory-document.ts';
import { restore, showHistory, showLastChange } from './memory/memory-history.ts';
import { mention } from './mention.ts';
import type { Notices } from './panel/notices.ts';
import type { Chat } from './sessions/chat.ts';
import { readMarkdown } from './sessions/export.ts';
import type { OpenSession } from './sessions/open-session.ts';
import type { Sessions } from './sessions/sessions.ts';
import { inSlices } from './slices.ts';
import { isTrustedOrExplain } from './trust.ts';

export interface ActionsOptions {
  readonly chat: Chat;
  readonly sessions: Sessions;
  readonly document: MemoryDocument;
  readonly preview: Pick<CompactionPreviewDocument, 'show'>;
  readonly notices: Notices;
  readonly clock: Clock;
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
    if (!isTrustedOrExplain() || !(await document.offerToSave())) return undefined;
    const outcome = await chat.compactAloud(focus);
    if (outcome.status === 'compacted') {
      const { tokensBefore, tokensAfter } = outcome;
      mention(translate('Compacted: {0} → {1} tokens', tokensBefore, tokensAfter));
    }
    this.#tellUnseen('host.compaction');
    return outcome;
  }

  async previewCompaction(): Promise<void> {
    if ((await this.#session()) !== null) await this.#options.preview.show();
  }

  async undoCompaction(): Promise<UndoOutcome | undefined> {
    if (!isTrustedOrExplain()) return undefined;
    const outcome = await this.#options.chat.undoCompactionAloud();
    this.#tellUnseen('host.compaction');
    return outcome;
  }

  async updateMemory(): Promise<MemoryOutcome | undefined> {
    if (!isTrustedOrExplain()) return undefined;
    const outcome = await this.#options.chat.updateMemoryAloud();
    this.#tellUnseen('host.memory');
    return outcome;
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
    const { document, clock } = this.#options;
    const session = await this.#session();
    if (session === null || showHistory(session, document, clock)) return;
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
    const { document, clock } = this.#options;
    const session = await this.#session();
    if (session !== null) await restore(session, id, document, clock);
  }

  stop(): void {
    if (isTrustedOrExplain()) this.#options.chat.stop();
  }

  async exportTranscript(): Promise<void> {
    const session = await this.#session();
    if (session === null) return;
    const { transcript } = session.engine.state;
    const content = await inSlices(readMarkdown(session.title, transcript, translate), this.#options.clock);
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
    await vscode.window.showTextDocument(document, { ...besideChat(), preview: false });
  }

  /** Null when there is none; the reason has then been told. */
  async #session(): Promise<OpenSession | null> {
    if (!isTrustedOrExplain()) return null;
    const session = await this.#options.sessions.open();
    if (!isFailure(session)) return session;
    this.#say(failureWords(session, translate));
    return null;
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
}
