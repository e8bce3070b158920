/**
 * The memory file as one session sees it. The workspace's file shows one session at a time; the others go on with copies
 * of their own, so that a late result of theirs never lands in the file that shows another memory.
 */

import type { MemoryFile, MemoryFilePort, MemoryWrite } from '../../core/ports/memory-file.ts';
import { serialQueue } from '../../core/serial-queue.ts';

export interface FileTarget {
  readonly port: MemoryFilePort;
  /** Hash of content that belongs to another session: it is no file to this one, and may be replaced. */
  readonly foreignHash: string | null;
  /** Hash of content that this window has shown: wherever it first came from, it was accepted here. */
  readonly acceptedHash?: string | null;
}

export class SessionFile implements MemoryFilePort {
  #target: FileTarget;
  readonly #inTurn = serialQueue();

  constructor(target: FileTarget) {
    this.#target = target;
  }

  read(): Promise<MemoryFile> {
    return this.#inTurn(async () => {
      const { port, foreignHash, acceptedHash } = this.#target;
      const file = await port.read();
      if (file.kind !== 'file') return file;
      if (file.hash === foreignHash) return { kind: 'absent' };
      return file.hash === acceptedHash ? { kind: 'file', text: file.text, hash: file.hash } : file;
    });
  }

  write(text: string, expected: string | null): Promise<MemoryWrite> {
    return this.#inTurn(async () => {
      const { port, foreignHash } = this.#target;
      const result = await port.write(text, expected ?? foreignHash);
      if (result.kind === 'written') this.#target = { ...this.#target, foreignHash: null };
      return result;
    });
  }

  /** Nothing is read or written while `change` finds the new target; a null leaves the old one. */
  move(change: () => Promise<FileTarget | null>): Promise<void> {
    return this.#inTurn(async () => {
      this.#target = (await change()) ?? this.#target;
    });
  }
}
