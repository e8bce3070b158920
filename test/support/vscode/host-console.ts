// Tells what tests print in the extension host from VS Code's own log around it.
import { format } from 'node:util';

export const consoleMark = '[test] ';

// A server without native modules, which it can do without, complains in every extension host; without a marketplace and
// without code-server's own pages it complains in every window. A light window has no server for TypeScript.
const harmless =
  /Could not locate the bindings file|build\/Release\/watchdog|open-vsx\.org|\[Service Worker\] registration|bundled tsserver/;

/** Says nothing of a test or of VS Code's state. */
export function isHarmless(text: string): boolean {
  return harmless.test(text);
}

/** In the runner: the printed text, or undefined for VS Code's own log. */
export function markedText(args: readonly unknown[]): string | undefined {
  const text = format(...args);
  return text.startsWith(consoleMark) ? text.slice(consoleMark.length) : undefined;
}
