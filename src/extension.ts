/**
 * The composition root: makes the parts, puts them together, and hands out the public API. No file, network or secret is
 * touched here: sessions open when the chat is first shown or used.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { checkAddress } from './adapters/anthropic-address.ts';
import { createAnthropicModel } from './adapters/anthropic-model.ts';
import { createFileMemoryStore } from './adapters/file-memory-store.ts';
import { createGitFile } from './adapters/git-file.ts';
import { OfflineModel } from './adapters/offline-model.ts';
import { readProjectInstructions } from './adapters/project-instructions.ts';
import { createSessionShelf } from './adapters/session-shelf.ts';
import { createVirtualMemoryStore } from './adapters/virtual-memory-store.ts';
import { createWindowLock } from './adapters/window-lock.ts';
import { createWorkspaceSearch } from './adapters/workspace-search.ts';
import type { SessionMemoryApi } from './api.ts';
import { startHost } from './host/host.ts';
import { isUnsaved, isUnsavedPath } from './host/unsaved.ts';

export function activate(context: vscode.ExtensionContext): SessionMemoryApi {
  const host = startHost(context, {
    anthropicModel: ({ apiKey, baseUrl, clock, log }) =>
      createAnthropicModel({
        apiKey,
        baseUrl,
        clock,
        log,
        random: Math.random,
        // VS Code's own, which knows the user's proxy and certificates.
        fetch: (input, init) => globalThis.fetch(input, init),
      }),
    offlineModel: ({ folder }) => new OfflineModel(createWorkspaceSearch(folder)),
    checkAddress,
    gitFile: (folder, relativePath) => createGitFile({ folder, relativePath }),
    sessionShelf: (folder) => createSessionShelf({ folder, isUnsaved: isUnsavedPath }),
    workspaceFile: (folder, relativePath, uri) =>
      createFileMemoryStore({ root: folder, relativePath, isUnsaved: () => isUnsaved(uri) }),
    virtualFile: (uri, storage) =>
      createVirtualMemoryStore({
        fs: vscode.workspace.fs,
        uri,
        folder: vscode.Uri.joinPath(uri, '..'),
        journal: createFileMemoryStore({
          root: storage,
          relativePath: 'session-memory.pending.md',
          isUnsaved: () => false,
          createRoot: true,
        }),
        isUnsaved: () => isUnsaved(uri),
      }),
    windowLock: ({ globalStorage, subject, clock, onLost }) =>
      createWindowLock({ locksFolder: join(globalStorage, 'locks'), subject, clock, onLost }),
    projectInstructions: (folder) => readProjectInstructions({ folder }),
    newId: () => randomBytes(9).toString('hex'),
  });
  close = host.close;
  return host.api;
}

let close = async (): Promise<void> => {};

/** Nothing depends on this, since everything is on disk as soon as it is known; it spares the next window a wait. */
export const deactivate = (): Promise<void> => close();
