/**
 * What the first bytes of an image say of it. Neither its name nor the type that somebody claims is believed: the API
 * refuses a request for one image that is not what it is called.
 */
import type { ContentBlock } from './message.ts';

export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

export interface ImageFacts {
  readonly mediaType: ImageType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Base64 characters, which is what the API counts: 5 MB. */
export const maxImageChars = 5 * 1024 * 1024;
/** Bytes of a file that still fits when it is encoded. */
export const maxImageBytes = (maxImageChars / 4) * 3;
/** Pixels of either side. */
export const maxImageSide = 8_000;

/** The API sees patches of this many pixels a side, and each of them is one token. */
const patchPx = 28;
/** What is larger than either of these is scaled down before it is counted. Older models scale down further. */
const longestEdgePx = 2_576;
const mostTokens = 4_784;

/** What an image of this size costs, by the rule of the current models; an upper bound for those before them. */
export function imageTokens(width: number, height: number): number {
  const shrink = Math.min(1, longestEdgePx / Math.max(1, width, height));
  const patches = (px: number): number => Math.max(1, Math.ceil((px * shrink) / patchPx));
  return Math.min(mostTokens, patches(width) * patches(height));
}

/** The estimate for a content block of type `image`; the most that one can cost where its bytes are not here. */
export function imageBlockTokens(block: ContentBlock): number {
  const data = imageData(block);
  const facts = data === null ? null : readImage(data);
  return facts === null ? mostTokens : imageTokens(facts.width, facts.height);
}

/** The base64 text of a content block of type `image`; null where its bytes are not here. */
export function imageData({ source }: ContentBlock): string | null {
  const data = typeof source === 'object' && source !== null && 'data' in source ? source.data : undefined;
  return typeof data === 'string' ? data : null;
}

/** Type and size of an image in base64; null for anything that is not whole enough to be one. */
export function readImage(base64: string): ImageFacts | null {
  const bytes = new Base64Bytes(base64);
  const facts = readPng(bytes) ?? readGif(bytes) ?? readWebp(bytes) ?? readJpeg(bytes);
  return facts !== null && facts.width > 0 && facts.height > 0 ? facts : null;
}

const codes = new Map(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map(
    (character, value) => [character.charCodeAt(0), value] as const,
  ),
);

/** Single bytes of a base64 text, so that a header can be read without decoding megabytes. */
class Base64Bytes {
  readonly length: number;
  readonly #text: string;

  constructor(text: string) {
    const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
    this.#text = text;
    this.length = Math.max(0, Math.floor(text.length / 4) * 3 - padding);
  }

  /** -1 beyond the end, and for characters that are not base64. */
  at(index: number): number {
    if (index < 0 || index >= this.length) return -1;
    const place = Math.floor(index / 3) * 4 + (index % 3);
    const high = codes.get(this.#text.charCodeAt(place));
    const low = codes.get(this.#text.charCodeAt(place + 1));
    if (high === undefined || low === undefined) return -1;
    const shift = 2 * (index % 3);
    return ((high << (2 + shift)) & 0xff) | (low >> (4 - shift));
  }

  /** An unsigned number of `size` bytes, the most significant first. */
  big(index: number, size: number): number {
    let value = 0;
    for (let at = index; at < index + size; at++) value = value * 256 + this.at(at);
    return value;
  }

  little(index: number, size: number): number {
    let value = 0;
    for (let at = index + size - 1; at >= index; at--) value = value * 256 + this.at(at);
    return value;
  }

  says(index: number, ascii: string): boolean {
    return [...ascii].every((character, offset) => this.at(index + offset) === character.charCodeAt(0));
  }
}

function readPng(bytes: Base64Bytes): ImageFacts | null {
  if (bytes.big(0, 4) !== 0x89504e47 || bytes.big(4, 4) !== 0x0d0a1a0a || !bytes.says(12, 'IHDR'))
    return null;
  if (!hasPngEnd(bytes)) return null;
  return { mediaType: 'image/png', width: bytes.big(16, 4), height: bytes.big(20, 4) };
}

/** Some programs write something behind the end. */
const mostBehindEnd = 4_096;

/** A file that was cut in the middle has no end, and the API would refuse every message after it as well. */
function hasPngEnd(bytes: Base64Bytes): boolean {
  const last = bytes.length - 8;
  for (let at = last; at > Math.max(16, last - mostBehindEnd); at--) if (bytes.says(at, 'IEND')) return true;
  return false;
}

function readGif(bytes: Base64Bytes): ImageFacts | null {
  if (!bytes.says(0, 'GIF87a') && !bytes.says(0, 'GIF89a')) return null;
  return { mediaType: 'image/gif', width: bytes.little(6, 2), height: bytes.little(8, 2) };
}

function readWebp(bytes: Base64Bytes): ImageFacts | null {
  if (!bytes.says(0, 'RIFF') || !bytes.says(8, 'WEBP')) return null;
  if (bytes.little(4, 4) + 8 > bytes.length) return null;
  const size = webpSize(bytes);
  return size === null ? null : { mediaType: 'image/webp', ...size };
}

function webpSize(bytes: Base64Bytes): { readonly width: number; readonly height: number } | null {
  if (bytes.says(12, 'VP8X')) return { width: bytes.little(24, 3) + 1, height: bytes.little(27, 3) + 1 };
  if (bytes.says(12, 'VP8 ')) {
    return { width: bytes.little(26, 2) & 0x3fff, height: bytes.little(28, 2) & 0x3fff };
  }
  if (!bytes.says(12, 'VP8L') || bytes.at(20) !== 0x2f) return null;
  const bits = bytes.little(21, 4);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

/** More segments than this before the picture are no picture. */
const mostSegments = 1_000;

function readJpeg(bytes: Base64Bytes): ImageFacts | null {
  if (bytes.big(0, 2) !== 0xffd8) return null;
  let at = 2;
  for (let count = 0; count < mostSegments; count++) {
    if (bytes.at(at) !== 0xff) return null;
    const marker = bytes.at(at + 1);
    if (isFrame(marker)) {
      return { mediaType: 'image/jpeg', width: bytes.big(at + 7, 2), height: bytes.big(at + 5, 2) };
    }
    const isFill = marker === 0xff;
    const length = bytes.big(at + 2, 2);
    if (!isFill && length < 2) return null;
    at += isFill ? 1 : 2 + length;
  }
  return null;
}

/** The start of a frame, which tells the size; C4, C8 and CC are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
