import assert from 'node:assert/strict';
import { formatMemory, skeleton } from '../../../../src/core/memory/memory.ts';
import { memoryChange, memoryChangeText } from '../../../../src/host/memory/memory-change.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';

const empty = formatMemory(skeleton());
const work = '# Session memory\n\n## Active Work\n\n- one\n- two\n';

describe('what changed in the memory', () => {
  const cases: readonly (readonly [name: string, before: string, after: string, expected: string | null])[] =
    [
      ['a first version', '', work, 'Active Work: 2 lines added'],
      ['a line more', work, `${work}- three\n`, 'Active Work: 1 line added'],
      ['a line less', work, work.replace('- one\n', ''), 'Active Work: 1 line removed'],
      ['another line', work, work.replace('one', 'uno'), 'Active Work: 1 line added, 1 removed'],
      ['a section gone', `${work}\n## Mine\n\nx\n`, work, 'Mine: 1 line removed'],
      [
        'many sections',
        '',
        `${work}\n## Files\n\n- a\n\n## Mine\n\nx\n\n## More\n\ny\n`,
        'Active Work, Files and 2 more: 5 lines added',
      ],
      ['one of two equal lines', `${work}- two\n`, work, 'Active Work: 1 line removed'],
      ['nothing but layout', work, work.replaceAll('\n', '\r\n').replace('one', 'one  '), null],
      ['hints alone', '', empty, null],
      ['order alone', work, work.replace('- one\n- two', '- two\n- one'), null],
    ];
  for (const [name, before, after, expected] of cases) {
    it(`is told for ${name}`, () => {
      const change = memoryChange(before, after);
      assert.equal(change === null ? null : memoryChangeText(change, t), expected);
    });
  }
});
