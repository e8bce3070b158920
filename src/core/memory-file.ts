/**
 * How the memory and its file keep in step. `memory.text` is the truth; `memory.fileText` is what the file held when it
 * was last seen. What differs in the file is the user's doing and is absorbed; what differs in the memory is written.
 */
import { describeEdit } from './edit-note.ts';
import { mergeMemory } from './merge.ts';
import type { MemoryCause, MemoryFile, MemoryVersion, MemoryWrite } from './ports.ts';
import type { MemoryState, SessionEffect, SessionInput, SessionState, Step } from './session.ts';
import { log, only, then } from './step-result.ts';

/** Hand edits kept for the next turn; older ones are in the file, and so in the next compaction. */
const maxUntold = 20;

export const withMemory = (state: SessionState, change: Partial<MemoryState>): SessionState => ({
  ...state,
  memory: { ...state.memory, ...change },
});

export const storeVersion = (memory: MemoryState, cause: MemoryCause, at: number): SessionEffect => {
  const version: MemoryVersion = {
    text: memory.text ?? '',
    hash: memory.fileHash,
    covered: memory.covered,
    cause,
    at,
    provisional: memory.provisional,
    ownership: memory.ownership,
  };
  return { kind: 'storeMemory', version };
};

/** Takes in what was read: the user's edits join the memory, and what is still to be written is written. */
export function absorb(state: SessionState, file: MemoryFile, at: number, atStart: boolean): Step {
  return then(takeIn(state, file, at, atStart), flush);
}

function takeIn(state: SessionState, file: MemoryFile, at: number, atStart: boolean): Step {
  const { memory } = state;
  const undecided = memory.file === 'foreign' || memory.file === 'ignored';
  if (undecided) return only(state);
  switch (file.kind) {
    case 'unsaved':
      return only(withMemory(state, { file: 'unsaved' }));
    case 'unreadable':
      return only(withMemory(state, { file: 'refused', fileFailure: file.failure }));
    case 'absent':
      return only(withMemory(state, missing(memory)));
    case 'file':
      if (atStart && !memory.knownHashes.includes(file.hash)) {
        return only(
          withMemory(state, { file: 'foreign' }),
          log('info', 'the memory file is of unknown origin'),
        );
      }
      return atStart || file.text === memory.fileText
        ? only(withMemory(state, { ...seen(memory, file) }))
        : edited(state, file, at);
  }
}

/** Without a file: it was never written, or the user deleted it, which is respected until the user says otherwise. */
function missing(memory: MemoryState): Partial<MemoryState> {
  const gone = { fileText: null, fileHash: null, fileFailure: null };
  if (memory.file === 'declined' || memory.file === 'deleted') return gone;
  return { ...gone, file: memory.fileHash === null ? 'unwritten' : 'deleted' };
}

const seen = (memory: MemoryState, file: { text: string; hash: string }): Partial<MemoryState> => ({
  file: 'shown',
  fileFailure: null,
  fileText: file.text,
  fileHash: file.hash,
  knownHashes: memory.knownHashes.includes(file.hash)
    ? memory.knownHashes
    : [...memory.knownHashes, file.hash],
});

function edited(state: SessionState, file: { text: string; hash: string }, at: number): Step {
  const { memory } = state;
  const base = memory.fileText ?? memory.text ?? '';
  const merged = mergeMemory({
    base,
    user: file.text,
    proposed: memory.text ?? base,
    ownership: memory.ownership,
  });
  const note = describeEdit(base, file.text);
  const after = withMemory(state, {
    ...seen(memory, file),
    text: merged.text,
    ownership: merged.ownership,
    untold: note === null ? memory.untold : [...memory.untold, note].slice(-maxUntold),
    updatedAt: at,
  });
  return only(
    after,
    storeVersion(after.memory, 'edited', at),
    log('debug', 'took in a hand edit of the memory'),
  );
}

/** Writes the memory where the file lacks something of it and may be written. */
export function flush(state: SessionState): Step {
  const { memory } = state;
  const writable = memory.file === 'shown' || memory.file === 'unwritten';
  if (!writable || memory.writing !== null || memory.text === null || memory.text === memory.fileText)
    return only(state);
  return only(withMemory(state, { writing: memory.text }), {
    kind: 'writeMemoryFile',
    text: memory.text,
    expected: memory.fileHash,
  });
}

/** After a write: on success the file shows the memory; when the file had changed, it is read and merged again. */
export function written(state: SessionState, result: MemoryWrite): Step {
  const { memory } = state;
  const text = memory.writing;
  const idle = withMemory(state, { writing: null });
  if (text === null) return only(idle);
  switch (result.kind) {
    case 'written':
      return then(only(withMemory(idle, seen(memory, { text, hash: result.hash }))), flush);
    case 'changed':
      return only(idle, { kind: 'readMemoryFile', purpose: 'watch', jobId: null });
    case 'failed':
      return only(withMemory(idle, { file: 'refused', fileFailure: result.failure }));
  }
}

type Decision = Extract<SessionInput, { kind: 'memoryFileDecided' }>['decision'];

/** The user's answer about a deleted file or one of unknown origin. */
export function decided(state: SessionState, decision: Decision): Step {
  switch (decision) {
    case 'recreate':
      return flush(withMemory(state, { file: 'unwritten', fileText: null, fileHash: null }));
    case 'leaveDeleted':
      return only(withMemory(state, { file: 'declined' }));
    case 'ignoreForeign':
      return only(withMemory(state, { file: 'ignored' }));
    case 'useForeign':
      return only(withMemory(state, { file: 'unwritten', fileText: null, fileHash: null }), {
        kind: 'readMemoryFile',
        purpose: 'watch',
        jobId: null,
      });
  }
}
