import assert from 'node:assert/strict';
import { formatMemory, skeleton, withSection } from '../../../../src/core/memory/memory.ts';
import { lensesFor, pinnedHint } from '../../../../src/host/memory/memory-lenses.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';

const commands = { pin: 'pin', unpin: 'unpin' };
const withPinned = (body: string): string => formatMemory(withSection(skeleton(), 'Pinned', body));

describe('The lenses of the memory file', () => {
  it('offer to update, to see the history, and to pin or unpin at every section', () => {
    const lenses = lensesFor(withPinned('- a rule'), commands, 10_000, t);
    const at = (line: number) => lenses.filter((lens) => lens.line === line);
    assert.deepEqual(
      at(0).map(({ command }) => command),
      ['sessionMemory.updateMemory', '_sessionMemory.showMemoryChange', 'sessionMemory.showMemoryHistory'],
    );
    assert.deepEqual(
      at(2).map(({ title, command }) => [title, command]),
      [
        ['$(pinned)\u00a0Unpin selected lines', 'unpin'],
        ['about 4 tokens, 0.1% of the context', ''],
      ],
    );
    assert.equal(lenses.filter(({ command }) => command === 'pin').length, 8);
  });

  it('stand above no heading that is inside a fence', () => {
    const lenses = lensesFor('```\n## User Intent\n```\n', commands, 10_000, t);
    assert.deepEqual([...new Set(lenses.map(({ line }) => line))], [0]);
  });
});

describe('The hint about what is pinned', () => {
  it('comes when it takes more than a tenth of the context, at its heading', () => {
    assert.equal(pinnedHint(withPinned('x'.repeat(2_400)), 10_000, t), null);
    const hint = pinnedHint(withPinned('x'.repeat(2_600)), 10_000, t);
    assert.equal(hint?.line, 2);
    assert.match(hint?.message ?? '', /^What is pinned takes about 1,040 tokens, 10\.4% of the context\. /);
    assert.equal(pinnedHint('no section at all', 10_000, t), null);
  });
});
