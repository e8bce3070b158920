/** What goes out with the next message of each session: kept until then, read when it goes, given back when it cannot. */
import type { Attachment } from '../../core/conversation/attachment.ts';
import { type Failure, isFailure } from '../../core/failure.ts';
import type { SessionShelf } from '../../core/ports/session-shelf.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import { AttachmentList, type PendingAttachment } from './attachment-list.ts';
import type { AttachmentReader } from './attachment-reader.ts';
import { type AttachmentSource, readSources, sourceKey } from './attachment-source.ts';
import type { SelectedText, SelectionOffer } from './selection-offer.ts';

export interface OutboxOptions {
  readonly reader: Pick<AttachmentReader, 'read'>;
  readonly offer: SelectionOffer;
  readonly shelf: Pick<SessionShelf, 'loadAttachments' | 'saveAttachments'>;
  readonly onChange: () => void;
}

/** What was taken for one message. */
export interface Taken {
  /** In the order in which messages were sent; what went wrong with the first that could not be read. */
  read(): Promise<readonly Attachment[] | Failure>;
  /** Into the composer again, with what is wrong marked. False where that was too much and some was left out. */
  giveBack(): boolean;
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #lists = new WeakMap<OpenSession, AttachmentList>();
  #reading: Promise<unknown> = Promise.resolve();
  #ids = 0;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  get offer(): SelectionOffer {
    return this.#options.offer;
  }

  /** The first call for a session fetches what was attached before the window was reloaded. */
  list(session: OpenSession): AttachmentList {
    const known = this.#lists.get(session);
    if (known !== undefined) return known;
    const { reader, shelf, onChange } = this.#options;
    let saved: readonly AttachmentSource[] = [];
    const stored = shelf.loadAttachments(session.id).then(readSources);
    const list = new AttachmentList({
      read: (source) => reader.read(source),
      newId: () => `attachment${++this.#ids}`,
      onChange: (items) => {
        onChange();
        const sources = items.map(({ source }) => source);
        if (sources.length === saved.length && sources.every((one, index) => one === saved[index])) return;
        saved = sources;
        // Nothing is written over what has not been read yet.
        void stored.then(() => {
          if (saved === sources) void shelf.saveAttachments(session.id, sources);
        });
      },
    });
    this.#lists.set(session, list);
    void stored.then((sources) => (sources.length === 0 ? undefined : list.restore(sources)));
    return list;
  }

  take(session: OpenSession): Taken {
    const { offer, reader } = this.#options;
    const list = this.list(session);
    const listed = list.take();
    const selected = offer.offer?.isAttached === true ? [this.#pending(offer.offer.selected)] : [];
    const known = new Set(listed.map(({ source }) => sourceKey(source)));
    const taken = [...listed, ...selected.filter(({ source }) => !known.has(sourceKey(source)))];
    if (selected.length > 0) offer.settle();
    let marked: readonly PendingAttachment[] = taken;
    return {
      read: () => {
        const result = this.#reading.then(async () => {
          const read = await Promise.all(taken.map(({ source }) => reader.read(source)));
          marked = taken.map((item, index) => withNews(item, read[index]));
          return read.find(isFailure) ?? read.filter((one): one is Attachment => !isFailure(one));
        });
        this.#reading = result;
        return result;
      },
      giveBack: () => list.giveBack(marked),
    };
  }

  #pending(selected: SelectedText): PendingAttachment {
    return {
      id: `attachment${++this.#ids}`,
      source: selectionSource(selected),
      attached: null,
      problem: null,
    };
  }
}

export function selectionSource({ name, firstLine, lastLine, text }: SelectedText): AttachmentSource {
  return { kind: 'selection', name, firstLine, lastLine, text: text() };
}

function withNews(item: PendingAttachment, read: Attachment | Failure | undefined): PendingAttachment {
  if (read === undefined) return item;
  return isFailure(read)
    ? { ...item, problem: read.message }
    : { ...item, attached: read.attached, problem: null };
}
