/** Which of a workspace's folders the memory file lies in, and where sessions begin. */

/** Where it is kept in which folder the last session began. */
export const folderKey = 'folder';

interface Folder {
  readonly uri: { readonly fsPath: string };
}

/** That folder while it is open, so that the memory stays there when another one comes first; else the first. */
export const sessionFolder = <T extends Folder>(folders: readonly T[], begunIn: unknown): T | undefined =>
  folders.find(({ uri }) => uri.fsPath === begunIn) ?? folders[0];
