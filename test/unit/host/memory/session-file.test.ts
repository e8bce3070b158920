import assert from 'node:assert/strict';
import type { MemoryFile } from '../../../../src/core/ports/memory-file.ts';
import { SessionFile } from '../../../../src/host/memory/session-file.ts';
import { InMemoryMemoryFile, sha256 } from '../../../support/stores/in-memory-stores.ts';

describe('SessionFile', () => {
  it('shows what is in its target', async () => {
    const file = new SessionFile({ port: new InMemoryMemoryFile('mine'), foreignHash: null });
    assert.deepEqual(await file.read(), { kind: 'file', text: 'mine', hash: sha256('mine') });
  });

  it('sees no file where another session’s memory is shown, and may replace it', async () => {
    const port = new InMemoryMemoryFile('theirs');
    const file = new SessionFile({ port, foreignHash: sha256('theirs') });
    assert.equal((await file.read()).kind, 'absent');
    assert.equal((await file.write('mine', null)).kind, 'written');
    assert.equal(port.text, 'mine');
    assert.equal((await file.read()).kind, 'file');
  });

  it('does not overwrite what the user made of the other session’s memory', async () => {
    const port = new InMemoryMemoryFile('theirs');
    const file = new SessionFile({ port, foreignHash: sha256('theirs') });
    port.text = 'theirs, edited';
    assert.equal((await file.read()).kind, 'file');
    assert.equal((await file.write('mine', null)).kind, 'changed');
    assert.equal(port.text, 'theirs, edited');
  });

  it('vouches for what this window has shown, and for nothing else', async () => {
    const port = new InMemoryMemoryFile('accepted');
    const doubted = {
      read: async () => ({ ...(await port.read()), mayBeCheckedOut: true }) as MemoryFile,
      write: port.write.bind(port),
    };
    const file = new SessionFile({ port: doubted, foreignHash: null, acceptedHash: sha256('accepted') });
    assert.deepEqual(await file.read(), { kind: 'file', text: 'accepted', hash: sha256('accepted') });
    port.text = 'checked out';
    assert.equal(((await file.read()) as { mayBeCheckedOut?: boolean }).mayBeCheckedOut, true);
  });

  it('finishes what is under way before it moves, and goes on in the new place', async () => {
    const before = new InMemoryMemoryFile('a');
    const after = new InMemoryMemoryFile('b');
    const file = new SessionFile({ port: before, foreignHash: null });
    const writing = file.write('a2', sha256('a'));
    const moving = file.move(async () => ({ port: after, foreignHash: null }));
    const reading = file.read();
    await Promise.all([writing, moving]);
    assert.deepEqual(before.written, ['a2']);
    assert.deepEqual(await reading, { kind: 'file', text: 'b', hash: sha256('b') });
    assert.deepEqual(after.written, []);
  });

  it('stays where it is when the move comes to nothing or breaks', async () => {
    const file = new SessionFile({ port: new InMemoryMemoryFile('a'), foreignHash: null });
    await file.move(async () => null);
    await assert.rejects(file.move(() => Promise.reject(new Error('disk'))));
    assert.equal((await file.read()).kind, 'file');
  });
});
