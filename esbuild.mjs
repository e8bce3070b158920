// Builds what ships: the extension host's bundles (CommonJS, Node) and the panel's (ESM, browser). Fails when one is too large.
import { stat } from 'node:fs/promises';
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

/** Modules that the source imports at first use, by what that import says: each gets a bundle of its own in `dist`. */
const atFirstUse = new Map([
  ['./anthropic-client.ts', { name: 'anthropic', source: 'src/adapters/anthropic/anthropic-client.ts' }],
]);

/** esbuild splits no CommonJS, so the import is pointed at the other bundle, which `require` finds beside this one. */
const loadedAtFirstUse = {
  name: 'loaded at first use',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      const other = atFirstUse.get(path);
      return other === undefined ? undefined : { path: `./${other.name}.cjs`, external: true };
    });
  },
};

/**
 * Learned weights and lists of words outweigh all the code; in a bundle of their own they are read when a session is made
 * ready, and not at activation. By the import that asks for them: what it exports.
 */
const knowledge = new Map([
  ['./weights.ts', { name: 'written', source: './src/core/recogniser/weights.ts' }],
  ['./told-weights.ts', { name: 'toldWeights', source: './src/core/redaction/told/told-weights.ts' }],
  ['./common-words.ts', { name: 'commonWords', source: './src/core/redaction/told/common-words.ts' }],
  [
    './credential-labels.ts',
    { name: 'credentialLabels', source: './src/core/redaction/credential-labels.ts' },
  ],
  ['./rule-value-lists.ts', { name: 'valueLists', source: './src/core/instructions/rule-value-lists.ts' }],
  [
    './revoking-cue-lists.ts',
    { name: 'revokingCues', source: './src/core/instructions/revoking-cue-lists.ts' },
  ],
  ['./word-classes-english.ts', { name: 'english', source: './src/core/prose/word-classes-english.ts' }],
  ['./cue-lists.ts', { name: 'cueLists', source: './src/core/redaction/told/cue-lists.ts' }],
  [
    './word-classes-languages.ts',
    { name: 'acrossLanguages', source: './src/core/prose/word-classes-languages.ts' },
  ],
]);
/** The panel's sentences, read when a page is made for one. */
const sentences = new Map([
  ['../../protocol/words.ts', { name: 'englishWords', source: './src/protocol/words.ts' }],
]);
/** By the name of the bundle. */
const readLater = new Map([
  ['knowledge', knowledge],
  ['sentences', sentences],
]);
const readAtFirstUse = {
  name: 'read at first use',
  setup({ onLoad, onResolve }) {
    for (const [bundle, parts] of readLater) {
      onResolve({ filter: /^\.{1,2}\/[\w./-]+\.ts$/ }, ({ path }) =>
        parts.has(path) ? { path, namespace: bundle } : undefined,
      );
      onLoad({ filter: /./, namespace: bundle }, ({ path }) => {
        const { name } = parts.get(path);
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
      ...Object.fromEntries([...atFirstUse.values()].map(({ name, source }) => [name, source])),
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
        contents: [...parts.values()]
          .map(({ name, source }) => `export { ${name} } from '${source}';`)
          .join('\n'),
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
  { what: 'SDK, loaded at the first call', kilobytes: 200, files: ['dist/anthropic.cjs'] },
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
