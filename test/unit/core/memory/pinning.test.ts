import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatMemory, skeleton } from '../../../../src/core/memory/memory.ts';
import {
  type LineEdit,
  pinLines,
  pinnedSize,
  unpinLines,
  whereLinesAre,
} from '../../../../src/core/memory/pinning.ts';

/** What an editor makes of the edits. */
function edited(text: string, edits: readonly LineEdit[]): string {
  const lines = text.split('\n');
  for (const { from, to, lines: added } of [...edits].reverse()) lines.splice(from, to - from, ...added);
  return lines.join('\n');
}

const lineOf = (text: string, words: string): number =>
  text.split('\n').findIndex((line) => line.includes(words));
const at = (text: string, words: string) => {
  const from = lineOf(text, words);
  return { from, to: from + 1 };
};
const pin = (text: string, words: string): string => edited(text, pinLines(text, at(text, words)));
const unpin = (text: string, words: string): string => edited(text, unpinLines(text, at(text, words)));

const memory = `# Session memory

## Pinned

- answer in French

## User Intent

- build a raft
  - of twelve logs
- by Tuesday

## Key References

- port 9090
`;

describe('Pinning a line', () => {
  it('moves it below what is pinned already, with what belongs to it', () => {
    assert.equal(
      pin(memory, 'build a raft'),
      memory
        .replace('- build a raft\n  - of twelve logs\n', '')
        .replace('French\n', 'French\n- build a raft\n  - of twelve logs\n'),
    );
    assert.equal(pin(memory, 'twelve logs'), pin(memory, 'build a raft'));
  });

  it('takes the place of the hint in an empty Pinned', () => {
    const empty = formatMemory(skeleton()).replace(/_What you asked for[^\n]*/, '- build a raft');
    const pinned = pin(empty, 'build a raft');
    assert.match(pinned, /## Pinned\n\n- build a raft\n\n## User Intent\n/);
    assert.doesNotMatch(pinned, /_Yours alone/);
  });

  it('fills a Pinned of which only the heading is left', () => {
    for (const head of ['## Pinned\n', '## Pinned\n\n', '## Pinned\n\n\n']) {
      const pinned = pin(`${head}## User Intent\n- raft\n`, 'raft');
      assert.match(pinned, /^## Pinned\n\n- raft\n+## User Intent\n/, JSON.stringify(head));
    }
  });

  it('makes a Pinned before all other sections where there is none', () => {
    const without = memory.replace('## Pinned\n\n- answer in French\n\n', '');
    assert.match(
      pin(without, 'Tuesday'),
      /^# Session memory\n\n## Pinned\n\n- by Tuesday\n\n## User Intent\n/,
    );
  });

  it('moves all selected lines, in their order, and a fenced block whole', () => {
    const fenced = memory.replace('- port 9090', '```sh\nnpm test\n\nnpm run lint\n```');
    assert.match(pin(fenced, 'npm test'), /French\n```sh\nnpm test\n\nnpm run lint\n```\n\n## User Intent/);
    const from = lineOf(memory, 'build a raft');
    const many = edited(memory, pinLines(memory, { from, to: lineOf(memory, '9090') + 1 }));
    assert.match(many, /French\n- build a raft\n {2}- of twelve logs\n- by Tuesday\n- port 9090\n/);
  });

  it('does nothing to headings, blank lines, hints and what is pinned', () => {
    for (const words of ['## User Intent', '# Session', 'answer in French']) {
      assert.deepEqual(pinLines(memory, at(memory, words)), [], words);
    }
    assert.deepEqual(pinLines(memory, { from: 5, to: 6 }), []);
    const empty = formatMemory(skeleton());
    assert.deepEqual(pinLines(empty, at(empty, '_What is in progress')), []);
  });
});

describe('Unpinning a line', () => {
  it('puts it among the key references, and makes them where there are none', () => {
    assert.match(unpin(memory, 'French'), /## Key References\n\n- port 9090\n- answer in French\n$/);
    const without = memory.slice(0, memory.indexOf('\n## Key References'));
    assert.match(unpin(without, 'French'), /- by Tuesday\n\n## Key References\n\n- answer in French\n$/);
  });

  it('does nothing to a line that is not pinned', () => {
    assert.deepEqual(unpinLines(memory, at(memory, 'raft')), []);
    assert.equal(whereLinesAre(memory, at(memory, 'raft')), 'elsewhere');
    assert.equal(whereLinesAre(memory, at(memory, 'French')), 'pinned');
    assert.equal(whereLinesAre(memory, at(memory, '## Pinned')), 'nowhere');
  });
});

describe('Pinning, whatever the text', () => {
  const line = fc.constantFrom(
    '## Pinned',
    '## User Intent',
    '## Key References',
    '## Mine',
    '- one',
    '  - two',
    'three',
    '```',
    '',
    '<!--',
    '-->',
    '# Title',
  );
  const text = fc.array(line, { maxLength: 25 }).map((lines) => lines.join('\n'));
  const said = (content: string): string[] =>
    content
      .split('\n')
      .filter((words) => words.trim() !== '' && !/^## (?:Pinned|Key References)$/.test(words))
      .sort();

  it('loses and invents no line, and does not overlap', () => {
    fc.assert(
      fc.property(text, fc.nat(25), fc.nat(5), fc.boolean(), (content, from, more, isPin) => {
        const edits = (isPin ? pinLines : unpinLines)(content, { from, to: from + more });
        for (const [index, { from: start, to }] of edits.entries()) {
          assert.ok(start <= to && to <= content.split('\n').length);
          assert.ok(start >= (edits[index - 1]?.to ?? 0));
        }
        assert.deepEqual(said(edited(content, edits)), said(content));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('The size of what is pinned', () => {
  it('counts all that is pinned, hints left out', () => {
    assert.equal(pinnedSize('# Only a title\n'), null);
    assert.deepEqual(pinnedSize(formatMemory(skeleton())), { line: 2, tokens: 0 });
    const size = pinnedSize(`## Pinned\n\n${'- a rule\n'.repeat(100)}\n## Pinned\n\n- more\n`);
    assert.equal(size?.line, 0);
    assert.ok((size?.tokens ?? 0) > 300);
  });
});
