/** What the panel's intents do, in terms of the chat and of VS Code. */
import * as vscode from 'vscode';
import type { Actions } from '../actions.ts';
import type { ComposerActions } from '../composer/composer-actions.ts';
import { openSentImage } from '../composer/sent-images.ts';
import type { KeyActions } from '../key-actions.ts';
import { translate } from '../localize.ts';
import { describeError, type Log } from '../log.ts';
import type { GitOffer } from '../memory/git-offer.ts';
import type { Chat } from '../sessions/chat.ts';
import type { SessionActions } from '../sessions/session-actions.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { isTrusted, isTrustedOrExplain, manageTrust } from '../trust.ts';
import { insertCode, openAsFile } from './code-insertion.ts';
import type { LastEditor } from './last-editor.ts';
import type { Notices } from './notices.ts';
import type { PanelActions } from './panel-intents.ts';
import { queuedRequest } from './present-items.ts';
import { sessionNotices } from './present-notices.ts';

export interface PanelActionsOptions {
  readonly actions: Actions;
  readonly sessionActions: SessionActions;
  readonly keyActions: KeyActions;
  readonly chat: Chat;
  readonly composer: ComposerActions;
  readonly sessions: Sessions;
  readonly notices: Notices;
  readonly gitOffer: GitOffer;
  readonly lastEditor: LastEditor;
  readonly showLog: () => void;
  readonly log: Log;
}

export function createPanelActions(options: PanelActionsOptions): PanelActions {
  const { actions, sessionActions, keyActions, chat, composer, sessions, notices, gitOffer } = options;
  const { lastEditor, showLog, log } = options;
  /** Nobody waits for these; what is not expected at least shows in the log. */
  const start = (work: PromiseLike<unknown>): void => {
    work.then(undefined, (error: unknown) => log.error(`Unexpected: ${describeError(error)}`));
  };
  const ifTrusted = (work: () => PromiseLike<unknown>): void => {
    if (isTrustedOrExplain()) start(work());
  };
  return {
    submit: (text) => ifTrusted(() => chat.submit(text)),
    editMessage: (record, text) => ifTrusted(() => chat.edit(record, text)),
    showVersion: (record) => ifTrusted(() => chat.showVersion(record)),
    withdraw: (item) => chat.withdraw(queuedRequest(item)),
    retryAnswer: () => ifTrusted(() => chat.retryAnswer()),
    retry: () => ifTrusted(() => chat.retry()),
    stop: () => chat.stop(),
    compact: (focus) => start(actions.compact(focus)),
    previewCompaction: () => start(actions.previewCompaction()),
    undoCompaction: () => start(actions.undoCompaction()),
    updateMemory: () => start(actions.updateMemory()),
    openMemory: () => start(actions.openMemory()),
    showMemoryHistory: () => start(actions.showMemoryHistory()),
    showMemoryChange: () => start(actions.showMemoryChange()),
    showCompactedMemory: (record) => start(actions.showCompactedMemory(record)),
    excludeFromGit: () => ifTrusted(() => gitOffer.accept()),
    decideMemoryFile: (decision) => {
      if (!isTrusted()) return;
      sessions.current?.engine.decideMemoryFile(decision);
      notices.withdraw('session');
    },
    newSession: () => start(sessionActions.begin()),
    switchSession: () => start(sessionActions.choose()),
    setApiKey: () => start(keyActions.set()),
    openSettings: () =>
      start(vscode.commands.executeCommand('workbench.action.openSettings', 'sessionMemory')),
    showLog,
    manageTrust: () => start(manageTrust()),
    draftTyped: (text) => chat.draftTyped(text),
    openLink: (href) => start(openAsWritten(href)),
    openFile: (path, line) => ifTrusted(() => composer.openFile(path, line)),
    copyText: (text) => start(vscode.env.clipboard.writeText(text)),
    insertCode: (text) => ifTrusted(() => insertCode(text, lastEditor, notices)),
    newFile: (text, language) => ifTrusted(() => openAsFile(text, language)),
    exportTranscript: () => start(actions.exportTranscript()),
    chooseModel: () => ifTrusted(() => composer.chooseModel()),
    chooseEffort: () => ifTrusted(() => composer.chooseEffort()),
    setSwitch: (name, isOn) => ifTrusted(() => composer.setSwitch(name, isOn)),
    searchFiles: (query) => {
      if (isTrusted()) start(composer.searchFiles(query));
    },
    attachFile: (path, lines) => ifTrusted(() => composer.attachFile(path, lines)),
    attachDropped: (uris) => ifTrusted(() => composer.attachDropped(uris)),
    pickFiles: () => ifTrusted(() => composer.pickFiles()),
    attachImage: (name, data, thumbnail) => ifTrusted(() => composer.attachImage(name, data, thumbnail)),
    openImage: (record, attachment) => start(openSentImage(sessions.current, record, attachment)),
    attachSelection: () => ifTrusted(() => composer.attachSelection()),
    followSelection: (isOn) => composer.followSelection(isOn),
    detach: (id) => composer.detach(id),
    continueAnswer: () => ifTrusted(() => chat.continueAnswer()),
    dismiss: (noticeId) => notices.dismiss(noticeId),
    offered: () => [
      ...notices.items,
      ...(sessions.current === null ? [] : sessionNotices(sessions.current.engine.state, translate)),
    ],
  };
}

/** A `Uri` is written out with its escapes undone, which makes another address of it; a string is opened as it is. */
const openAsWritten = (href: string): Thenable<boolean> =>
  vscode.env.openExternal(href as unknown as vscode.Uri);
