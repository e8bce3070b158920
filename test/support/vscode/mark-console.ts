// Marks what is printed in the extension host from now on. Imported for this effect, and before mocha, whose reporters
// keep the console's functions that they find when they are loaded.
import { format } from 'node:util';
import { consoleMark, isHarmless } from './host-console.ts';

const host = console;

function marked(method: 'log' | 'info' | 'warn' | 'error'): PropertyDescriptor {
  return {
    value: (...args: readonly unknown[]) => {
      const text = format(...args);
      // One argument after the pattern, since the text may contain a percent sign.
      host[method]('%s', isHarmless(text) ? text : consoleMark + text);
    },
  };
}

// A new console with properties of its own, since VS Code ignores assignments to the functions of the present one.
globalThis.console = Object.create(host, {
  log: marked('log'),
  info: marked('info'),
  warn: marked('warn'),
  error: marked('error'),
}) as Console;
