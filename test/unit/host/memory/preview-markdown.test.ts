import assert from 'node:assert/strict';
import { previewMarkdown } from '../../../../src/host/memory/preview-markdown.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';
import { makeMove, newChatWorld } from '../../../support/session/chat-moves.ts';

describe('the preview of a compaction, in words', () => {
  it('says so when there is nothing to compact', () => {
    assert.match(previewMarkdown(newChatWorld().state, t), /Nothing to compact/);
  });

  it('holds the memory and the last messages letter for letter, and nothing can break out of them', () => {
    const world = newChatWorld();
    const hostile = '```\n# No heading\n````\n$(icon) <b>x</b>';
    for (let turn = 0; turn < 8; turn++) {
      makeMove(world, { move: 'send', text: `${hostile} ${turn}` });
      makeMove(world, { move: 'rest' });
    }
    const markdown = previewMarkdown(world.state, t);
    assert.match(markdown, /only a look/);
    assert.match(markdown, /About \d+ → \d+ tokens/);
    assert.match(markdown, /## User Intent/);
    assert.ok(markdown.includes(`\n${hostile} 7\n`));
    const outside = outsideFences(markdown);
    assert.deepEqual(
      outside.filter((line) => /No heading|User Intent/.test(line)),
      [],
    );
    assert.match(outside.join('\n'), /## 1 · Memory and first message[\s\S]*## 2 · Answer/);
  });
});

/** The lines that a Markdown reader would read as Markdown. */
function outsideFences(markdown: string): readonly string[] {
  let fence: string | null = null;
  return markdown.split('\n').filter((line) => {
    const [, marks = null] = /^(`{3,})/.exec(line) ?? [];
    if (fence === null) {
      fence = marks;
      return marks === null;
    }
    if (line === marks && marks.length >= fence.length) fence = null;
    return false;
  });
}
