import assert from 'node:assert/strict';
import { chmodSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { createGitFile, ignores, patternFor } from '../../../../src/adapters/git/git-file.ts';
import { isInIndex } from '../../../../src/adapters/git/git-index.ts';
import { gitIndex, type IndexEntry } from '../../../support/git-index-file.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const path = '.claude/session-memory.md';

function put(file: string, content: string | Buffer = ''): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** A repository with these files in its index. */
function repository(...files: readonly string[]): string {
  const root = temporaryFolder();
  put(
    join(root, '.git', 'index'),
    gitIndex(
      2,
      files.map((file) => ({ path: file })),
    ),
  );
  return root;
}

const gitFile = (folder: string) => createGitFile({ folder, relativePath: path });
const excluded = (root: string): string => readFileSync(join(root, '.git', 'info', 'exclude'), 'utf8');

describe('The index of git', () => {
  const letters = fc.constantFrom('a', 'b', '-', '.', 'é', 'session-memory.md', '/');
  const name = fc.string({ unit: letters, minLength: 1, maxLength: 30 });
  const entries = fc.uniqueArray(fc.record({ path: name, isExtended: fc.boolean() }), {
    selector: (entry) => entry.path,
    maxLength: 30,
  });
  for (const version of [2, 3, 4] as const) {
    it(`tells in version ${version} which files are tracked, and no others`, () => {
      fc.assert(
        fc.property(entries, name, (made, other) => {
          const known: readonly IndexEntry[] =
            version === 2 ? made.map((entry) => ({ path: entry.path })) : made;
          const index = gitIndex(version, known);
          for (const entry of known) assert.equal(isInIndex(index, entry.path), true);
          assert.equal(
            isInIndex(index, other),
            known.some((entry) => entry.path === other),
          );
        }),
      );
    });
  }

  it('knows names of thousands of characters', () => {
    const long = `${'x'.repeat(5_000)}/y`;
    for (const version of [2, 4] as const) {
      const index = gitIndex(version, [{ path: 'a' }, { path: long }, { path: 'z' }]);
      assert.equal(isInIndex(index, long), true);
      assert.equal(isInIndex(index, 'z'), true);
      assert.equal(isInIndex(index, long.slice(0, -1)), false);
    }
  });

  it('is not understood rather than misread when it is of another kind or cut', () => {
    const index = gitIndex(4, [{ path: 'a' }, { path: 'b' }]);
    for (const bad of [
      Buffer.alloc(0),
      Buffer.from('nonsense, and more of it'),
      gitIndex(2, []).fill(9, 4, 8),
    ]) {
      assert.equal(isInIndex(bad, 'a'), null);
    }
    assert.equal(isInIndex(index.subarray(0, 80), 'b'), null);
  });
});

describe('The memory file in a repository', () => {
  it('is tracked when the index has it, also from a folder further down', async () => {
    const root = repository(path, 'README.md', `packages/one/${path}`);
    mkdirSync(join(root, 'packages', 'one'), { recursive: true });
    mkdirSync(join(root, 'packages', 'two'), { recursive: true });
    assert.equal(await gitFile(root).isTracked(), true);
    assert.equal(await gitFile(join(root, 'packages', 'one')).isTracked(), true);
    assert.equal(await gitFile(join(root, 'packages', 'two')).isTracked(), false);
  });

  it('is not tracked where there is no repository or nothing in it, and counts as tracked where that cannot be told', async () => {
    assert.equal(await gitFile(temporaryFolder()).isTracked(), false);
    const bare = temporaryFolder();
    mkdirSync(join(bare, '.git'));
    assert.equal(await gitFile(bare).isTracked(), false);
    put(join(bare, '.git', 'index'), 'garbage that is no index');
    assert.equal(await gitFile(bare).isTracked(), true);
    const split = repository('README.md');
    put(join(split, '.git', 'sharedindex.0123'));
    assert.equal(await gitFile(split).isTracked(), true);
  });

  it('is found tracked in a worktree, whose own folder is nowhere written to', async () => {
    const main = repository();
    const worktree = temporaryFolder();
    put(join(main, '.git', 'worktrees', 'w', 'index'), gitIndex(2, [{ path }]));
    put(join(worktree, '.git'), `gitdir: ${join(main, '.git', 'worktrees', 'w')}\n`);
    assert.equal(await gitFile(worktree).isTracked(), true);
    put(join(main, '.git', 'worktrees', 'w', 'index'), gitIndex(2, []));
    assert.equal(await gitFile(worktree).isTracked(), false);
    assert.equal(await gitFile(worktree).couldBeExcluded(), false);
    assert.match((await gitFile(worktree).exclude())?.message ?? '', /nothing was changed/);
  });

  it('can be excluded once, for this clone alone, after what stands there', async () => {
    const root = repository('README.md');
    put(join(root, '.git', 'info', 'exclude'), '# mine\n*.log');
    assert.equal(await gitFile(root).couldBeExcluded(), true);
    assert.equal(await gitFile(root).exclude(), null);
    assert.equal(excluded(root), `# mine\n*.log\n/${path}\n`);
    assert.equal(await gitFile(root).exclude(), null);
    assert.equal(excluded(root), `# mine\n*.log\n/${path}\n`);
    assert.equal(await gitFile(root).couldBeExcluded(), false);
  });

  it('is excluded by its whole path from a folder further down, where no such file existed', async () => {
    const root = repository();
    const folder = join(root, 'odd [name]', 'x');
    mkdirSync(folder, { recursive: true });
    assert.equal(await gitFile(folder).exclude(), null);
    assert.equal(excluded(root), `/odd \\[name\\]/x/${path}\n`);
  });

  it('is not offered for exclusion when it is tracked or already ignored', async () => {
    assert.equal(await gitFile(repository(path)).couldBeExcluded(), false);
    assert.equal(await gitFile(temporaryFolder()).couldBeExcluded(), false);
    for (const [file, line] of [
      ['.gitignore', '.claude/'],
      ['.gitignore', '/.claude'],
      ['.gitignore', 'session-memory.md'],
      ['.claude/.gitignore', '*'],
    ] as const) {
      const root = repository();
      put(join(root, file), `*.log\n${line}\n`);
      assert.equal(await gitFile(root).couldBeExcluded(), false, `${file}: ${line}`);
    }
  });

  it('is excluded through no link: what one leads to stays untouched', async () => {
    const outside = join(temporaryFolder(), 'outside');
    put(outside, 'untouched\n');
    const ways: readonly ((exclude: string) => void)[] = [
      (exclude) => symlinkSync(outside, exclude),
      (exclude) => linkSync(outside, exclude),
      (exclude) => mkdirSync(exclude),
    ];
    for (const make of ways) {
      const root = repository();
      mkdirSync(join(root, '.git', 'info'));
      make(join(root, '.git', 'info', 'exclude'));
      assert.equal((await gitFile(root).exclude())?.kind, 'storage');
      assert.equal(readFileSync(outside, 'utf8'), 'untouched\n');
    }
    const root = repository();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(root, '.git', 'info'));
    assert.equal((await gitFile(root).exclude())?.kind, 'storage');
    assert.throws(() => readFileSync(join(elsewhere, 'exclude')));
  });
});

describe('What stands in the way of excluding the file', () => {
  const ways: readonly (readonly [what: string, make: (exclude: string) => void, told: RegExp])[] = [
    ['a link', (exclude) => symlinkSync(tmpdir(), exclude), /symbolic link.*to use git’s exclude file/],
    [
      'another encoding',
      (exclude) => put(exclude, Buffer.from('fffe', 'hex')),
      /Save git’s exclude file as UTF-8/,
    ],
    [
      'a mark',
      (exclude) => {
        put(exclude);
        chmodSync(exclude, 0o444);
      },
      /so that git’s exclude file can be updated/,
    ],
    ['its size', (exclude) => put(exclude, '#'.repeat(1_000_000)), /Could not write git’s exclude file/],
  ];
  for (const [what, make, told] of ways) {
    it(`is told in terms of git’s own file: ${what}`, async () => {
      const root = repository();
      mkdirSync(join(root, '.git', 'info'));
      make(join(root, '.git', 'info', 'exclude'));
      const problem = await gitFile(root).exclude();
      assert.match(problem?.message ?? '', told);
      assert.doesNotMatch(problem?.message ?? '', /(?:the|as) memory/);
    });
  }
});

describe('Lines of a .gitignore', () => {
  const cases: readonly (readonly [line: string, ignored: boolean])[] = [
    ['.claude', true],
    ['.claude/', true],
    ['/.claude/*', true],
    ['**/.claude/**', true],
    ['.claude/session-memory.md', true],
    ['*', true],
    ['', false],
    ['# .claude', false],
    ['!.claude', false],
    ['.claude/settings.json', false],
    ['claude', false],
    ['session-memory', false],
  ];
  for (const [line, ignored] of cases) {
    it(`"${line}" ${ignored ? 'covers' : 'does not cover'} the memory file`, () => {
      assert.equal(ignores(line, path), ignored);
    });
  }

  it('name a file and not a pattern where it has odd characters', () => {
    assert.equal(patternFor('a*b/[c]?/d'), '/a\\*b/\\[c\\]\\?/d');
  });
});
