/** What the host needs made for it, each by one technology. Nothing here does any work before it is asked to. */
import type * as vscode from 'vscode';
import type { Clock } from '../core/ports/clock.ts';
import type { GitFile } from '../core/ports/git-file.ts';
import type { MemoryFilePort } from '../core/ports/memory-file.ts';
import type { ModelPort } from '../core/ports/model.ts';
import type { SessionShelf } from '../core/ports/session-shelf.ts';
import type { WindowLock } from '../core/ports/window-lock.ts';
import type { WriteLog } from '../core/ports/write-log.ts';
import type { ReadLocalFile } from './composer/workspace-files.ts';
import type { CheckedAddress } from './server-address.ts';

export interface HostAdapters {
  anthropicModel(options: {
    readonly apiKey: () => Promise<string | undefined>;
    readonly baseUrl: () => string;
    readonly clock: Clock;
    readonly log: WriteLog;
  }): ModelPort;
  offlineModel(options: { readonly folder: string | null }): ModelPort;
  checkAddress(baseUrl: string): CheckedAddress;
  sessionShelf(folder: string): SessionShelf;
  gitFile(folder: string, relativePath: string): GitFile;
  workspaceFile(folder: string, relativePath: string, uri: vscode.Uri): MemoryFilePort;
  /** The memory file where the workspace is not on a local disk; `storage` is. */
  virtualFile(uri: vscode.Uri, storage: string): MemoryFilePort;
  windowLock(options: {
    readonly globalStorage: string;
    /** What one window at a time may have. */
    readonly subject: string;
    readonly clock: Clock;
    readonly onLost: () => void;
  }): WindowLock;
  readonly attachableFile: ReadLocalFile;
  projectInstructions(folder: string): Promise<{ readonly text: string; readonly problem: string }>;
  /** Random letters and digits. */
  newId(): string;
}
