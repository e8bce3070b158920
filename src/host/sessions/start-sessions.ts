/** Puts together what sessions need: where each is kept, what this window has of them, and the memory file. */
import type { GitFile } from '../../core/ports/git-file.ts';
import type { SessionShelf } from '../../core/ports/session-shelf.ts';
import type { ToolPort } from '../../core/ports/tools.ts';
import type { HostBase } from '../host-base.ts';
import { translate } from '../localize.ts';
import { FileHandOver } from '../memory/file-hand-over.ts';
import { FileOrigin } from '../memory/file-origin.ts';
import { MemoryDocument } from '../memory/memory-document.ts';
import { folderKey } from '../session-folder.ts';
import { isTrusted } from '../trust.ts';
import { memoryPath } from '../workspace-place.ts';
import { SessionLocks } from './session-locks.ts';
import { Sessions } from './sessions.ts';

export interface SessionParts {
  readonly sessions: Sessions;
  readonly shelf: SessionShelf;
  readonly handOver: FileHandOver;
  readonly document: MemoryDocument;
  /** Null where there is no folder on a disk. */
  readonly git: GitFile | null;
}

/** The registry of tools may be empty, and is. */
const noTools: ToolPort = {
  definitions: [],
  run: () => ({ results: Promise.resolve([]), cancel: () => undefined }),
};

export function startSessions(base: HostBase, isPanelVisible: () => boolean): SessionParts {
  const { adapters, place, clock } = base;
  const { folder, memoryUri, storage } = place;
  const git = folder === null ? null : adapters.gitFile(folder, memoryPath);
  const origin = new FileOrigin({ isTracked: async () => git !== null && (await git.isTracked()), clock });
  const handOver = createHandOver(base, origin, () => void sessions.fileLost());
  const shelf = adapters.sessionShelf(storage);
  const sessions: Sessions = new Sessions({
    ...base,
    shelf,
    handOver,
    locks: createLocks(base),
    isTrusted,
    folder,
    instructions: () => instructions(base),
    onEntered: (begunIn) => void place.values.update(folderKey, begunIn),
    saveUnsaved: () => document.save(),
    tools: noTools,
    isPanelVisible,
    newId: adapters.newId,
    translate,
  });
  const document = new MemoryDocument({ sessions, handOver, origin, workspaceUri: memoryUri, clock });
  return { sessions, shelf, handOver, document, git };
}

/** Which session the workspace's file shows, and whether this window has it; `onLost`: another window has taken it. */
function createHandOver(base: HostBase, origin: FileOrigin, onLost: () => void): FileHandOver {
  const { adapters, place, notices, clock, log } = base;
  const { folder, memoryUri, storage, globalStorage } = place;
  const workspaceFile =
    memoryUri === null
      ? null
      : folder === null
        ? adapters.virtualFile(memoryUri, storage)
        : adapters.workspaceFile(folder, memoryPath, memoryUri);
  return new FileHandOver({
    workspaceFile: workspaceFile === null ? null : origin.watch(workspaceFile),
    lock: adapters.windowLock({ globalStorage, subject: folder ?? storage, clock, onLost }),
    onWaiting: () =>
      notices.say('window', 'info', translate('Waiting for another window to let go of the last session…')),
    clock,
    log,
  });
}

function createLocks({ adapters, place, clock, log }: HostBase): SessionLocks {
  const { globalStorage } = place;
  return new SessionLocks({
    // Ids are random, so the name is enough, wherever the session is kept.
    lockOf: (id, onLost) => adapters.windowLock({ globalStorage, subject: `session ${id}`, clock, onLost }),
    clock,
    log,
  });
}

/** The workspace's own, in trusted workspaces only; empty where there are none. */
async function instructions({ adapters, place, log }: HostBase): Promise<string> {
  if (place.folder === null || !isTrusted()) return '';
  const { text, problem } = await adapters.projectInstructions(place.folder);
  if (problem !== '') log.warn(`${problem}; the session begins without it.`);
  return text;
}
