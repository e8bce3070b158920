/**
 * VS Code locks a workspace's storage for one extension host. A second one on the same folder, or the next one while a
 * host that nobody talks to any more lives on, is given a folder beside it: `ID-1`, `ID-2` and so on. Sessions belong to the
 * workspace and not to a host; which window may write which of them, their locks say.
 */
import { basename, dirname, join } from 'node:path';

/** `…/ID-1/extension` becomes `…/ID/extension`; ids of workspaces are hexadecimal, and may begin with a minus sign. */
export function sharedStorage(path: string): string {
  const own = dirname(path);
  const id = /^(-?[0-9a-f]{5,})-[1-9]$/.exec(basename(own))?.[1];
  return id === undefined ? path : join(dirname(own), id, basename(path));
}
