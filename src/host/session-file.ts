/**
 * The memory file as one session sees it. The workspace's file shows one session at a time; the others go on with copies
 * of their own, so that a late result of theirs never lands in the file that shows another memory.
 */
import type { MemoryFile, MemoryFilePort, MemoryWrite } from '../core/ports.ts';

export interface FileTarget {
  readonly port: MemoryFilePort;
  /** Hash of content that belongs to another session: it is no file to this one, and may be replaced. */
  readonly foreignHash: string | null;
}

export class SessionFile implements MemoryFilePort {
  #target: FileTarget;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(target: FileTarget) {
    this.#target = target;
  }

  read(): Promise<MemoryFile> {
    return this.#inTurn(async () => {
      const { port, foreignHash } = this.#target;
      const file = await port.read();
      return file.kind === 'file' && file.hash === foreignHash ? { kind: 'absent' } : file;
    });
  }

  write(text: string, expected: string | null): Promise<MemoryWrite> {
    return this.#inTurn(async () => {
      const { port, foreignHash } = this.#target;
      const result = await port.write(text, expected ?? foreignHash);
      if (result.kind === 'written') this.#target = { port, foreignHash: null };
      return result;
    });
  }

  /** Nothing is read or written while `change` finds the new target; a null leaves the old one. */
  move(change: () => Promise<FileTarget | null>): Promise<void> {
    return this.#inTurn(async () => {
      this.#target = (await change()) ?? this.#target;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
