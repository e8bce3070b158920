/** Reads a file line by line in chunks, so that a long transcript costs its lines and not its size at once. */
import type { OpenFile } from './file-system.ts';

const chunkBytes = 256 * 1024;
/** A line beyond this is no record of ours; it is passed over without being kept. */
const lineLimitBytes = 64 * 1024 * 1024;

const lineFeed = 0x0a;

/**
 * Yields every line without its line feed, null for one that is too long. Lines are cut as bytes and decoded whole:
 * a character that lies across two chunks stays whole.
 */
export async function* readLines(file: OpenFile): AsyncGenerator<string | null> {
  const buffer = Buffer.alloc(chunkBytes);
  let parts: Buffer[] = [];
  let length = 0;
  let position = 0;

  function add(bytes: Buffer): void {
    length += bytes.length;
    if (length > lineLimitBytes) parts = [];
    else if (bytes.length > 0) parts.push(Buffer.from(bytes));
  }
  function take(): string | null {
    const line = length > lineLimitBytes ? null : Buffer.concat(parts).toString('utf8');
    parts = [];
    length = 0;
    return line;
  }

  for (;;) {
    const count = await file.read(buffer, position);
    if (count === 0) break;
    position += count;
    const chunk = buffer.subarray(0, count);
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      add(chunk.subarray(from, end));
      from = end + 1;
      yield take();
    }
    add(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
