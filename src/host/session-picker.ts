/** Lets the user choose among the sessions of this workspace, or delete one. */
import * as vscode from 'vscode';
import type { Chat } from './chat.ts';
import type { SessionSummary } from './session-shelf.ts';
import type { Sessions } from './sessions.ts';

interface SessionPick extends vscode.QuickPickItem {
  readonly id: string;
}

const deleteButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('trash'),
  tooltip: vscode.l10n.t('Delete this session'),
});

export async function pickSession(
  sessions: Sessions,
  chat: Chat,
  settleUnsaved: () => Promise<boolean>,
): Promise<void> {
  const pick = vscode.window.createQuickPick<SessionPick>();
  pick.title = vscode.l10n.t('Switch Session');
  pick.placeholder = vscode.l10n.t('Choose a session');
  pick.matchOnDescription = true;
  const refresh = async () => {
    const list = await sessions.list();
    pick.items = list.map((summary) => describe(summary, sessions.current?.id));
    pick.busy = false;
  };
  pick.busy = true;
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined && (await settleUnsaved())) await chat.switchSession(chosen.id);
  });
  pick.onDidTriggerItemButton(async ({ item }) => {
    pick.hide();
    await confirmAndDelete(item, sessions);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
  await refresh();
}

function describe(
  { id, title, updatedAt, records }: SessionSummary,
  current: string | undefined,
): SessionPick {
  const when = new Date(updatedAt).toLocaleString(vscode.env.language);
  return {
    id,
    label: `${id === current ? '$(check) ' : ''}${plain(title) || vscode.l10n.t('New session')}`,
    description: `${when} · ${vscode.l10n.t('{0} entries', records)}`,
    buttons: [deleteButton()],
  };
}

/** A title comes from a message, and `$(name)` in a label would be drawn as an icon. */
const plain = (title: string): string => title.replaceAll('$(', '$\u200b(');

async function confirmAndDelete(item: SessionPick, sessions: Sessions): Promise<void> {
  const remove = vscode.l10n.t('Delete');
  const message = vscode.l10n.t(
    'Delete “{0}” with its whole transcript and memory history? This cannot be undone.',
    item.label,
  );
  const choice = await vscode.window.showWarningMessage(message, { modal: true }, remove);
  const problem = choice === remove ? await sessions.remove(item.id) : null;
  if (problem !== null) void vscode.window.showWarningMessage(problem.message);
}
