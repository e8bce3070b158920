/** What one session's next message takes along, each with what is known of it so far. */
import type { Attachment } from '../../core/conversation/attachment.ts';
import type { Attached } from '../../core/conversation/transcript.ts';
import { type Failure, isFailure } from '../../core/failure.ts';
import type { Translate } from '../translate.ts';
import { type AttachmentSource, sourceKey } from './attachment-source.ts';

export interface PendingAttachment {
  /** Unique in the window. */
  readonly id: string;
  readonly source: AttachmentSource;
  /** Null while it is being read, and where it could not be. */
  readonly attached: Attached | null;
  /** Why it could not be read, one sentence. */
  readonly problem: string | null;
}

export interface AttachmentListOptions {
  readonly read: (source: AttachmentSource) => Promise<Attachment | Failure>;
  /** Called after each change. */
  readonly onChange: (items: readonly PendingAttachment[]) => void;
  readonly newId: () => string;
}

/** To one message. */
export const mostAttachments = 20;

export const leftOutWords = (t: Translate): string =>
  t('A message takes at most {0} attachments; what is beyond that was left out.', mostAttachments);

export class AttachmentList {
  readonly #options: AttachmentListOptions;
  #items: readonly PendingAttachment[] = [];

  constructor(options: AttachmentListOptions) {
    this.#options = options;
  }

  get items(): readonly PendingAttachment[] {
    return this.#items;
  }

  /**
   * Adds what is not there yet. Resolves once it has been read; what cannot be read is taken out again, and the
   * reason is the answer.
   */
  async add(source: AttachmentSource): Promise<Failure | null> {
    const key = sourceKey(source);
    if (this.#items.some((item) => sourceKey(item.source) === key)) return null;
    const id = this.#options.newId();
    this.#change([...this.#items, { id, source, attached: null, problem: null }]);
    const read = await this.#options.read(source);
    if (isFailure(read)) this.remove(id);
    else this.#replace(id, { attached: read.attached });
    return isFailure(read) ? read : null;
  }

  /** As after a restart: what cannot be read any more stays and says so, for the user to take out. */
  async restore(sources: readonly AttachmentSource[]): Promise<void> {
    const { newId, read } = this.#options;
    const items = sources
      .slice(0, mostAttachments)
      .map((source) => ({ id: newId(), source, attached: null, problem: null }));
    this.#change([...items, ...this.#items]);
    for (const { id, source } of items) {
      const one = await read(source);
      this.#replace(id, isFailure(one) ? { problem: one.message } : { attached: one.attached });
    }
  }

  remove(id: string): void {
    const kept = this.#items.filter((item) => item.id !== id);
    if (kept.length < this.#items.length) this.#change(kept);
  }

  /** All of it, which is then no longer here. */
  take(): readonly PendingAttachment[] {
    const taken = this.#items;
    if (taken.length > 0) this.#change([]);
    return taken;
  }

  /** What was taken comes before what has been attached since; what then is too much is left out. False where something is. */
  giveBack(taken: readonly PendingAttachment[]): boolean {
    const known = new Set(taken.map(({ source }) => sourceKey(source)));
    const since = this.#items.filter(({ source }) => !known.has(sourceKey(source)));
    const all = [...taken, ...since];
    if (taken.length > 0) this.#change(all.slice(0, mostAttachments));
    return all.length <= mostAttachments;
  }

  #replace(id: string, news: Partial<PendingAttachment>): void {
    if (!this.#items.some((item) => item.id === id)) return;
    this.#change(this.#items.map((item) => (item.id === id ? { ...item, ...news } : item)));
  }

  #change(items: readonly PendingAttachment[]): void {
    this.#items = items;
    this.#options.onChange(items);
  }
}
