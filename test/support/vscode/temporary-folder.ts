// Folders that live as long as their user.
import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { endWithProcess } from './cleanup.ts';

export interface TemporaryFolder {
  readonly path: string;
  remove(): Promise<void>;
}

export async function temporaryFolder(purpose: string): Promise<TemporaryFolder> {
  // The real path, since macOS's temporary folder is a symlink and the extension refuses to write through one.
  const path = await realpath(await mkdtemp(join(tmpdir(), `session-memory-${purpose}-`)));
  const remove = endWithProcess({
    stop: () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
    stopNow: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }),
  });
  return { path, remove };
}

/** A copy of `source` with `files` (relative path to content) written over it. */
export async function workspaceCopy(
  source: string | undefined,
  files: Readonly<Record<string, string>> = {},
): Promise<TemporaryFolder> {
  const folder = await temporaryFolder('workspace');
  if (source !== undefined) await cp(source, folder.path, { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder.path, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return folder;
}
