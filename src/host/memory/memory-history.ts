/** The versions of a session's memory: listed, compared with the present one, and brought back. */
import * as vscode from 'vscode';
import { slice } from '../../core/append-list.ts';
import { indexOf, isMessage } from '../../core/conversation/transcript.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { MemoryCause } from '../../core/ports/memory-history.ts';
import type { MemoryVersionInfo } from '../../core/ports/session-shelf.ts';
import { besideChat } from '../beside-chat.ts';
import type { Disposable } from '../disposables.ts';
import { dateAndTime, translate } from '../localize.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { MemoryDocument } from './memory-document.ts';
import { bringBack, versionText } from './memory-versions.ts';
import { readOnlyUri } from './read-only-uri.ts';

const scheme = 'session-memory-version';

interface VersionPick extends vscode.QuickPickItem {
  readonly info: MemoryVersionInfo;
}

const bringBackButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('discard'),
  tooltip: vscode.l10n.t('Bring this version back'),
});

/** Lets VS Code read versions as documents. A version of a session that is not current any more reads as empty. */
export function provideVersions(sessions: Sessions): Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ query }) => {
      const session = sessions.current;
      const version = query === '' ? null : await session?.shelved.history.load(query);
      return session == null || version == null ? '' : versionText(session, version);
    },
  });
}

/** Resolves with whether there was anything to show. */
export function showHistory(session: OpenSession, document: MemoryDocument, clock: Clock): boolean {
  const versions = session.shelved.history.versions().toReversed();
  if (versions.length === 0) return false;
  const { branch } = session.engine.state;
  const messages = slice(branch, 0).flatMap((record, index) => (isMessage(record) ? [index] : []));
  const coverage = ({ covered }: MemoryVersionInfo): string => {
    const end = indexOf(branch, covered);
    const count = messages.filter((index) => index <= end).length;
    return count === 0 ? vscode.l10n.t('covers nothing yet') : translate('covers {0} messages', count);
  };
  const pick = vscode.window.createQuickPick<VersionPick>();
  pick.title = vscode.l10n.t('Memory History');
  pick.placeholder = vscode.l10n.t('Choose a version to compare it with the present memory');
  pick.items = versions.map((info) => ({
    info,
    label: dateAndTime(info.at),
    description: [causeText(info.cause), translate('{0} characters', info.size), coverage(info)].join(' · '),
    buttons: [bringBackButton()],
  }));
  pick.onDidAccept(() => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined) void compare(session, chosen, document);
  });
  pick.onDidTriggerItemButton(({ item }) => {
    pick.hide();
    void restore(session, item.info.id, document, clock);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
  return true;
}

async function compare(
  session: OpenSession,
  { info, label }: VersionPick,
  document: MemoryDocument,
): Promise<void> {
  const present = document.uri(session);
  if (present === null) return;
  const version = readOnlyUri(scheme, label, info.id);
  const title = vscode.l10n.t('Memory: {0} ↔ now', label);
  await vscode.commands.executeCommand('vscode.diff', version, present, title, besideChat());
}

/** Bringing a version back is a hand edit like any other: the session reads it and takes it over. */
export async function restore(
  session: OpenSession,
  id: string,
  document: MemoryDocument,
  clock: Clock,
): Promise<void> {
  const uri = document.uri(session);
  if (uri === null || !(await document.settleUnsaved())) return;
  const version = await session.shelved.history.load(id);
  const why =
    version === null
      ? vscode.l10n.t('It is damaged, or not kept any more.')
      : await bringBack(session, version, uri, clock);
  if (why !== null)
    void vscode.window.showWarningMessage(vscode.l10n.t('The version was not brought back. {0}', why));
  else if (version !== null) await document.show(session);
}

const updates: readonly MemoryCause[] = ['created', 'updated', 'merged'];

/** What the last update changed, against the file as it is now. Resolves with whether there was anything to show. */
export async function showLastChange(session: OpenSession, document: MemoryDocument): Promise<boolean> {
  const versions = session.shelved.history.versions();
  const last = versions.findLastIndex(({ cause }) => updates.includes(cause));
  const present = document.uri(session);
  if (last < 0 || present === null) return false;
  const before = readOnlyUri(scheme, vscode.l10n.t('before the update'), versions[last - 1]?.id ?? '');
  const title = vscode.l10n.t('Memory: what the last update changed');
  await vscode.commands.executeCommand('vscode.diff', before, present, title, besideChat());
  return true;
}

function causeText(cause: MemoryCause): string {
  const texts: Record<MemoryCause, string> = {
    created: vscode.l10n.t('first version'),
    updated: vscode.l10n.t('updated in the background'),
    edited: vscode.l10n.t('edited by hand'),
    merged: vscode.l10n.t('update merged with hand edits'),
    compacted: vscode.l10n.t('written for a compaction'),
    restored: vscode.l10n.t('brought back'),
    branched: vscode.l10n.t('as it was on this branch'),
  };
  return texts[cause];
}
