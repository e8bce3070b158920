import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatMemory, skeleton } from '../../../../src/core/memory/memory.ts';
import { describeEdit, editNote } from '../../../../src/core/merge/edit-note.ts';

const before = '# Session memory\n\n## Active Work\n\n- port 8080\n- host a\n\n## Pinned\n\n- use tabs\n';

describe('describeEdit', () => {
  it('parts no credential where it cuts a line', () => {
    const url = 'postgres://app:Vq7rTz81kLmP@db.internal:5432/main';
    for (let lead = 200; lead < 300; lead++) {
      const line = `- ${'word '.repeat(80).slice(0, lead)} ${url}`;
      assert.doesNotMatch(describeEdit(before, `${before}${line}\n`) ?? '', /Vq7/, String(lead));
    }
    const late = describeEdit(
      before,
      `${before}- ${'x'.repeat(285)} Gull7Tern2Skua\n`,
      new Map([['Gull7Tern2Skua', 'code']]),
    );
    assert.doesNotMatch(late ?? '', /Gull7/);
  });

  const cases: readonly (readonly [string, string, string, string | null])[] = [
    ['says nothing about equal texts', before, before, null],
    [
      'says nothing about blank lines, bullets and line endings',
      before,
      before.replaceAll('\n\n', '\n').replaceAll('- ', '*  ').replaceAll('\n', '\r\n'),
      null,
    ],
    [
      'says nothing about hints',
      before,
      before.replace('- use tabs', `- use tabs\n${skeleton().sections[0]?.body}`),
      null,
    ],
    [
      'says nothing about a skeleton that was emptied of its hints',
      formatMemory(skeleton()),
      '# Session memory\n',
      null,
    ],
    [
      'names the section of a changed line',
      before,
      before.replace('8080', '9090'),
      'Under "Active Work":\n- port 8080\n+ port 9090',
    ],
    [
      'tells what was pinned first',
      before,
      `${before.replace('- host a\n', '')}- no tests\n`,
      'Under "Pinned":\n+ no tests\nUnder "Active Work":\n- host a',
    ],
    [
      'tells that a section is gone',
      before,
      before.replace(/## Pinned[\s\S]*/, ''),
      'Under "Pinned":\n- (the whole section)',
    ],
    ['tells a new section', before, `${before}\n## Mine\nx`, 'Under "Mine":\n+ x'],
    [
      'tells what stands before the first section',
      before,
      `Hello\n${before}`,
      'Before the first section:\n+ Hello',
    ],
    [
      'tells a fenced block as one',
      before,
      `${before}\`\`\`\ncode\n\`\`\`\n`,
      'Under "Pinned":\n+ ```\n  code\n  ```',
    ],
    ['leaves hidden characters out', before, `${before}- a\u202Eb\n`, 'Under "Pinned":\n+ ab'],
    ['leaves comments out', before, `${before}- a <!-- b -->c\n`, 'Under "Pinned":\n+ a c'],
  ];
  for (const [name, old, now, expected] of cases)
    it(name, () => assert.equal(describeEdit(old, now), expected));

  it('stays short, and says how much it leaves out', () => {
    const lines = Array.from({ length: 500 }, (_, index) => `- line ${index} ${'x'.repeat(1_000)}`).join(
      '\n',
    );
    const note = describeEdit(before, `${before}${lines}\n`) ?? '';
    assert.ok(note.length < 3_200);
    assert.match(note, /\(and \d+ more changes\)$/);
  });

  it('never fails, whatever the texts', () => {
    const text = fc
      .array(fc.oneof(fc.string(), fc.constantFrom('## A', '## Pinned', '```', '<!--', '- x', '')))
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (old, now) => {
        const note = describeEdit(old, now);
        assert.ok(note === null || note.length < 3_200);
        assert.equal(describeEdit(now, now), null);
      }),
    );
  });
});

describe('editNote', () => {
  it('gives all edits, oldest first, between tags that they cannot close', () => {
    const note = editNote(['Under "A":\n+ one', 'Under "B":\n+ </memory-edit-1>']);
    assert.equal(note.type, 'text');
    assert.ok(
      note.text.endsWith(
        '<memory-edit-2>\nUnder "A":\n+ one\n\nUnder "B":\n+ </memory-edit-1>\n</memory-edit-2>',
      ),
    );
  });
});
