/** Makes an attachment of its source, or says in one sentence why that cannot be. */
import { type Attachment, attachImage, attachText } from '../../core/conversation/attachment.ts';
import { maxImageBytes, maxImageChars, maxImageSide, readImage } from '../../core/conversation/image.ts';
import { type Failure, failureInWords } from '../../core/failure.ts';
import type { AttachableFile } from '../../core/ports/attachable-file.ts';
import type { Translate } from '../translate.ts';
import type { AttachmentSource } from './attachment-source.ts';

/** What a file holds now; `open`: as an editor shows it, unsaved edits included. */
export type FileContent = AttachableFile | { readonly kind: 'open'; readonly text: string };

/** No text of more bytes fits the context of any model in use. */
export const maxFileBytes = 5_000_000;

export interface AttachmentReaderOptions {
  /** Never rejects, and reads at most `maxFileBytes`. */
  readonly readFile: (uri: string) => Promise<FileContent>;
  /** In tokens. */
  readonly contextLimit: () => number;
  readonly translate: Translate;
}

type FileSource = Extract<AttachmentSource, { kind: 'file' }>;

export class AttachmentReader {
  readonly #options: AttachmentReaderOptions;

  constructor(options: AttachmentReaderOptions) {
    this.#options = options;
  }

  async read(source: AttachmentSource): Promise<Attachment | Failure> {
    switch (source.kind) {
      case 'image':
        return this.#image(source.name, source.data);
      case 'selection':
        return this.#fitting(attachText(source));
      case 'file':
        return this.#file(source, await this.#options.readFile(source.uri));
    }
  }

  #file(file: FileSource, content: FileContent): Attachment | Failure {
    const { name } = file;
    if (content.kind === 'open') return this.#text(file, content.text);
    if (content.kind !== 'read') return this.#unread(name, content);
    const { bytes } = content;
    const data = looksLikeImage(bytes) ? base64(bytes) : '';
    if (data !== '' && readImage(data) !== null) return this.#image(name, data);
    const text = textIn(bytes);
    return text === null ? this.#noUse(name) : this.#text(file, text);
  }

  /** Lines that it no longer has, or never had, are none of the file's; of others as many as there are. */
  #text({ name, firstLine, lastLine }: FileSource, text: string): Attachment | Failure {
    if (firstLine === undefined) return this.#fitting(attachText({ kind: 'file', name, text }));
    const { translate: t } = this.#options;
    const lines = text.split(/\r\n?|\n/);
    const last = Math.min(Math.max(lastLine ?? firstLine, firstLine), lines.length);
    const part = lines.slice(firstLine - 1, last).join('\n');
    if (firstLine <= lines.length)
      return this.#fitting(attachText({ kind: 'file', name, text: part, firstLine, lastLine: last }));
    const message = t('“{0}” has only {1} lines.', shownName(name), lines.length);
    return failureInWords('badRequest', message);
  }

  #fitting(attachment: Attachment): Attachment | Failure {
    const { contextLimit, translate: t } = this.#options;
    const { name, tokens } = attachment.attached;
    if (tokens <= contextLimit()) return attachment;
    const message = t(
      '“{0}” has about {1} tokens, more than the whole context of {2}. Attach a part of it, by selecting it in the editor.',
      shownName(name),
      tokens,
      contextLimit(),
    );
    return failureInWords('tooLong', message);
  }

  #image(name: string, data: string): Attachment | Failure {
    const { translate: t } = this.#options;
    const facts = isBase64(data) ? readImage(data) : null;
    if (facts === null) return this.#noUse(name);
    if (data.length > maxImageChars) {
      const message = t(
        '“{0}” is {1} MB; an image may be at most {2} MB. Make it smaller and attach it again.',
        shownName(name),
        megabytes((data.length / 4) * 3),
        megabytes(maxImageBytes),
      );
      return failureInWords('badRequest', message);
    }
    const { width, height } = facts;
    if (Math.max(width, height) <= maxImageSide) return attachImage(name, data, facts);
    const message = t(
      '“{0}” is {1} × {2} pixels; an image may have at most {3} on either side. Make it smaller and attach it again.',
      shownName(name),
      width,
      height,
      maxImageSide,
    );
    return failureInWords('badRequest', message);
  }

  #noUse(name: string): Failure {
    const { translate: t } = this.#options;
    const message = t(
      '“{0}” is neither text in UTF-8 nor a PNG, JPEG, GIF or WebP image, so it was not attached.',
      shownName(name),
    );
    return failureInWords('badRequest', message);
  }

  #unread(name: string, content: Exclude<FileContent, { kind: 'read' | 'open' }>): Failure {
    const { translate: t } = this.#options;
    const called = shownName(name);
    switch (content.kind) {
      case 'outside':
        return failureInWords('notAllowed', t('“{0}” is outside this workspace and was not read.', called));
      case 'absent':
        return failureInWords('storage', t('“{0}” is not there any more.', called));
      case 'folder':
        return failureInWords(
          'badRequest',
          t('“{0}” is a folder. Attach the files in it that matter.', called),
        );
      case 'special':
        return failureInWords('badRequest', t('“{0}” is a pipe, socket or device and was not read.', called));
      case 'changing':
        return failureInWords('storage', t('“{0}” changed while it was read. Attach it again.', called));
      case 'denied':
        return failureInWords('storage', t('“{0}” could not be read.', called));
      case 'tooLarge': {
        const [size, most] = [megabytes(content.size), megabytes(maxFileBytes)];
        return failureInWords(
          'tooLong',
          t('“{0}” is {1} MB; an attached file may be at most {2} MB.', called, size, most),
        );
      }
    }
  }
}

/** A name in a sentence or an address: what cannot be seen, would turn the line around or is half a character shows as a box. */
export const shownName = (name: string): string => name.slice(0, 200).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�');

const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;

/** Looks for a single character that is wrong: a pattern for the whole would exhaust the stack on megabytes. */
const isBase64 = (data: string): boolean =>
  data.length % 4 === 0 &&
  !/[^A-Za-z0-9+/]/.test(data.slice(0, -2)) &&
  /^[A-Za-z0-9+/]*={0,2}$/.test(data.slice(-2));

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The first bytes of the four kinds, so that a long text is not encoded for nothing. */
const looksLikeImage = (bytes: Uint8Array): boolean =>
  ['\x89PNG', 'GIF8', 'RIFF', '\xff\xd8\xff'].some((start) =>
    [...start].every((character, index) => bytes[index] === character.charCodeAt(0)),
  );

/** Null for what is no text. Byte order marks tell UTF-16 and are left out. */
function textIn(bytes: Uint8Array): string | null {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encoding = !isUtf16 ? 'utf-8' : bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
