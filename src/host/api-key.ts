/**
 * The API key: from VS Code's secret storage, else from the environment of the extension host. It is read when a
 * request needs it and never kept, and nothing else of the environment counts, since a repository can set that.
 */
import type { Disposable } from './disposables.ts';
import type { Log } from './log.ts';
import type { Translate } from './translate.ts';

const secretName = 'sessionMemory.anthropicApiKey';

/** The parts of VS Code that are used. */
export interface Secrets {
  get(name: string): PromiseLike<string | undefined>;
  store(name: string, value: string): PromiseLike<void>;
  delete(name: string): PromiseLike<void>;
  onDidChange(listener: (event: { readonly key: string }) => void): Disposable;
}

export type AskForKey = (validate: (value: string) => string | undefined) => PromiseLike<string | undefined>;

export class ApiKey {
  readonly #secrets: Secrets;
  readonly #environment: () => string | undefined;
  readonly #log: Log;

  constructor(secrets: Secrets, environment: () => string | undefined, log: Log) {
    this.#secrets = secrets;
    this.#environment = environment;
    this.#log = log;
  }

  /** Undefined when there is none. A secret storage that fails counts as empty, since the chat must go on. */
  async read(): Promise<string | undefined> {
    try {
      const stored = (await this.#secrets.get(secretName))?.trim();
      if (stored) return stored;
    } catch {
      this.#log.warn('The secret storage could not be read; only a key in the environment counts.');
    }
    return this.#environment()?.trim() || undefined;
  }

  /** Resolves with whether a key was stored. */
  async ask(ask: AskForKey, t: Translate): Promise<boolean> {
    const value = (await ask((typed) => keyProblem(typed, t) ?? undefined))?.trim();
    if (value === undefined || keyProblem(value, t) !== null) return false;
    await this.#secrets.store(secretName, value);
    this.#log.info('An API key was stored.');
    return true;
  }

  async clear(): Promise<void> {
    await this.#secrets.delete(secretName);
    this.#log.info('The stored API key was cleared.');
  }

  /** True when a key remains after clearing: the environment's. */
  get isInEnvironment(): boolean {
    return Boolean(this.#environment()?.trim());
  }

  onDidChange(listener: () => void): Disposable {
    return this.#secrets.onDidChange((event) => {
      if (event.key === secretName) listener();
    });
  }
}

/** A key travels in a header, so what a header cannot hold is refused where it can still be mended. */
export function keyProblem(value: string, t: Translate): string | null {
  const key = value.trim();
  if (key === '') return t('The key is empty.');
  if (!/^[\x21-\x7e]+$/.test(key)) return t('A key has no spaces and no special characters.');
  return key.length > 500 ? t('The key is too long.') : null;
}
