// The Chromium of the npm package `@sparticuz/chromium`, unpacked into the user's cache with all that it needs.
import { readFile, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { cachedInstall } from './cached-install.ts';
import { startNodeTree, succeed } from './process-tree.ts';

export interface BrowserProgram {
  readonly executablePath: string;
  /** Joins the environment of the browser. */
  readonly env: Readonly<Record<string, string>>;
}

// The package unpacks into the temporary folder, without regard to parallel or interrupted runs, and brings the
// libraries which a bare machine lacks only where it believes to run on a cloud function. So it is run apart.
const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;

/** Undefined where the package has no binary: anywhere but Linux on x64. */
export async function packagedChromium(): Promise<BrowserProgram | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const manifest = findPackageJSON('@sparticuz/chromium', import.meta.url);
  if (manifest === undefined) throw new Error('@sparticuz/chromium is not installed: run npm ci.');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { readonly version: string };
  const folder = await cachedInstall(`chromium-${version}`, unpackInto);
  const libraries = [join(folder, 'al2023', 'lib'), folder, process.env.LD_LIBRARY_PATH ?? ''];
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: libraries.filter((path) => path !== '').join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  };
}

async function unpackInto(staging: string, final: string): Promise<void> {
  const tree = startNodeTree(['--input-type=module', '--eval', unpack], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: staging, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  });
  await succeed(tree, 'Unpacking @sparticuz/chromium');
  // The package's own file names folders of a cloud function.
  const folders = [join(final, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts'];
  await writeFile(
    join(staging, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <dir prefix="xdg">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`,
  );
}
