/** What a new session starts with: its system text, and a memory with what the user wrote for every session. */
import { carryOver, formatMemory, parseMemory, skeleton } from '../../core/memory/memory.ts';
import { type MemoryVersion, noOwnership } from '../../core/ports/memory-history.ts';
import type { ShelvedSession } from '../../core/ports/session-shelf.ts';
import { defaultSystemText } from '../../core/prompts/prompts.ts';
import type { Credentials } from '../../core/redaction/known-credentials.ts';
import type { HostSettings } from '../settings.ts';

/** `instructions` gives the workspace's own; they are not read where the settings leave them out. */
export async function systemText(
  { systemPrompt, includeClaudeMd }: HostSettings,
  instructions: () => Promise<string>,
): Promise<string> {
  const own = includeClaudeMd ? await instructions() : '';
  const base = systemPrompt === '' ? defaultSystemText : systemPrompt;
  return own === '' ? base : `${base}\n\nThe project's own instructions, from its CLAUDE.md:\n\n${own}`;
}

interface Beginning {
  /** The memory of the session before; null when there is none. */
  readonly before: string | null;
  /** Pinned and own sections stay behind. */
  readonly isEmpty: boolean;
  /** The file shows the session before, and will show this one. */
  readonly isFileShared: boolean;
  readonly now: number;
}

/** A file that shows another session's memory begins anew, with what the user wrote for every session. */
export function firstMemory({ before, isEmpty, isFileShared, now }: Beginning): MemoryVersion | null {
  if (before === null || (isEmpty && !isFileShared)) return null;
  const document = isEmpty ? skeleton() : carryOver(parseMemory(before));
  return {
    text: formatMemory(document),
    hash: null,
    covered: null,
    cause: 'created',
    at: now,
    provisional: false,
    ownership: noOwnership,
  };
}

/**
 * The new memory is kept like any other version, so that a restart finds it.
 * @param told credentials that the session before has told, and that the lines carried over may hold
 */
export async function withMemory(
  shelved: ShelvedSession,
  memory: MemoryVersion | null,
  told?: Credentials,
): Promise<ShelvedSession> {
  if (memory === null) return shelved;
  await shelved.history.save(memory, told);
  return { ...shelved, stored: { ...shelved.stored, memory } };
}
