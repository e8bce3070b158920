// Builds the two bundles that ship: the extension host's (CommonJS, Node) and the panel's (ESM, browser).
import { build } from 'esbuild';

const watch = process.argv.includes('--watch');
if (watch) throw new Error('Watching is not offered: a build takes well under a second.');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  charset: 'utf8',
};

await Promise.all([
  build({
    ...shared,
    entryPoints: { extension: 'src/extension.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
  }),
  build({
    ...shared,
    entryPoints: { main: 'webview/main.ts', style: 'webview/style.css' },
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'esm',
    target: 'chrome138',
  }),
]);
