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
  close(): Promise<void>;
}

/** The memory begins with the first words, and every turn brings it up to date. */
export const eagerMemory: UserSettings = {
  'sessionMemory.memory.initTokens': 100,
  'sessionMemory.memory.updateEveryTurn': true,
};

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
  return {
    api,
    workbench,
    user,
    close: async () => {
      await workbench.dispose();
      await api.stop();
    },
  };
}

/** The window loads anew. VS Code remembers only after a while that the chat was open, so it is asked for again. */
export async function reloadChat({ page, runCommand }: Workbench): Promise<void> {
  await page.reload();
  await page.locator('.monaco-workbench .part.statusbar').waitFor();
  await runCommand('Session Memory: Open Chat');
}
