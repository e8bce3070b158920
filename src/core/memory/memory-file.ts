/**
 * How the memory and its file keep in step. `memory.text` is the truth; `memory.fileText` is what the file held when it
 * was last seen. What differs in the file is the user's doing and is absorbed; what differs in the memory is written.
 */

import { at } from '../append-list.ts';
import { describeEdit } from '../merge/edit-note.ts';
import { type MergeResult, mergeMemory } from '../merge/merge.ts';
import { isDerived, joinMemory } from '../merge/merge-join.ts';
import { absorbed } from '../merge/merge-ownership.ts';
import { readText } from '../merge/merge-text.ts';
import type { MemoryFile, MemoryWrite } from '../ports/memory-file.ts';
import type { MemoryCause, MemoryVersion } from '../ports/memory-history.ts';
import { findHidden } from '../prompts/hidden-text.ts';
import { isRedactionOf, unredact } from '../redaction/unredact.ts';
import type { MemoryReadPurpose, SessionEffect, SessionInput, SessionState, Step } from '../session.ts';
import { also, log, only, then } from '../step-result.ts';
import type { MemoryState, RestoredVersion } from './memory-state.ts';
import { withNotes } from './untold.ts';

type FoundFile = Extract<MemoryFile, { kind: 'file' }>;
type Content = Pick<FoundFile, 'text' | 'hash'>;

export const withMemory = (state: SessionState, change: Partial<MemoryState>): SessionState => ({
  ...state,
  memory: { ...state.memory, ...change },
});

export const storeVersion = (
  { memory, ledger, transcript }: SessionState,
  cause: MemoryCause,
  now: number,
): SessionEffect => {
  const version: MemoryVersion = {
    text: memory.text ?? '',
    hash: memory.fileHash,
    covered: memory.covered,
    cause,
    at: now,
    provisional: memory.provisional,
    ...(memory.provisional && { summarised: memory.summarised }),
    ownership: memory.ownership,
    untold: { notes: memory.untold, after: at(transcript, transcript.length - 1)?.id ?? null },
    ...(memory.deletion === 'none' ? {} : { fileDeletion: memory.deletion }),
  };
  const isShown = memory.text !== null && memory.text === memory.fileText;
  return { kind: 'storeMemory', version, told: ledger.credentials, isShown };
};

/** Takes in what was read: the user's edits join the memory, and what is still to be written is written. */
export function absorb(state: SessionState, file: MemoryFile, purpose: MemoryReadPurpose, at: number): Step {
  return then(takeIn(state, file, purpose, at), flush);
}

function takeIn(state: SessionState, file: MemoryFile, purpose: MemoryReadPurpose, at: number): Step {
  switch (file.kind) {
    case 'unsaved':
      return only(withMemory(state, { file: 'unsaved' }));
    case 'unreadable':
      return only(withMemory(state, { file: 'refused', fileFailure: file.failure }));
    case 'absent':
      return only(withMemory(state, missing(state.memory)));
    case 'file':
      return found(state, file, purpose, at);
  }
}

/** Without a file: it was never written, or the user deleted it, which is respected until the user says otherwise. */
function missing(memory: MemoryState): Partial<MemoryState> {
  const existed = memory.fileHash !== null || memory.foreign !== null;
  const deletion = memory.deletion === 'none' && existed ? 'deleted' : memory.deletion;
  return {
    file: deletion === 'none' ? 'unwritten' : deletion,
    fileText: null,
    goneText: memory.fileText ?? memory.goneText,
    fileHash: null,
    fileFailure: null,
    deletion,
    foreign: null,
  };
}

function found(state: SessionState, file: FoundFile, purpose: MemoryReadPurpose, at: number): Step {
  const { memory } = state;
  const atStart = purpose === 'start';
  // What has not been seen before in this session is compared with a version from storage.
  const present = memory.fileText === null ? restored(state, file.text) : state;
  if (isCurrent(state, file, atStart)) return only(withMemory(present, seen(memory, file)));
  if (memory.restoring !== null && isSameText(memory.restoring.text, file.text))
    return broughtBack(state, file, memory.restoring, at);
  if (purpose === 'use' && file.hash === memory.foreign?.hash) return approved(state, file, at);
  const isKnown = memory.knownHashes.includes(file.hash);
  if (memory.foreign !== null || file.mayBeCheckedOut === true || (atStart && !isKnown))
    return doubted(state, file);
  // An older version of ours, or what another session has shown there: the memory takes its place.
  return atStart ? only(withMemory(present, seen(memory, file))) : handled(present, file, at);
}

/** The file as it was last seen; at start, as it was when the newest version was made or had just been written. */
function isCurrent({ memory, ledger }: SessionState, file: Content, atStart: boolean): boolean {
  if (file.text === memory.fileText || file.hash === memory.fileHash) return true;
  return atStart && memory.text !== null && isRedactionOf(memory.text, file.text, ledger.credentials);
}

/** Versions are stored without credentials; the user's own lines in the file have them still. */
function restored(state: SessionState, fileText: string): SessionState {
  const { text, ownership } = state.memory;
  const original = (line: string) => unredact(line, fileText, state.ledger.credentials);
  return withMemory(state, {
    text: text === null ? null : original(text),
    ownership: { ...ownership, held: ownership.held.map(original) },
  });
}

const seen = (memory: MemoryState, file: Content): Partial<MemoryState> => ({
  file: 'shown',
  fileFailure: null,
  fileText: file.text,
  goneText: null,
  fileHash: file.hash,
  deletion: 'none',
  foreign: null,
  knownHashes: memory.knownHashes.includes(file.hash)
    ? memory.knownHashes
    : [...memory.knownHashes, file.hash],
});

/** Of unknown origin: neither sent nor rewritten, and shown with what a reader of it would not see. */
function doubted(state: SessionState, file: Content): Step {
  const { foreign } = state.memory;
  const isIgnored = foreign?.isIgnored ?? false;
  const next = withMemory(state, {
    file: isIgnored ? 'ignored' : 'foreign',
    fileFailure: null,
    foreign:
      foreign?.hash === file.hash ? foreign : { hash: file.hash, hidden: findHidden(file.text), isIgnored },
  });
  return foreign === null ? only(next, log('info', 'the memory file is of unknown origin')) : only(next);
}

/**
 * The user said yes to a foreign file. A copy of what the file held last that was edited elsewhere tells what was
 * deleted; of any other file, what it lacks is no deletion: its lines join ours.
 */
function approved(state: SessionState, file: FoundFile, at: number): Step {
  const present = restored(state, file.text);
  const { shownBefore } = state.memory;
  const base = shownBefore === null ? null : unredact(shownBefore, file.text, state.ledger.credentials);
  const isCopy = base !== null && file.mayBeCheckedOut !== true && isDerived(base, file.text);
  return isCopy ? edited(present, file, base, at) : joined(present, file, at);
}

/**
 * The user has changed the file, or made one where there was none. One that was gone in between counts as changed: many
 * tools replace a file so, and whoever makes a new one leaves out on purpose what it does not have.
 */
function handled(state: SessionState, file: Content, at: number): Step {
  const before = state.memory.fileText ?? state.memory.goneText;
  return before === null ? joined(state, file, at) : edited(state, file, before, at);
}

function edited(state: SessionState, file: Content, base: string, at: number): Step {
  const { memory } = state;
  const merged = mergeMemory({
    base,
    user: file.text,
    proposed: memory.text ?? base,
    ownership: memory.ownership,
  });
  return takenOver(state, file, merged, describeEdit(base, file.text, state.ledger.credentials), at);
}

const isSameText = (one: string, other: string): boolean =>
  one === other || one.replaceAll('\r', '') === other.replaceAll('\r', '');

/** An earlier version is the file again: whose its lines were is whose they are, and what is deleted stays so. */
function broughtBack(state: SessionState, file: Content, version: RestoredVersion, at: number): Step {
  const { memory } = state;
  const { deletedLines, deletedSections } = memory.ownership;
  const original = (line: string) => unredact(line, file.text, state.ledger.credentials);
  const held = [...version.ownership.held.map(original), ...memory.ownership.held];
  const now = readText(file.text.split('\n'));
  const ownership = absorbed(now, now, { held, deletedLines, deletedSections });
  const note = describeEdit(memory.text ?? '', file.text, state.ledger.credentials);
  return takenOver(state, file, { text: file.text, ownership }, note, at, 'restored');
}

function joined(state: SessionState, file: Content, at: number): Step {
  const { memory } = state;
  const merged = joinMemory({ user: file.text, ours: memory.text ?? '', ownership: memory.ownership });
  return takenOver(
    state,
    file,
    merged,
    describeEdit(memory.text ?? '', merged.text, state.ledger.credentials),
    at,
  );
}

function takenOver(
  state: SessionState,
  file: Content,
  merged: Pick<MergeResult, 'text' | 'ownership'> & Partial<MergeResult>,
  note: string | null,
  at: number,
  cause: MemoryCause = 'edited',
): Step {
  const { memory } = state;
  const after = withMemory(state, {
    ...seen(memory, file),
    restoring: null,
    text: merged.text,
    ownership: merged.ownership,
    overridden: [...new Set([...memory.overridden, ...(merged.overridden ?? [])])],
    untold: note === null ? memory.untold : withNotes(memory.untold, [note]),
    updatedAt: at,
  });
  return only(
    after,
    storeVersion(after, cause, at),
    log('debug', `took in a hand edit of the memory: ${cause}`),
  );
}

/** Writes the memory where the file lacks something of it and may be written. */
export function flush(state: SessionState): Step {
  const { text, file, fileText, fileHash, writing } = state.memory;
  const writable = file === 'shown' || file === 'unwritten';
  if (!writable || writing !== null || text === null || text === fileText) return only(state);
  const over = fileText === null || fileHash === null ? null : { text: fileText, hash: fileHash };
  return only(withMemory(state, { writing: { text, over } }), {
    kind: 'writeMemoryFile',
    text,
    expected: fileHash,
  });
}

/** After a write: on success the file shows the memory; when the file had changed, it is read and merged again. */
export function written(state: SessionState, result: MemoryWrite, at: number): Step {
  const { writing } = state.memory;
  const idle = withMemory(state, { writing: null });
  if (writing === null) return only(idle);
  switch (result.kind) {
    case 'written': {
      const { text } = writing;
      const before = changedBack(idle, writing.over, at);
      return then(
        then(before, (next) => only(withMemory(next, seen(next.memory, { text, hash: result.hash })))),
        flush,
      );
    }
    case 'changed':
      return only(idle, { kind: 'readMemoryFile', purpose: 'watch', jobId: null });
    case 'failed':
      return only(withMemory(idle, { file: 'refused', fileFailure: result.failure }));
  }
}

/** A write that went through although an edit was read meanwhile: the user had taken that edit back by then. */
function changedBack(state: SessionState, over: Content | null, at: number): Step {
  const { fileText } = state.memory;
  const isBack = over !== null && fileText !== null && fileText !== over.text;
  return isBack ? edited(state, over, fileText, at) : only(state);
}

type Decision = Extract<SessionInput, { kind: 'memoryFileDecided' }>['decision'];

/** The user's answer about a deleted file or one of unknown origin. One that comes too late decides nothing. */
export function decided(state: SessionState, decision: Decision, at: number): Step {
  const { foreign, deletion, text } = state.memory;
  switch (decision) {
    case 'recreate':
      return deletion === 'none'
        ? only(state)
        : flush(withMemory(state, { file: 'unwritten', deletion: 'none', fileText: null, fileHash: null }));
    case 'leaveDeleted': {
      if (deletion !== 'deleted') return only(state);
      const after = withMemory(state, { file: 'declined', deletion: 'declined' });
      return text === null ? only(after) : also(only(after), storeVersion(after, 'edited', at));
    }
    case 'ignoreForeign':
      return foreign === null
        ? only(state)
        : only(withMemory(state, { file: 'ignored', foreign: { ...foreign, isIgnored: true } }));
    case 'useForeign':
      return foreign === null
        ? only(state)
        : only(state, { kind: 'readMemoryFile', purpose: 'use', jobId: null });
  }
}
