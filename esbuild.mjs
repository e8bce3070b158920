// Builds what ships: the extension host's bundles (CommonJS, Node) and the panel's (ESM, browser). Fails when one is too large.
import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  sourcemap: 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  charset: 'utf8',
};

/** Modules that the source imports at first use, by their paths: each gets a bundle of its own in `dist`. */
const atFirstUse = new Map([['src/adapters/anthropic/anthropic-server.ts', 'anthropic']]);

/** Which of our modules an import asks for; what it says is written from where it stands. */
const moduleOf = ({ path, resolveDir }) =>
  relative(import.meta.dirname, resolve(resolveDir, path)).replaceAll(sep, '/');

/** esbuild splits no CommonJS, so the import is pointed at the other bundle, which `require` finds beside this one. */
const loadedAtFirstUse = {
  name: 'loaded at first use',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, (asked) => {
      const name = asked.kind === 'dynamic-import' ? atFirstUse.get(moduleOf(asked)) : undefined;
      return name === undefined ? undefined : { path: `./${name}.cjs`, external: true };
    });
  },
};

/**
 * Learned weights and lists of words outweigh all the code; in a bundle of their own they are read when a session is made
 * ready, and not at activation. By the module: what it exports.
 */
const knowledge = new Map([
  ['src/core/recogniser/weights.ts', 'written'],
  ['src/core/redaction/told/told-weights.ts', 'toldWeights'],
  ['src/core/redaction/told/common-words.ts', 'commonWords'],
  ['src/core/redaction/credential-labels.ts', 'credentialLabels'],
  ['src/core/instructions/rule-value-lists.ts', 'valueLists'],
  ['src/core/instructions/revoking-cue-lists.ts', 'revokingCues'],
  ['src/core/prose/word-classes-english.ts', 'english'],
  ['src/core/redaction/told/cue-lists.ts', 'cueLists'],
  ['src/core/prose/word-classes-languages.ts', 'acrossLanguages'],
]);
/** The panel's sentences, read when a page is made for one. */
const sentences = new Map([['src/protocol/words.ts', 'englishWords']]);
/** By the name of the bundle. */
const readLater = new Map([
  ['knowledge', knowledge],
  ['sentences', sentences],
]);
const readAtFirstUse = {
  name: 'read at first use',
  setup({ onLoad, onResolve }) {
    for (const [bundle, parts] of readLater) {
      onResolve({ filter: /^\.{1,2}\/[\w./-]+\.ts$/ }, (asked) => {
        const path = moduleOf(asked);
        return parts.has(path) ? { path, namespace: bundle } : undefined;
      });
      onLoad({ filter: /./, namespace: bundle }, ({ path }) => {
        const name = parts.get(path);
        return {
          contents: `module.exports = { get ${name}() { return require('./${bundle}.cjs').${name}; } };`,
        };
      });
    }
  },
};

/** Every file that imports `vscode` would get a copy of that large module's names; one copy serves all of them. */
const oneVscode = {
  name: 'one vscode',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === 'one-vscode' ? { path, external: true } : { path, namespace: 'one-vscode' },
    );
    onLoad({ filter: /./, namespace: 'one-vscode' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

await Promise.all([
  build({
    ...shared,
    entryPoints: {
      extension: 'src/extension.ts',
      ...Object.fromEntries([...atFirstUse].map(([source, name]) => [name, source])),
    },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    plugins: [loadedAtFirstUse, readAtFirstUse, oneVscode],
    external: [...readLater.keys()].map((bundle) => `./${bundle}.cjs`),
    supported: { 'dynamic-import': false },
  }),
  ...[...readLater].map(([bundle, parts]) =>
    build({
      ...shared,
      sourcemap: false,
      stdin: {
        contents: [...parts].map(([source, name]) => `export { ${name} } from './${source}';`).join('\n'),
        resolveDir: '.',
      },
      outfile: `dist/${bundle}.cjs`,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
    }),
  ),
  build({
    ...shared,
    entryPoints: { main: 'webview/main.ts', style: 'webview/style.css' },
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'esm',
    target: 'chrome138',
  }),
]);

/** What each part may weigh: minified bytes as they ship, without source maps; 1 kB is 1 000 bytes. */
const limits = [
  { what: 'host, loaded at activation', kilobytes: 500, files: ['dist/extension.cjs'] },
  {
    what: 'the SDK and what speaks with it, loaded at the first call',
    kilobytes: 200,
    files: ['dist/anthropic.cjs'],
  },
  {
    what: 'learned weights and word lists, read when a session is made ready',
    kilobytes: 640,
    files: ['dist/knowledge.cjs'],
  },
  { what: 'the panel’s sentences, read when a page is made', kilobytes: 20, files: ['dist/sentences.cjs'] },
  {
    what: 'panel, script and style',
    kilobytes: 400,
    files: ['dist/webview/main.js', 'dist/webview/style.css'],
  },
];
for (const { what, kilobytes, files } of limits) {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  const size = sizes.reduce((sum, bytes) => sum + bytes, 0) / 1_000;
  const line = `${what}: ${size.toFixed(1)} kB of ${kilobytes} kB (${files.join(', ')})`;
  if (size < kilobytes) console.log(line);
  else {
    console.error(`Too large: ${line}`);
    process.exitCode = 1;
  }
}
