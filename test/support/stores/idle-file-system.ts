/** A file system that knows whether calls are under way, so that a test with a clock of its own can wait for the disk. */
import type { FileSystem } from '../../../src/adapters/files/file-system.ts';

export interface IdleFileSystem {
  readonly fs: FileSystem;
  /** Nothing is under way. To be asked between two turns of the event loop, when what follows a call has begun. */
  isIdle(): boolean;
}

export function idleFileSystem(base: FileSystem): IdleFileSystem {
  let running = 0;
  const counted = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name) {
        const value: unknown = Reflect.get(object, name);
        if (typeof value !== 'function') return value;
        return async (...args: readonly unknown[]) => {
          running++;
          try {
            const result: unknown = await Reflect.apply(value, object, args);
            const isHandle = typeof result === 'object' && result !== null && 'close' in result;
            return isHandle ? counted(result) : result;
          } finally {
            running--;
          }
        };
      },
    });
  return { fs: counted(base), isIdle: () => running === 0 };
}
