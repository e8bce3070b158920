// Which of the extensions that come with VS Code a tested window starts with.
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes `folder` one that holds the extensions in `all` but for those that run on a server alone: Copilot, Git, debuggers.
 * They cost half the processor time of a window's start, and no test looks at them. Those that a browser could run as well
 * stay: it would look for what is missing, in vain, and say so over the workbench.
 */
export async function lightExtensions(all: string, folder: string): Promise<void> {
  await mkdir(folder);
  for (const name of await readdir(all)) {
    const manifest = await readFile(join(all, name, 'package.json'), 'utf8').catch(() => undefined);
    if (manifest === undefined) continue;
    const { main, browser } = JSON.parse(manifest) as { readonly main?: string; readonly browser?: string };
    if (main !== undefined && browser === undefined) continue;
    // A junction needs no rights on Windows; elsewhere it is a link like any other.
    await symlink(join(all, name), join(folder, name), 'junction');
  }
}
