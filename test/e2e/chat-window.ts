// A workbench of its own with the chat open in it, talking to a stand-in for the Messages API.
import {
  type MessagesApi,
  type MessagesApiOptions,
  startMessagesApi,
} from '../support/messages-api/server.ts';
import type { UserSettings } from '../support/vscode/user-settings.ts';
import { ChatUser } from './chat-user.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

export interface ChatWindowOptions extends WorkbenchOptions {
  readonly server?: MessagesApiOptions;
}

export interface ChatWindow {
  readonly api: MessagesApi;
  readonly workbench: Workbench;
  readonly user: ChatUser;
  /** After a test that failed: nothing runs or is ordered, nothing lies over the chat, and the text field is empty. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/** The memory begins with the first words, and every turn brings it up to date. */
export const eagerMemory: UserSettings = {
  'sessionMemory.memory.initTokens': 100,
  'sessionMemory.memory.updateEveryTurn': true,
};

const open = new Set<ChatWindow>();

/** The windows that have not been closed. */
export function openChats(): readonly ChatWindow[] {
  return [...open];
}

export async function openChat({
  server,
  settings,
  env,
  ...options
}: ChatWindowOptions = {}): Promise<ChatWindow> {
  const api = await startMessagesApi(server);
  const workbench = await openWorkbench({
    ...options,
    env: { ANTHROPIC_API_KEY: 'test-key', ...env },
    settings: { 'sessionMemory.baseUrl': api.url, ...settings },
  });
  await workbench.runCommand('Session Memory: Open Chat');
  const user = new ChatUser(workbench.panel());
  await user.field.waitFor();
  const chat: ChatWindow = {
    api,
    workbench,
    user,
    recover: async () => {
      api.calm();
      await clearWorkbench(workbench);
      await user.clear();
    },
    close: async () => {
      open.delete(chat);
      await workbench.dispose();
      await api.stop();
    },
  };
  open.add(chat);
  return chat;
}

/** The chat in an editor tab, once its text field has the keyboard: it takes it when it is loaded, whatever is open by then. */
export async function openTab({ runCommand, panel }: Workbench): Promise<ChatUser> {
  await runCommand('Session Memory: Open Chat in Editor');
  const user = new ChatUser(panel('editor'));
  await user.field.waitFor();
  await user.panel.locator('textarea:focus').waitFor();
  return user;
}

/** Takes away what lies over the chat, a picker or a dialog, and opens the chat where it is not. */
async function clearWorkbench(workbench: Workbench): Promise<void> {
  const { page, runCommand } = workbench;
  // Where the window has lost its extension host, nothing else helps.
  if (await page.getByRole('button', { name: 'Reload Window' }).isVisible()) return reloadChat(workbench);
  for (let layer = 0; layer < 3; layer += 1) await page.keyboard.press('Escape');
  await runCommand('Session Memory: Open Chat');
}

/** The window loads anew. VS Code remembers only after a while that the chat was open, so it is asked for again. */
export async function reloadChat({ page, runCommand }: Workbench): Promise<void> {
  await page.reload();
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await runCommand('Session Memory: Open Chat');
}
