// A child process together with everything that it starts, so that it can be ended without leaving orphans.
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { endWithProcess } from './cleanup.ts';

export interface ProcessTree {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves with the exit code; 1 when a signal ended the child. Rejects when it could not be started. */
  readonly ended: Promise<number>;
  /** Ends the whole tree: politely first, by force after five seconds. */
  stop(): Promise<void>;
}

export interface TreeOptions {
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
}

const graceMs = 5000;

// A child started with this notices through its IPC channel that this process is gone, even by SIGKILL. The channel
// itself must not keep the child alive.
const endWithParent =
  "data:text/javascript,process.once('disconnect',()=>process.exit());process.channel?.unref()";

/** Starts a Node program whose life is bound to this process. */
export function startNodeTree(args: readonly string[], options: TreeOptions): ProcessTree {
  return startTree(process.execPath, ['--import', endWithParent, ...args], options, 'ipc');
}

export function startTree(
  command: string,
  args: readonly string[],
  options: TreeOptions,
  channel: 'ipc' | 'ignore' = 'ignore',
): ProcessTree {
  const windows = process.platform === 'win32';
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe', channel],
    // On POSIX a detached child leads a process group of its own, which is what makes its tree killable.
    detached: !windows,
    windowsHide: true,
  }) as unknown as ProcessTree['child'];
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  // Whoever waits for `ended` sees the failure; without a waiter it must not bring this process down.
  ended.catch(() => undefined);
  const stop = endWithProcess({
    stop: async () => {
      signalTree(child.pid, 'SIGTERM');
      const timer = setTimeout(() => signalTree(child.pid, 'SIGKILL'), graceMs);
      await ended.catch(() => undefined);
      clearTimeout(timer);
      // The leader is gone; what it has left behind goes as well.
      signalTree(child.pid, 'SIGKILL');
    },
    stopNow: () => signalTree(child.pid, 'SIGKILL'),
  });
  return { child, ended, stop };
}

/** Waits for the end of a tree. Rejects with its whole output when it fails: `what` says what has failed. */
export async function succeed(tree: ProcessTree, what: string): Promise<void> {
  let output = '';
  for (const stream of [tree.child.stdout, tree.child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
    });
  }
  const closed = once(tree.child, 'close');
  try {
    const code = await tree.ended;
    await closed;
    if (code !== 0) throw new Error(`${what} failed with code ${code}:\n${output}`);
  } finally {
    await tree.stop();
  }
}

function signalTree(pid: number | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // ESRCH: the group is already empty. EPERM: macOS says this of a group of zombies.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM')))
      throw error;
  }
}
