// Runs a test module inside the extension host of VS Code's server.
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { isHarmless, markedText } from './host-console.ts';
import { type ServerOptions, startServer } from './server.ts';

export interface InHostOptions extends ServerOptions {
  /** A CommonJS module that exports `run(): Promise<void>`; a rejection is a failure. */
  readonly testsPath: string;
  readonly limitMs?: number;
}

/** Resolves with the exit code that VS Code reports for the tests: 0 when `run` has resolved. Rejects after `limitMs`. */
export async function runInHost(options: InHostOptions): Promise<number> {
  const server = await startServer(options);
  try {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const log = new HostLog();
      await page.exposeFunction('codeAutomationLog', (level: string, args: readonly unknown[]) =>
        log.add(level, args),
      );
      const exit = exitCode(page, options.limitMs ?? 900_000, log);
      const [code] = await Promise.all([exit, page.goto(server.url({ testsPath: options.testsPath }))]);
      if (code !== 0 && !log.hasPrinted) console.log(`The in-host tests could not run.${log.errors()}`);
      return code;
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

function exitCode(page: Page, limitMs: number, log: HostLog): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The in-host tests did not end within ${limitMs / 1000} s.${log.errors()}`)),
      limitMs,
    );
    page.on('crash', () => reject(new Error('The browser page that shows VS Code has crashed.')));
    page.on('close', () => clearTimeout(timer));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
}

/** Prints what the tests print, and keeps the errors in VS Code's log in case that they never get to run. */
class HostLog {
  hasPrinted = false;
  readonly #errors: string[] = [];

  add(level: string, args: readonly unknown[]): void {
    const printed = markedText(args);
    const logged = format(...args);
    if (printed !== undefined) {
      this.hasPrinted = true;
      console.log(printed);
    } else if (level === 'error' && !isHarmless(logged)) {
      this.#errors.push(logged.slice(0, 1000));
    }
  }

  errors(): string {
    if (this.#errors.length === 0) return ' VS Code logged no error.';
    return [' VS Code logged these errors last:', ...this.#errors.slice(-5)].join('\n');
  }
}
