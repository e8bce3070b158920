/** How the file system fails while the kill matrix interrupts: the same way at every call of a kind. */
import { errorWithCode, type FileHook } from '../../../support/stores/hooked-file-system.ts';

/** What each fault does to a call; made anew for each process. */
export const faults = {
  'no fault': () => () => undefined,
  'short writes': () => shortWrites(() => undefined),
  'no space': () =>
    shortWrites(() => {
      throw errorWithCode('ENOSPC');
    }),
  'failing flush': () => failing('file.sync', 'EIO'),
  'failing rename': () => failing('rename', 'EIO'),
} satisfies Record<string, () => FileHook>;
export type FaultName = keyof typeof faults;

const failing =
  (failed: string, code: string): FileHook =>
  ({ operation }) => {
    if (operation === failed) throw errorWithCode(code);
  };

/** The first write to a file takes only half; `rest` decides about what comes after. */
function shortWrites(rest: FileHook): FileHook {
  const begun = new Set<string>();
  return (call) => {
    const { operation, path, bytes } = call;
    if (operation !== 'file.write' || bytes === undefined) return;
    if (begun.has(path)) return rest(call);
    begun.add(path);
    return { writeOnly: Math.ceil(bytes.length / 2) };
  };
}
