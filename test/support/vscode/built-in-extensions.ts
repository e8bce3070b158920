// Which of the extensions that come with VS Code a window starts with.
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What tests look at: colour themes, icons, and the languages of code. All hundred of them, with Git, TypeScript's server
 * and Copilot, cost as much processor time as the window and our extension together.
 */
export const themesAndLanguages: readonly string[] = [
  'theme-defaults',
  'theme-seti',
  'configuration-editing',
  'javascript',
  'json',
  'markdown-basics',
];

/** Makes `folder` one that holds only these of the extensions in `all`. */
export async function chosenExtensions(all: string, names: readonly string[], folder: string): Promise<void> {
  await mkdir(folder);
  // A junction needs no rights on Windows; elsewhere it is a link like any other.
  for (const name of names) await symlink(join(all, name), join(folder, name), 'junction');
}
