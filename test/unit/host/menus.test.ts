import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}

const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const menus: { readonly [place: string]: readonly Entry[] } = contributes.menus;
const placed = (place: string): readonly string[] =>
  (menus[place] ?? []).map(({ command, group }) => `${group} ${command}`).sort();

describe('the menus', () => {
  it('are the same at the view and at the tab, which is not opened from itself', () => {
    const ofView = placed('view/title').filter((entry) => !entry.endsWith('.openChatInEditor'));
    assert.ok(ofView.length > 5);
    assert.deepEqual(placed('editor/title'), ofView);
  });

  it('of editors are only those of the chat’s own tab', () => {
    for (const { when } of menus['editor/title'] ?? [])
      assert.equal(when, 'activeWebviewPanelId == sessionMemory.chatInEditor');
  });
});
