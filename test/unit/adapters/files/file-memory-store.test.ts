import assert from 'node:assert/strict';
import * as node from 'node:fs';
import { join } from 'node:path';
import {
  createFileMemoryStore,
  memoryFileLimitBytes,
} from '../../../../src/adapters/files/file-memory-store.ts';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import type { MemoryFilePort, MemoryWrite } from '../../../../src/core/ports/memory-file.ts';
import {
  errorWithCode,
  type FileCall,
  type FileHook,
  hookFileSystem,
} from '../../../support/stores/hooked-file-system.ts';
import { sha256 } from '../../../support/stores/in-memory-stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

interface Setup {
  readonly hook?: FileHook;
  readonly platform?: string;
  readonly isUnsaved?: () => boolean;
  readonly now?: () => number;
}

describe('The memory file on disk', () => {
  let root: string;
  let folder: string;
  let file: string;
  let pauses: number[];
  beforeEach(() => {
    root = temporaryFolder();
    folder = join(root, '.claude');
    file = join(folder, 'session-memory.md');
    node.mkdirSync(folder);
    pauses = [];
  });

  function open({
    hook = () => {},
    platform = 'linux',
    isUnsaved = () => false,
    now = Date.now,
  }: Setup = {}) {
    const fs = hookFileSystem(createNodeFileSystem(platform), hook);
    const pause = async (delayMs: number) => void pauses.push(delayMs);
    return createFileMemoryStore({
      root,
      relativePath: '.claude/session-memory.md',
      isUnsaved,
      fs,
      pause,
      now,
    });
  }
  const content = (): string => node.readFileSync(file, 'utf8');
  const replaceOld = (store: MemoryFilePort): Promise<MemoryWrite> => {
    node.writeFileSync(file, 'old\n');
    return store.write('new\n', sha256('old\n'));
  };
  const onlyFile = (): void => assert.deepEqual(node.readdirSync(folder), ['session-memory.md']);

  describe('as it is written', () => {
    it('appears with its folder, readable by its owner only', async () => {
      node.rmdirSync(folder);
      assert.equal((await open().write('new\n', null)).kind, 'written');
      assert.equal(content(), 'new\n');
      assert.equal(node.statSync(file).mode & 0o777, 0o600);
    });

    it('keeps the permissions that its owner gave it', async () => {
      node.writeFileSync(file, 'old\n');
      node.chmodSync(file, 0o664);
      assert.equal((await open().write('new\n', sha256('old\n'))).kind, 'written');
      assert.equal(node.statSync(file).mode & 0o777, 0o664);
      onlyFile();
    });

    it('stays as it is when its owner made it read-only', async () => {
      node.writeFileSync(file, 'old\n');
      node.chmodSync(file, 0o444);
      const result = await open().write('new\n', sha256('old\n'));
      assert.ok(result.kind === 'failed' && /read-only/.test(result.failure.message));
      assert.equal(content(), 'old\n');
    });

    it('is not touched when the new content is the old one', async () => {
      node.writeFileSync(file, 'same\n');
      const { ino } = node.statSync(file);
      assert.equal((await open().write('same\n', sha256('same\n'))).kind, 'written');
      assert.equal(node.statSync(file).ino, ino);
    });

    it('is refused above the size that could be read again', async () => {
      const result = await open().write('x'.repeat(memoryFileLimitBytes + 1), null);
      assert.ok(result.kind === 'failed' && /larger than 1 MB/.test(result.failure.message));
      assert.deepEqual(node.readdirSync(folder), []);
    });

    it('goes on after writes that took only a part', async () => {
      const text = '記憶 🧠\n'.repeat(50);
      const store = open({
        hook: ({ operation }) => (operation === 'file.write' ? { writeOnly: 7 } : undefined),
      });
      assert.equal((await store.write(text, null)).kind, 'written');
      assert.equal(content(), text);
    });

    const deadly = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ESTALE'];
    const points = ['openDirectory', 'open', 'file.write', 'file.close', 'rename'] as const;
    for (const point of points) {
      it(`keeps the old content, and no rubbish, whatever fails at ${point}`, async () => {
        for (const code of deadly) {
          const hook = ({ operation, path }: FileCall) => {
            const isTemporary =
              path.endsWith('.tmp') || operation === 'openDirectory' || operation === 'rename';
            if (operation === point && isTemporary) throw errorWithCode(code);
          };
          const result = await replaceOld(open({ hook }));
          assert.ok(result.kind === 'failed', `${code}: ${result.kind}`);
          assert.equal(result.failure.kind, 'storage');
          assert.ok(result.failure.message.includes(file), result.failure.message);
          assert.equal(content(), 'old\n');
          onlyFile();
        }
      });
    }

    const messages: readonly (readonly [code: string, message: RegExp])[] = [
      ['ENOSPC', /disk is full/],
      ['EROFS', /file system is read-only/],
      ['EACCES', /Permission was denied/],
      ['EMFILE', /Too many files/],
      ['EIO', /disk reported an error/],
      ['EWEIRD', /EWEIRD/],
    ];
    for (const [code, message] of messages) {
      it(`tells the user what ${code} means`, async () => {
        const hook = ({ operation }: FileCall) => {
          if (operation === 'file.write') throw errorWithCode(code);
        };
        const result = await replaceOld(open({ hook }));
        assert.ok(result.kind === 'failed');
        assert.match(result.failure.message, message);
      });
    }

    it('is flushed before it gets its name, and its folder after', async () => {
      const calls: string[] = [];
      await replaceOld(open({ hook: ({ operation }) => void calls.push(operation) }));
      const order = calls.filter((call) =>
        ['file.write', 'file.sync', 'rename', 'directory.sync'].includes(call),
      );
      assert.deepEqual(order, ['file.write', 'file.sync', 'rename', 'directory.sync']);
    });

    it('is in place also where the file system cannot flush, but not where a flush lost the bytes', async () => {
      const failing = (code: string): FileHook => {
        return ({ operation }) => {
          if (operation === 'file.sync' || operation === 'directory.sync') throw errorWithCode(code);
        };
      };
      for (const code of ['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM']) {
        assert.equal((await replaceOld(open({ hook: failing(code) }))).kind, 'written', code);
        assert.equal(content(), 'new\n');
      }
      for (const code of ['EIO', 'ENOSPC', 'EDQUOT']) {
        assert.equal((await replaceOld(open({ hook: failing(code) }))).kind, 'failed', code);
        assert.equal(content(), 'old\n');
      }
      onlyFile();
    });

    it('keeps what the user saves, deletes or types at any step of a write', async () => {
      const acts: readonly (readonly [name: string, act: () => void, kept: string | null])[] = [
        ['saves', () => node.writeFileSync(file, 'theirs\n'), 'theirs\n'],
        ['deletes', () => node.rmSync(file), null],
      ];
      for (const [name, act, kept] of acts) {
        for (let step = 0; ; step++) {
          const calls: string[] = [];
          const hook = ({ operation }: FileCall) => {
            calls.push(operation);
            if (calls.length - 1 === step && operation !== 'rename') act();
          };
          const result = await replaceOld(open({ hook }));
          if (step >= calls.length) break;
          const rename = calls.indexOf('rename');
          // Closing the file after the last comparison is the window that the module's header names.
          const isWindow = rename >= 0 && (step === rename - 1 || step === rename);
          if (isWindow) continue;
          const isAfter = rename >= 0 && step > rename;
          assert.equal(
            result.kind,
            isAfter ? 'written' : 'changed',
            `${name} at ${calls[step]}, call ${step}`,
          );
          assert.equal(node.existsSync(file) ? content() : null, kept);
        }
      }
    });

    it('holds back when the user begins to type during a write', async () => {
      let isUnsaved = false;
      const hook = ({ operation }: FileCall) => {
        if (operation === 'file.sync') isUnsaved = true;
      };
      const result = await replaceOld(open({ hook, isUnsaved: () => isUnsaved }));
      assert.equal(result.kind, 'changed');
      assert.equal(content(), 'old\n');
      onlyFile();
    });

    it('takes another temporary name when one was planted', async () => {
      const planted: string[] = [];
      const hook = ({ operation, path }: FileCall) => {
        if (operation !== 'open' || !path.endsWith('.tmp') || planted.length > 0) return;
        planted.push(path);
        throw errorWithCode('EEXIST');
      };
      assert.equal((await replaceOld(open({ hook }))).kind, 'written');
      assert.equal(planted.length, 1);
    });
  });

  describe('on Windows', () => {
    const refuseRenames = (times: number, code: string): FileHook => {
      let left = times;
      return ({ operation }) => {
        if (operation === 'rename' && left-- > 0) throw errorWithCode(code);
      };
    };

    for (const code of ['EPERM', 'EACCES', 'EBUSY', 'EEXIST']) {
      it(`waits out a rename that is refused with ${code}`, async () => {
        const store = open({ platform: 'win32', hook: refuseRenames(3, code) });
        assert.equal((await replaceOld(store)).kind, 'written');
        assert.deepEqual(pauses, [10, 20, 40]);
        assert.equal(content(), 'new\n');
      });
    }

    it('gives up in the end and leaves the old content', async () => {
      const result = await replaceOld(open({ platform: 'win32', hook: refuseRenames(99, 'EPERM') }));
      assert.ok(result.kind === 'failed');
      assert.match(result.failure.message, /open in another program/);
      assert.equal(pauses.length, 9);
      assert.equal(content(), 'old\n');
      onlyFile();
    });

    it('looks again before each attempt', async () => {
      let count = 0;
      const hook = ({ operation }: FileCall) => {
        if (operation !== 'rename') return;
        count += 1;
        node.writeFileSync(file, 'theirs\n');
        throw errorWithCode('EBUSY');
      };
      assert.equal((await replaceOld(open({ platform: 'win32', hook }))).kind, 'changed');
      assert.equal(count, 1);
      assert.equal(content(), 'theirs\n');
    });
  });

  it('removes old temporary files of its own, once, and no others', async () => {
    const names = {
      old: 'session-memory.md.0123456789abcdef.tmp',
      young: 'session-memory.md.fedcba9876543210.tmp',
      foreign: 'notes.md.0123456789abcdef.tmp',
      mine: 'session-memory.md.backup.tmp',
    };
    const now = Date.UTC(2027, 0, 1);
    for (const name of Object.values(names)) {
      node.writeFileSync(join(folder, name), 'x');
      const ageMinutes = name === names.young ? 9 : 11;
      node.utimesSync(join(folder, name), 0, now / 1000 - ageMinutes * 60);
    }
    await open({ now: () => now }).read();
    assert.deepEqual(node.readdirSync(folder).sort(), [names.foreign, names.mine, names.young].sort());
  });

  it('makes its own root in storage', async () => {
    const storage = join(root, 'storage', 'deep');
    const store = createFileMemoryStore({
      root: storage,
      relativePath: 'session-memory.md',
      isUnsaved: () => false,
      createRoot: true,
    });
    assert.deepEqual(await store.read(), { kind: 'absent' });
    assert.equal((await store.write('new\n', null)).kind, 'written');
    assert.equal(node.readFileSync(join(storage, 'session-memory.md'), 'utf8'), 'new\n');
  });
});
