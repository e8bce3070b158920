import assert from 'node:assert/strict';
import { lostInMerge } from '../../../../src/core/gate/gate-kept.ts';
import { restore } from '../../../../src/core/gate/gate-restore.ts';
import { emptyLedger, readRecord } from '../../../../src/core/ledger/ledger.ts';
import { withLedger } from '../../../../src/core/ledger/ledger-sections.ts';
import { parseMemory, skeleton } from '../../../../src/core/memory/memory.ts';
import { sectionTable } from '../../../../src/core/memory/memory-headings.ts';
import { mergeMemory } from '../../../../src/core/merge/merge.ts';
import { memoryInstruction } from '../../../../src/core/prompts/prompts.ts';
import { assistant, user } from '../../../support/conversation.ts';

const ledger = [user('Never use tabs. Always answer in French.'), assistant('Agreed.')].reduce(
  readRecord,
  emptyLedger,
);
const bare = parseMemory('# Session memory\n\n## Pinned\n\n- mine\n');

describe('A section that the user deleted', () => {
  for (const written of ['Standing Instructions', 'standing instructions', '## Standing instructions:']) {
    const ownership = { held: [], deletedLines: [], deletedSections: [written] };

    it(`is not missed where it is kept by code: ${written}`, () => {
      assert.equal(withLedger(bare, ledger, ownership), bare);
      const text = '# Session memory\n\n## Pinned\n\n- mine\n';
      assert.deepEqual(lostInMerge({ text, user: text, ledger, ownership, overridden: [] }).codes, []);
      const { document } = restore(bare, ledger, ownership);
      assert.equal(document.sections.length, sectionTable.length - 1);
      assert.doesNotMatch(
        memoryInstruction({ document: null, ownership, overridden: [], thinks: true }),
        /One exception/,
      );
    });
  }

  for (const written of ['User Intent', 'user intent', '## 2. User Intent']) {
    const ownership = { held: [], deletedLines: [], deletedSections: [written] };

    it(`is neither asked of a model nor taken from one: ${written}`, () => {
      const asked = memoryInstruction({ document: skeleton(), ownership, overridden: [], thinks: true });
      assert.doesNotMatch(asked, /^## User Intent/m);
      const base = '# Session memory\n\n## Active Work\n\n- rowing\n';
      const proposed = `${base}\n## User Intent\n\n- across the sea\n`;
      assert.equal(mergeMemory({ base, user: base, proposed, ownership }).text, base);
    });
  }
});
