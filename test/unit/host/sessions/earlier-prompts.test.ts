import assert from 'node:assert/strict';
import { isFailure } from '../../../../src/core/failure.ts';
import { openWindow } from '../../../support/session/host-world.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('what was sent before', () => {
  it('is that of this session and of others in this window, and goes with a session that is deleted', async () => {
    const root = temporaryFolder();
    const window = openWindow(root);
    const { chat, sessions, prompts } = window;
    const earlier = () => prompts.list;
    await chat.send('About anchors.');
    await chat.send(`A long paste ${'x'.repeat(20_000)}`);
    const first = sessions.current?.id ?? '';
    await chat.newSession();
    assert.deepEqual(earlier(), ['About anchors.']);
    await chat.send('About buoys.');
    const second = sessions.current?.id ?? '';
    await chat.switchSession(first);
    assert.deepEqual(earlier(), ['About buoys.', 'About anchors.']);
    const before = earlier();
    await chat.send('More of anchors.');
    assert.equal(earlier(), before);
    await chat.newSession();
    assert.deepEqual(earlier(), ['About buoys.', 'About anchors.', 'More of anchors.']);
    assert.equal(await sessions.remove(second), null);
    assert.deepEqual(earlier(), ['About anchors.', 'More of anchors.']);
    await chat.switchSession(first);
    assert.equal(await sessions.remove(first), null);
    assert.deepEqual(earlier(), []);
    await window.close();
  });

  it('is bounded, and after a reload is what the session’s own transcript has', async () => {
    const root = temporaryFolder();
    const before = openWindow(root);
    for (let turn = 0; turn < 110; turn++) await before.chat.send(`Turn ${turn}.`);
    await before.close();
    const after = openWindow(root);
    assert.ok(!isFailure(await after.sessions.open()));
    assert.equal(after.prompts.list.length, 100);
    assert.equal(after.prompts.list.at(-1), 'Turn 109.');
    await after.close();
  });
});
