/** Where an attachment comes from, until its message goes out; plain JSON, so that it outlives the window. */
import { thumbnail as decodeThumbnail } from '../../protocol/decode-view.ts';

/** Counted from 1, both included; absent where it is the whole. */
export interface LineRange {
  readonly firstLine?: number;
  readonly lastLine?: number;
}

/** A file is read anew when its message goes out; the others are kept as they were when they were attached. */
export type AttachmentSource =
  /** `uri` as text; `name` is its path in the workspace. */
  | ({ readonly kind: 'file'; readonly uri: string; readonly name: string } & LineRange)
  | {
      readonly kind: 'selection';
      readonly name: string;
      readonly firstLine: number;
      readonly lastLine: number;
      readonly text: string;
    }
  /** Pasted, or dropped from outside; base64. */
  | {
      readonly kind: 'image';
      readonly name: string;
      readonly data: string;
      /** As the panel made it. */
      readonly thumbnail?: string;
    };

/** One word that is the same for the same attachment. */
export function sourceKey(source: AttachmentSource): string {
  switch (source.kind) {
    case 'file':
      return `file ${source.firstLine ?? ''} ${source.lastLine ?? ''} ${source.uri}`;
    case 'selection':
      return `selection ${source.firstLine} ${source.lastLine} ${source.name} ${source.text}`;
    case 'image':
      return `image ${source.data}`;
  }
}

/** What storage gave back, as far as it is what was put there. */
export const readSources = (stored: unknown): readonly AttachmentSource[] =>
  Array.isArray(stored) ? stored.flatMap(readSource) : [];

function readSource(value: unknown): readonly AttachmentSource[] {
  if (typeof value !== 'object' || value === null) return [];
  const { kind, name, uri, data, text, firstLine, lastLine, thumbnail } = value as Readonly<
    Record<string, unknown>
  >;
  if (typeof name !== 'string') return [];
  const isRange = isLine(firstLine) && isLine(lastLine) && firstLine <= lastLine;
  if (kind === 'file' && typeof uri === 'string')
    return [{ kind, uri, name, ...(isRange && { firstLine, lastLine }) }];
  if (kind === 'image' && typeof data === 'string')
    return [{ kind, name, data, ...thumbnailField(decodeThumbnail(thumbnail)) }];
  if (kind === 'selection' && typeof text === 'string' && isRange)
    return [{ kind, name, firstLine, lastLine, text }];
  return [];
}

export const thumbnailField = (thumbnail: string | undefined): { readonly thumbnail?: string } =>
  thumbnail === undefined ? {} : { thumbnail };

/** Counted from 1. */
const isLine = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 1;
