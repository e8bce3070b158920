// A per-user cache of large things, shared between checkouts. An entry is either complete or not there.

import { rmSync } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { endWithProcess } from './cleanup.ts';

const staleAfterMs = 6 * 3600 * 1000;

function cacheDirectory(): string {
  const name = 'session-memory-for-claude';
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, name);
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), name);
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', name);
  return join(homedir(), '.cache', name);
}

/**
 * The folder of the cache entry `name`. If it is missing, `fill` builds it in a folder beside, which takes the entry's
 * place when complete: an interrupted build never looks complete, and of two parallel builds the first one stays.
 */
export async function cachedInstall(
  name: string,
  fill: (staging: string, final: string) => Promise<void>,
): Promise<string> {
  const cache = cacheDirectory();
  const final = join(cache, name);
  if (await exists(final)) return final;
  await mkdir(cache, { recursive: true });
  const prefix = `.partial-${name}-`;
  await removeStale(cache, prefix);
  const staging = await mkdtemp(join(cache, prefix));
  const discard = endWithProcess({
    stop: () => rm(staging, { recursive: true, force: true, maxRetries: 5 }),
    stopNow: () => rmSync(staging, { recursive: true, force: true }),
  });
  try {
    await fill(staging, final);
    await rename(staging, final).catch(async (error: unknown) => {
      if (!(await exists(final))) throw error;
    });
  } finally {
    await discard();
  }
  return final;
}

/** Removes what builds left that were ended by force. */
async function removeStale(cache: string, prefix: string): Promise<void> {
  for (const entry of await readdir(cache)) {
    if (!entry.startsWith(prefix)) continue;
    const path = join(cache, entry);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > staleAfterMs)
      await rm(path, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
