/** The workspace's `CLAUDE.md`, for the system text of a new session. */
import { join, sep } from 'node:path';
import { readBounded } from '../storage/bounded-read.ts';
import { createNodeFileSystem, type FileSystem } from '../storage/file-system.ts';

/** Longer instructions would crowd out the conversation that they are for. */
const limitBytes = 100_000;

export interface ProjectInstructionsOptions {
  /** Absolute path of the workspace folder. */
  readonly folder: string;
  readonly fs?: FileSystem;
}

/**
 * The text, or why there is none; both empty when there is no such file. A link is followed as long as it stays inside
 * the folder: projects often keep one text under two names, but nothing outside may be sent.
 */
export async function readProjectInstructions(
  options: ProjectInstructionsOptions,
): Promise<{ readonly text: string; readonly problem: string }> {
  const { folder, fs = createNodeFileSystem() } = options;
  const none = (problem: string) => ({ text: '', problem });
  try {
    const path = join(folder, 'CLAUDE.md');
    if ((await fs.lstat(path)) === null) return none('');
    const [root, real] = await Promise.all([fs.realpath(folder), fs.realpath(path)]);
    if (!real.startsWith(root.endsWith(sep) ? root : root + sep))
      return none('CLAUDE.md leads outside the folder');
    const stat = await fs.lstat(real);
    if (stat?.kind !== 'file') return none('CLAUDE.md is not a file');
    if (stat.size > limitBytes) return none(`CLAUDE.md is larger than ${limitBytes} bytes`);
    const result = await readBounded(fs, real, stat, limitBytes);
    if (result.kind !== 'read') return none('CLAUDE.md changed while it was read');
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(result.bytes).trim(), problem: '' };
  } catch (error) {
    return none(`CLAUDE.md could not be read (${error instanceof Error ? error.name : 'error'})`);
  }
}
