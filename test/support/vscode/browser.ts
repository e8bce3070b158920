// A Chromium to show the workbench in: the user's choice, an installed one, or the one from npm.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { type BrowserProgram, packagedChromium } from './chromium-package.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the first browser that works. Rejects with what was tried when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const chosen = process.env.CHROME_PATH;
  if (chosen) return launch({ executablePath: chosen, env: {} });
  const failures: string[] = [];
  const attempt = async (program: BrowserProgram): Promise<Browser | undefined> =>
    launch(program).catch((error: unknown) => {
      failures.push(`${program.executablePath}: ${String(error)}`);
      return undefined;
    });
  for (const executablePath of installedBrowsers()) {
    // A distribution's launcher script may be there without the browser behind it, hence the next one.
    const browser = await attempt({ executablePath, env: {} });
    if (browser) return browser;
  }
  const packaged = await packagedChromium();
  const browser = packaged && (await attempt(packaged));
  if (browser) return browser;
  throw new Error(
    ['No Chrome or Chromium could be started. Install one, or name it in CHROME_PATH.', ...failures].join(
      '\n',
    ),
  );
}

function launch(program: BrowserProgram): Promise<Browser> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return chromium.launch({
    executablePath: program.executablePath,
    args: flags,
    env: { ...Object.fromEntries(inherited), ...program.env },
    // Ending by a signal is cleanup.ts's business, which also ends the server.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function installedBrowsers(): readonly string[] {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates: Readonly<Record<string, readonly string[]>> = {
    linux: names.flatMap((name) => folders.map((folder) => join(folder, name))),
    darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    ),
    win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) =>
      ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((path) =>
        join(process.env[variable] ?? '', path),
      ),
    ),
  };
  return (candidates[process.platform] ?? []).filter((path) => existsSync(path));
}
