import assert from 'node:assert/strict';
import { FileOrigin } from '../../../../src/host/memory/file-origin.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import { InMemoryMemoryFile, sha256 } from '../../../support/stores/in-memory-stores.ts';

function tracked(isTracked = true) {
  const file = new InMemoryMemoryFile('committed\n');
  const clock = new FakeClock();
  const asked = { times: 0 };
  const origin = new FileOrigin({
    isTracked: async () => {
      asked.times++;
      return isTracked;
    },
    clock,
  });
  const port = origin.watch(file);
  const mark = async () => {
    const read = await port.read();
    return read.kind === 'file' ? (read.mayBeCheckedOut ?? false) : read.kind;
  };
  return { file, clock, asked, origin, port, mark };
}

describe('The origin of the memory file', () => {
  it('is doubtful where git tracks the file and nobody here has saved what it holds', async () => {
    const { mark, file } = tracked();
    assert.equal(await mark(), true);
    file.text = 'another branch\n';
    assert.equal(await mark(), true);
  });

  it('is no matter where git does not track the file', async () => {
    assert.equal(await tracked(false).mark(), false);
  });

  it('is the user where an editor of this window saved it, and git need not be asked', async () => {
    const { mark, file, origin, asked } = tracked();
    file.text = 'by hand\n';
    origin.saved('by hand\n');
    assert.equal(await mark(), false);
    assert.equal(asked.times, 0);
  });

  it('is this program where it wrote it', async () => {
    const { mark, port } = tracked();
    assert.equal((await port.write('ours\n', sha256('committed\n'))).kind, 'written');
    assert.equal(await mark(), false);
    assert.equal((await port.write('never written\n', null)).kind, 'changed');
  });

  it('is doubtful again when a checkout brings back what was saved long ago', async () => {
    const { mark, file, origin } = tracked();
    for (const text of ['first\n', 'second\n', 'third\n', 'fourth\n']) origin.saved(text);
    file.text = 'first\n';
    assert.equal(await mark(), true);
  });

  it('is waited for while an editor is saving', async () => {
    const { mark, file, origin, clock } = tracked();
    origin.saving();
    file.text = 'half way\n';
    const early = mark();
    await settle();
    origin.saved('half way\n');
    assert.equal(await early, false);
    assert.deepEqual(clock.pending, []);
  });

  it('is not told while an editor takes long to save: until then its edits are not saved', async () => {
    const { mark, file, origin, clock } = tracked();
    origin.saving();
    file.text = 'by a slow formatter\n';
    const early = mark();
    await clock.advance(2_000);
    assert.equal(await early, 'unsaved');
    assert.equal(await mark(), 'unsaved');
    origin.saved('by a slow formatter\n');
    assert.equal(await mark(), false);
    assert.deepEqual(clock.pending, []);
  });

  it('is doubtful again once a save has failed', async () => {
    const { mark, file, origin, clock } = tracked();
    origin.saving();
    origin.saving();
    file.text = 'this came from outside\n';
    await clock.advance(30_000);
    assert.equal(await mark(), true);
    assert.deepEqual(clock.pending, []);
  });

  it('is not asked about while there is nothing to read', async () => {
    const { mark, file, asked } = tracked();
    file.text = null;
    assert.equal(await mark(), 'absent');
    file.isUnsaved = true;
    assert.equal(await mark(), 'unsaved');
    assert.equal(asked.times, 0);
  });
});
