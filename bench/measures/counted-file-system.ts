/** The real file system with a count of what is written to it. */
import {
  createNodeFileSystem,
  type FileSystem,
  type OpenFile,
} from '../../src/adapters/files/file-system.ts';

export interface WriteCount {
  bytes: number;
  syncs: number;
}

export function countedFileSystem(count: WriteCount): FileSystem {
  const fs = createNodeFileSystem();
  const open: FileSystem['open'] = async (path, how) => counted(await fs.open(path, how), count);
  return { ...fs, open };
}

const counted = (file: OpenFile, count: WriteCount): OpenFile => ({
  stat: () => file.stat(),
  read: (into, position) => file.read(into, position),
  setMode: (mode) => file.setMode(mode),
  close: () => file.close(),
  write: async (bytes) => {
    const written = await file.write(bytes);
    count.bytes += written;
    return written;
  },
  sync: () => {
    count.syncs += 1;
    return file.sync();
  },
});
