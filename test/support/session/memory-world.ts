/** A resumed session with a memory and its file, for tests of what becomes of hand edits; see `ModelWorld`. */
import type { MemoryFile } from '../../../src/core/ports/memory-file.ts';
import type { MemoryVersion } from '../../../src/core/ports/memory-history.ts';
import type { ModelResult } from '../../../src/core/ports/model.ts';
import type { MemoryReadPurpose, StoredSession } from '../../../src/core/session.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { memoryVersion } from '../arbitrary-version.ts';
import { type Answerer, hashOf, ModelWorld, usageFor } from './model-world.ts';

export const settings = { ...defaultSettings, initTokens: 1, updateEveryTurn: true };

export const ours = `# Session memory

## Pinned

- always answer in French

## User Intent

- heron migration by Tuesday
- osprey counts per county

## Glossary

- fluke: the part of an anchor that digs in
`;

/** A session that is resumed with this memory, whose file was this one when the window was closed. */
export function resumed(
  version: Partial<MemoryVersion> = {},
  file = ours,
  stored: Partial<StoredSession> = {},
): ModelWorld {
  const memory = memoryVersion({ text: ours, hash: hashOf(file), ...version });
  return new ModelWorld(settings, 'anthropic', {
    records: [],
    memory,
    knownHashes: [hashOf(file)],
    ...stored,
  });
}

export const fileOf = (text: string, mayBeCheckedOut = false): MemoryFile => ({
  kind: 'file',
  text,
  hash: hashOf(text),
  ...(mayBeCheckedOut && { mayBeCheckedOut }),
});

export const read = (world: ModelWorld, file: MemoryFile, purpose: MemoryReadPurpose = 'watch'): void =>
  world.take({ kind: 'memoryFileRead', purpose, jobId: null, file });

export function opened(version: Partial<MemoryVersion> = {}, file = ours): ModelWorld {
  const world = resumed(version, file);
  world.file = file;
  read(world, fileOf(file), 'start');
  return world;
}

export const writes = (world: ModelWorld): string[] =>
  world.pending.flatMap((order) => (order.kind === 'writeMemoryFile' ? [order.text] : []));

/** Answers from `memory` to what is asked; what it is given is the request's last message. */
export const answering = (memory: (asked: string) => string): Answerer => {
  const said = (words: string, request: Parameters<Answerer['chat']>[0]): ModelResult => {
    const content = [{ type: 'text', text: words }];
    const usage = usageFor(request, content);
    return { kind: 'answered', answer: { content, stopReason: 'end_turn', usage, model: request.model } };
  };
  return {
    chat: (request) => said('All is well. '.repeat(60), request),
    memory: (request) => said(memory(JSON.stringify(request.messages.at(-1))), request),
    disk: () => null,
  };
};
export const quiet = answering(() => '## Active Work\n\n- counting\n');

export function turn(world: ModelWorld, how: Answerer = quiet, text = 'Go on, please.'): void {
  world.take({ kind: 'userSubmitted', requestId: `turn-${world.now}`, text });
  world.settle(how);
}
