/**
 * Tells what the user saved in an editor of this window, and what we wrote, from what came into the memory file by some
 * other way. That matters where git tracks the file: a checkout brings lines that the user may never have seen.
 */
import type { Clock } from '../../core/ports/clock.ts';
import type { MemoryFilePort } from '../../core/ports/memory-file.ts';

export interface FileOriginOptions {
  /** Asked only about content that came from outside. */
  readonly isTracked: () => Promise<boolean>;
  readonly clock: Clock;
}

/** Contents remembered of each kind: enough for reads that come late, too few for one from long ago to pass. */
const remembered = 3;
/** How long a read waits for a save that has begun: formatters may be at work in between. */
const savePatienceMs = 2_000;
/** A save that has begun and has not ended after this time has failed. */
const longestSaveMs = 30_000;

interface Save {
  /** Resolves when it has ended, or when nobody should wait for it any longer. */
  readonly waited: Promise<void>;
  end(): void;
}

export class FileOrigin {
  readonly #options: FileOriginOptions;
  #saved: readonly string[] = [];
  #written: readonly string[] = [];
  #saving: Save | null = null;

  constructor(options: FileOriginOptions) {
    this.#options = options;
  }

  /** An editor is about to write the file: what is read meanwhile may be its text, of which nothing is known yet. */
  saving(): void {
    this.#saving?.end();
    const { clock } = this.#options;
    let giveUp = (): void => {};
    const waited = new Promise<void>((resolve) => {
      giveUp = resolve;
    });
    const stops = [clock.after(savePatienceMs, giveUp), clock.after(longestSaveMs, () => save.end())];
    const save: Save = {
      waited,
      end: () => {
        for (const stop of stops) stop();
        this.#saving = null;
        giveUp();
      },
    };
    this.#saving = save;
  }

  /** An editor has written this text. */
  saved(text: string): void {
    this.#saved = [text, ...this.#saved].slice(0, remembered);
    this.#saving?.end();
  }

  /** The port, with what it reads marked where it may have come with a checkout. */
  watch(port: MemoryFilePort): MemoryFilePort {
    const isOurs = ({ text, hash }: { readonly text: string; readonly hash: string }): boolean =>
      this.#saved.includes(text) || this.#written.includes(hash);
    return {
      read: async () => {
        const file = await port.read();
        if (file.kind !== 'file' || isOurs(file)) return file;
        await this.#saving?.waited;
        // Asked again behind git's answer, during which a save may have ended.
        if (isOurs(file) || !(await this.#options.isTracked()) || isOurs(file)) return file;
        // What an editor is still saving is the user's; the end of the save has it read again.
        return this.#saving === null ? { ...file, mayBeCheckedOut: true } : { kind: 'unsaved' };
      },
      write: async (text, expected) => {
        const result = await port.write(text, expected);
        if (result.kind === 'written') this.#written = [result.hash, ...this.#written].slice(0, remembered);
        return result;
      },
    };
  }
}
