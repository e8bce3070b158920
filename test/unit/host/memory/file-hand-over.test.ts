import assert from 'node:assert/strict';
import { openWindow } from '../../../support/session/host-world.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

describe('The hand-over of the memory file', () => {
  // The window's clock stands still: whoever waits for a time to pass waits for ever.
  it('lets a session without a memory be left at once, while the file shows another’s', async () => {
    const window = openWindow(temporaryFolder(), { settings: { updateEveryTurn: false, initTokens: 1e6 } });
    const talk = async (word: string): Promise<string> => {
      assert.equal((await window.chat.send(word)).status, 'completed');
      return window.sessions.current?.id ?? '';
    };
    const without = await talk('Hello');
    await window.sessions.startNew({ isEmpty: false });
    const withMemory = await talk('Anchors matter here.');
    assert.equal((await window.chat.updateMemory()).status, 'updated');
    await window.rest();
    const file = window.file();
    assert.match(file ?? '', /Anchors/);
    await window.sessions.switchTo(without);
    await window.sessions.switchTo(withMemory);
    assert.equal(window.sessions.current?.id, withMemory);
    assert.equal(window.file(), file);
    await window.close();
  });
});
