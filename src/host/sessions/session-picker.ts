/** Lets the user choose among the sessions of this workspace, find, rename or delete one. */
import * as vscode from 'vscode';
import type { SessionSummary } from '../../core/ports/session-shelf.ts';
import { failureWords } from '../failure-words.ts';
import { dateAndTime, translate } from '../localize.ts';
import { plainLabel } from '../plain-label.ts';
import type { Sessions } from './sessions.ts';

interface SessionPick extends vscode.QuickPickItem {
  readonly id: string;
  readonly title: string;
}

const renameButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('edit'),
  tooltip: vscode.l10n.t('Rename this session'),
});

const deleteButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: vscode.l10n.t('Delete this session'),
});

export async function pickSession(sessions: Sessions, enter: (id: string) => Promise<void>): Promise<void> {
  const pick = vscode.window.createQuickPick<SessionPick>();
  pick.title = vscode.l10n.t('Switch Session');
  pick.placeholder = vscode.l10n.t('Search by title or date, and choose a session');
  pick.matchOnDescription = true;
  const again = () => pickSession(sessions, enter);
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    // Nothing fits, or the list is not there yet.
    if (chosen === undefined) return;
    pick.hide();
    await enter(chosen.id);
  });
  pick.onDidTriggerItemButton(async ({ item, button }) => {
    pick.hide();
    if (item.buttons?.indexOf(button) === 0) await askAndRename(item, sessions);
    else await confirmAndDelete(item, sessions);
    // Who tidies up has seldom just one session in mind.
    await again();
  });
  pick.onDidHide(() => pick.dispose());
  pick.busy = true;
  pick.show();
  const list = await sessions.list();
  pick.items = list.map((summary) => describe(summary, sessions));
  pick.busy = false;
}

function describe({ id, title, updatedAt }: SessionSummary, sessions: Sessions): SessionPick {
  const when = dateAndTime(updatedAt, 'short');
  const { icon, state } = stateOf(id, sessions);
  const shown = title || vscode.l10n.t('New session');
  return {
    id,
    title: shown,
    label: `$(${icon}) ${plainLabel(shown)}`,
    description: [...state, when].join(' · '),
    buttons: [renameButton(), deleteButton()],
  };
}

interface SessionMark {
  readonly icon: string;
  /** In words; none where the icon needs none. */
  readonly state: readonly string[];
}

function stateOf(id: string, sessions: Sessions): SessionMark {
  if (sessions.isBusy(id)) return { icon: 'sync~spin', state: [vscode.l10n.t('at work')] };
  if (sessions.isUnread(id)) return { icon: 'circle-filled', state: [vscode.l10n.t('unread')] };
  return { icon: id === sessions.current?.id ? 'check' : 'blank', state: [] };
}

async function askAndRename({ id, title }: SessionPick, sessions: Sessions): Promise<void> {
  const wanted = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename Session'),
    value: title,
    validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A title cannot be empty.') : null),
  });
  const problem = wanted === undefined || wanted === title ? null : await sessions.rename(id, wanted);
  if (problem !== null) void vscode.window.showWarningMessage(failureWords(problem, translate));
}

async function confirmAndDelete({ id, title }: SessionPick, sessions: Sessions): Promise<void> {
  const remove = vscode.l10n.t('Delete');
  const message = vscode.l10n.t(
    'Delete “{0}” with its whole transcript and memory history? This cannot be undone.',
    title,
  );
  const choice = await vscode.window.showWarningMessage(message, { modal: true }, remove);
  const problem = choice === remove ? await sessions.remove(id) : null;
  if (problem !== null) void vscode.window.showWarningMessage(failureWords(problem, translate));
}
