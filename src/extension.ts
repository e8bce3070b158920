/**
 * The composition root: makes the parts, puts them together, and hands out the public API. No file, network or secret is
 * touched here: sessions open when the chat is first shown or used.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { checkAddress } from './adapters/anthropic/anthropic-address.ts';
import { createAnthropicModel, defaultIdleLimits } from './adapters/anthropic/anthropic-model.ts';
import type { IdleLimits } from './adapters/anthropic/idle-watch.ts';
import { createFileMemoryStore } from './adapters/files/file-memory-store.ts';
import { createGitFile } from './adapters/git/git-file.ts';
import { OfflineModel } from './adapters/offline/offline-model.ts';
import { createSessionShelf } from './adapters/storage/session-shelf.ts';
import { createWindowLock } from './adapters/storage/window-lock.ts';
import { readAttachableFile } from './adapters/workspace/attachable-file.ts';
import { readProjectInstructions } from './adapters/workspace/project-instructions.ts';
import { createVirtualMemoryStore } from './adapters/workspace/virtual-memory-store.ts';
import { createWorkspaceSearch } from './adapters/workspace/workspace-search.ts';
import type { SessionMemoryApi } from './api.ts';
import { startHost } from './host/host.ts';
import { isUnsaved, isUnsavedPath } from './host/memory/unsaved.ts';

export function activate(context: vscode.ExtensionContext): SessionMemoryApi {
  const product = String(context.extension.packageJSON.version);
  const host = startHost(context, {
    anthropicModel: ({ apiKey, baseUrl, clock, log }) =>
      createAnthropicModel({
        apiKey,
        baseUrl,
        clock,
        log,
        random: Math.random,
        idle: idleLimits(context.extensionMode),
        // VS Code's own, which knows the user's proxy and certificates.
        fetch: (input, init) => globalThis.fetch(input, init),
      }),
    offlineModel: ({ folder }) => new OfflineModel(createWorkspaceSearch(folder)),
    checkAddress,
    gitFile: (folder, relativePath) => createGitFile({ folder, relativePath }),
    sessionShelf: (folder) => createSessionShelf({ folder, isUnsaved: isUnsavedPath, product }),
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
    attachableFile: readAttachableFile,
    projectInstructions: (folder) => readProjectInstructions({ folder }),
    newId: () => randomBytes(9).toString('hex'),
  });
  close = host.close;
  return host.api;
}

/** A test of what silence looks like need not last as long as the silence that a user bears. */
function idleLimits(mode: vscode.ExtensionMode): IdleLimits {
  const silentHintMs =
    mode === vscode.ExtensionMode.Production ? 0 : Number(process.env.SESSION_MEMORY_SILENCE_MS ?? 0);
  return silentHintMs > 0 ? { silentHintMs, idleAbortMs: 2 * silentHintMs } : defaultIdleLimits;
}

let close = async (): Promise<void> => {};

/** Nothing depends on this, since everything is on disk as soon as it is known; it spares the next window a wait. */
export const deactivate = (): Promise<void> => close();
