/** What a list of sessions shows, read from both ends of a transcript: the cost does not grow with its length. */
import type { SessionHeader } from '../../core/session-header.ts';
import type { FileSystem, OpenFile } from '../files/file-system.ts';
import { decodeLine } from './transcript-line.ts';
import { decodeData } from './transcript-record.ts';

export interface EndsOfTranscript {
  /** From the first line, with the title that was given after the first message; null when the line is damaged. */
  readonly header: Partial<SessionHeader> | null;
  /** The last title given near the end of the file; null when there is none. */
  readonly lateTitle: string | null;
  /** Null where they could not be counted. */
  readonly records: number | null;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
}

const windowBytes = 64 * 1024;
/** The header, the first message, and the title that is taken from it. */
const firstLines = 3;
/** A last record beyond this is not searched for; they then are not counted, and the session still is listed. */
const tailLimitBytes = 16 * 1024 * 1024;

async function readPart(file: OpenFile, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = await file.read(buffer.subarray(filled), position + filled);
    if (count === 0) break;
    filled += count;
  }
  return buffer.subarray(0, filled);
}

/** The first lines may be long: they hold the system text and what was pasted first. */
async function readHeader(file: OpenFile, size: number): Promise<Partial<SessionHeader> | null> {
  for (let length = windowBytes; ; length *= 4) {
    const part = await readPart(file, 0, Math.min(length, size));
    const lines = part
      .toString('utf8')
      .split('\n')
      .slice(0, firstLines + 1);
    if (lines.length <= firstLines && length < size && length < tailLimitBytes) continue;
    const [header, ...titles] = lines.slice(0, firstLines).map(headerIn);
    if (header === undefined || header === null) return null;
    const title = titles.map((fields) => fields?.title).findLast((given) => given !== undefined);
    return title === undefined ? header : { ...header, title };
  }
}

function headerIn(line: string): Partial<SessionHeader> | null {
  const [envelope] = decodeLine(line).envelopes;
  const decoded = envelope === undefined ? null : decodeData(envelope.data);
  return decoded?.kind === 'header' ? decoded.fields : null;
}

/** Widens the window until it holds at least one whole line. */
async function readTail(
  file: OpenFile,
  size: number,
): Promise<{ records: number | null; lateTitle: string | null }> {
  for (let length = windowBytes; ; length *= 4) {
    const lines = (await readPart(file, Math.max(0, size - length), Math.min(length, size))).toString('utf8');
    let records: number | null = null;
    let lateTitle: string | null = null;
    for (const line of lines.split('\n')) {
      for (const { seq, data } of decodeLine(line).envelopes) {
        const decoded = decodeData(data);
        records = Math.max(records ?? 0, seq);
        if (decoded.kind === 'header') lateTitle = decoded.fields.title ?? lateTitle;
      }
    }
    if (records !== null || length >= size || length >= tailLimitBytes) return { records, lateTitle };
  }
}

/** Null when there is no transcript. Throws Node's errors. */
export async function readEnds(fs: FileSystem, path: string): Promise<EndsOfTranscript | null> {
  if ((await fs.lstat(path))?.kind !== 'file') return null;
  const file = await fs.open(path, 'read');
  try {
    const { size, modifiedAt } = await file.stat();
    return { header: await readHeader(file, size), updatedAt: modifiedAt, ...(await readTail(file, size)) };
  } finally {
    await file.close().catch(() => {});
  }
}
