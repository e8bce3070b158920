// Ends what a script has started, however the script ends: normally, by Ctrl+C, by SIGTERM, by an exception.

interface Cleanup {
  /** Waits for the end of what it stops. Runs at most once. */
  readonly stop: () => Promise<void>;
  /** The last resort in `process.on('exit')`, where nothing can be awaited. */
  readonly stopNow: () => void;
}

const pending = new Set<Cleanup>();
const parentCheckMs = 1000;

let installed = false;
let ending = false;

/** Registers `stop` and `stopNow`; the returned function runs `stop` now, once, and forgets both. */
export function endWithProcess(cleanup: Cleanup): () => Promise<void> {
  install();
  pending.add(cleanup);
  let stopped: Promise<void> | undefined;
  return () => {
    stopped ??= cleanup.stop().finally(() => pending.delete(cleanup));
    return stopped;
  };
}

function install(): void {
  if (installed) return;
  installed = true;
  process.on('exit', () => {
    for (const cleanup of pending) cleanup.stopNow();
  });
  // The exit codes are the shell's convention: 128 plus the signal's number.
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => void endBySignal(code));
  }
  // npm ends its shell on SIGTERM, and the shell does not tell the script that it runs: notice that the parent is gone.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void endBySignal(143);
  }, parentCheckMs).unref();
}

async function endBySignal(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  // What is stopped here fails elsewhere, where it is being waited for. That is no news.
  process.on('uncaughtException', () => undefined);
  // Newest first: a browser goes before the server that it shows, a server before the folder that it uses.
  for (const cleanup of [...pending].reverse()) {
    await cleanup.stop().catch((error: unknown) => console.error(error));
    pending.delete(cleanup);
  }
  process.exit(code);
}
