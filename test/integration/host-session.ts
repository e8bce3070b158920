// What the in-host tests share: the activated extension's API, its settings, and a stand-in for the Messages API.
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { SessionMemoryApi, SessionSnapshot } from '../../src/api.ts';
import { eventually } from '../support/eventually.ts';
import {
  type MessagesApi,
  type MessagesApiOptions,
  startMessagesApi,
} from '../support/messages-api/server.ts';
import { configureOnly, type Settings } from './host-settings.ts';

export async function activate(): Promise<SessionMemoryApi> {
  const extension = vscode.extensions.getExtension<SessionMemoryApi>('session-memory.claude-session-memory');
  if (extension === undefined) throw new Error('The extension is not installed in this host.');
  return extension.activate();
}

export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('The tests need an open folder.');
  return folder.uri.fsPath;
}

export const memoryPath = (): string => join(workspaceFolder(), '.claude', 'session-memory.md');

/** The memory file's text; null when there is none. */
export const readMemory = (): Promise<string | null> => readFile(memoryPath(), 'utf8').catch(() => null);

/** The extension may write into the folder while it goes. */
export const removal = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 } as const;

export const removeMemoryFolder = (): Promise<void> => rm(dirname(memoryPath()), removal);

let subjects = 0;

/**
 * A message with some weight. No two are the same, and so no two memories: VS Code may still have the text of an earlier
 * file at the same path, and only a text of its own tells that it has taken up the present one.
 */
export const subject = (word: string): string =>
  `Tell me about ${word}, matter ${++subjects}. ${`${word} matters here. `.repeat(60)}`;

/** Resolves when the session's snapshot fits. */
export const until = (api: SessionMemoryApi, fits: (snapshot: SessionSnapshot) => boolean): Promise<void> =>
  eventually(() => {
    const snapshot = api.snapshot();
    assert.ok(fits(snapshot), `the session is at\n${JSON.stringify(snapshot, undefined, 2)}`);
  });

export interface HostSession {
  readonly api: SessionMemoryApi;
  readonly server: MessagesApi;
  end(): Promise<void>;
}

/** A new session that talks to a stand-in of its own, with thresholds low enough for a short test. */
export async function startHostSession(
  options: MessagesApiOptions = {},
  settings: Settings = {},
): Promise<HostSession> {
  const server = await startMessagesApi(options);
  const api = await activate();
  // The host is a process of this test run alone; the key is read from its environment at each request.
  process.env.ANTHROPIC_API_KEY = 'test-key';
  await configureOnly({
    provider: 'anthropic',
    baseUrl: server.url,
    contextLimitTokens: 6_000,
    'memory.initTokens': 800,
    'memory.updateTokens': 500,
    ...settings,
  });
  await api.newSession();
  return {
    api,
    server,
    end: async () => {
      await api.newSession();
      await server.stop();
      delete process.env.ANTHROPIC_API_KEY;
      await rm(memoryPath(), removal);
    },
  };
}

/** A turn, and the update after it: when it resolves, nothing is on its way to the file. */
export async function settledTurn(host: HostSession, word: string): Promise<void> {
  const outcome = await host.api.send(subject(word));
  assert.equal(outcome.status, 'completed', outcome.failure?.message);
  await settledMemory(host);
}

/** Resolves when the memory covers all turns and nothing is on its way to the file, an update put off meanwhile included. */
export async function settledMemory({ api }: HostSession): Promise<void> {
  await api.updateMemory();
  await until(api, ({ memory }) => !['building', 'updating'].includes(memory.status));
}
