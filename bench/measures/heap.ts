/** How much memory values take. */
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes on the heap that are in use, rubbish not counted. Buffers of files just read or written lie elsewhere. */
export async function usedBytes(): Promise<number> {
  // What has just been awaited is let go of only when the event loop has turned.
  await setImmediate();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
