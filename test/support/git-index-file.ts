/** Writes an index as git does, as far as the names of its entries go, so that tests need no git. */

const commonLength = (one: string, other: string): number => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
};

/** Bytes beyond 127 take a continuation each, one less than the plain number, as in git's pack offsets. */
function variable(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest -= 1;
    bytes.unshift(0x80 | (rest & 0x7f));
  }
  return bytes;
}

export interface IndexEntry {
  readonly path: string;
  /** Has the second pair of flags that versions 3 and 4 know. */
  readonly isExtended?: boolean;
}

export function gitIndex(version: 2 | 3 | 4, entries: readonly IndexEntry[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('DIRC', 0, 'latin1');
  header.writeUInt32BE(version, 4);
  header.writeUInt32BE(entries.length, 8);
  const sorted = [...entries].sort((one, other) =>
    Buffer.compare(Buffer.from(one.path), Buffer.from(other.path)),
  );
  let before = '';
  const parts = sorted.map(({ path, isExtended = false }) => {
    const name = Buffer.from(path);
    const stat = Buffer.alloc(60, 7);
    const flags = Buffer.alloc(isExtended ? 4 : 2);
    flags.writeUInt16BE(Math.min(name.length, 0xfff) | (isExtended ? 0x4000 : 0), 0);
    const entry = Buffer.concat([stat, flags]);
    const shared = commonLength(before, path);
    const cut = Buffer.byteLength(before.slice(shared));
    before = path;
    if (version === 4) {
      return Buffer.concat([
        entry,
        Buffer.from(variable(cut)),
        Buffer.from(path.slice(shared)),
        Buffer.alloc(1),
      ]);
    }
    const length = entry.length + name.length;
    return Buffer.concat([entry, name, Buffer.alloc(8 - (length % 8))]);
  });
  return Buffer.concat([header, ...parts, Buffer.alloc(20, 1)]);
}
