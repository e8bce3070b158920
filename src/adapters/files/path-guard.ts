/**
 * Decides whether a path inside a folder may be read or written. A workspace is hostile: a cloned repository can bring
 * links, pipes and odd names, and following one would read or overwrite something outside.
 */
import { join } from 'node:path';
import { type Failure, failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import type { FileStat, FileSystem } from './file-system.ts';

export type GuardedPath =
  | {
      readonly kind: 'clear';
      /** The folder that holds, or is to hold, the file. */
      readonly directory: string;
      /** Identity of that folder; null while it, or one above it, does not exist. */
      readonly directoryIdentity: string | null;
      readonly path: string;
      /** Null while there is no file. */
      readonly target: FileStat | null;
    }
  | { readonly kind: 'refused'; readonly failure: Failure };

const refuse = (words: Phrase): GuardedPath => ({ kind: 'refused', failure: failure('storage', words) });

/** Names that Windows takes for a device, with or without an extension. */
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/** Why a name must not be used as one component of a path on any system; null when it may. */
function flawOf(name: string): Phrase | null {
  if (name === '' || name === '.' || name === '..') return phrase`is not a name`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (/[\u0000-\u001f\\/:*?"<>|]/.test(name)) return phrase`has a character that is not allowed in a name`;
  if (/[. ]$/.test(name)) return phrase`ends with a dot or a space`;
  if (/~\d/.test(name)) return phrase`looks like a short name of Windows`;
  if (deviceName.test(name)) return phrase`is the name of a device on Windows`;
  return null;
}

/** The components of a relative path written with `/`, or why it is refused. Same answer on every system. */
export function partsOf(relativePath: string): readonly string[] | Failure {
  const parts = relativePath.split('/');
  for (const part of parts) {
    const flaw = flawOf(part);
    if (flaw !== null)
      return failure('storage', phrase`The path "${relativePath}" is refused: "${part}" ${flaw}.`);
  }
  return parts;
}

function flawOfEntry(stat: FileStat, isLast: boolean): Phrase | null {
  if (stat.kind === 'link') return phrase`is a symbolic link or junction`;
  if (isLast) {
    if (stat.kind === 'directory') return phrase`is a folder where a file belongs`;
    if (stat.kind === 'other') return phrase`is a pipe, socket or device`;
    return stat.links > 1 ? phrase`is a hard link to a file that has other names` : null;
  }
  return stat.kind === 'directory' ? null : phrase`is not a folder`;
}

/**
 * Looks at every component below `root`. The root itself is what the user opened and may be reached through links.
 * Throws the file system's errors.
 */
export async function inspectPath(
  fs: FileSystem,
  root: string,
  parts: readonly string[],
  subject: Phrase,
): Promise<GuardedPath> {
  const base = await fs.realpath(root);
  const directory = join(base, ...parts.slice(0, -1));
  let path = base;
  let directoryIdentity = (await fs.lstat(base))?.identity ?? null;
  let target: FileStat | null = null;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    path = join(path, part);
    const stat = await fs.lstat(path);
    const flaw = stat === null ? null : flawOfEntry(stat, isLast);
    if (flaw !== null) {
      return refuse(
        phrase`"${path}" ${flaw}. Nothing was read or written there: replace it to use ${subject}.`,
      );
    }
    if (isLast) target = stat;
    else directoryIdentity = stat?.identity ?? null;
    if (stat === null) break;
  }
  return { kind: 'clear', directory, directoryIdentity, path: join(base, ...parts), target };
}
