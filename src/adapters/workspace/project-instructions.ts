/** The workspace's `CLAUDE.md`, for the system prompt of a new session. */
import { join } from 'node:path';
import type { AttachableFile } from '../../core/ports/attachable-file.ts';
import type { FileSystem } from '../files/file-system.ts';
import { readAttachableFile } from './attachable-file.ts';

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
export async function readProjectInstructions({
  folder,
  fs,
}: ProjectInstructionsOptions): Promise<{ readonly text: string; readonly problem: string }> {
  const path = join(folder, 'CLAUDE.md');
  const file = await readAttachableFile({ path, roots: [folder], maxBytes: limitBytes, ...(fs && { fs }) });
  if (file.kind !== 'read') return { text: '', problem: problemOf(file) };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file.bytes).trim(), problem: '' };
  } catch {
    return { text: '', problem: 'CLAUDE.md is not valid UTF-8' };
  }
}

/** Why there is no text, for the log. */
function problemOf({ kind }: Exclude<AttachableFile, { kind: 'read' }>): string {
  switch (kind) {
    case 'absent':
      return '';
    case 'outside':
      return 'CLAUDE.md leads outside the folder';
    case 'folder':
    case 'special':
      return 'CLAUDE.md is not a file';
    case 'tooLarge':
      return `CLAUDE.md is larger than ${limitBytes} bytes`;
    case 'changing':
      return 'CLAUDE.md changed while it was read';
    case 'denied':
      return 'CLAUDE.md could not be read';
  }
}
