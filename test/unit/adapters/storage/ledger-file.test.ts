import assert from 'node:assert/strict';
import { readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import { createLedgerFile } from '../../../../src/adapters/storage/ledger-file.ts';
import { emptyLedger, readRecord } from '../../../../src/core/ledger/ledger.ts';
import type { LedgerMarks } from '../../../../src/core/ledger/ledger-marks.ts';
import { user } from '../../../support/conversation.ts';
import { errorWithCode, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const marks: LedgerMarks = [
  { read: 1, after: 'a', ledger: readRecord(emptyLedger, user('Never use tabs in src/a.ts.')) },
];

describe('The file of the ledger’s marks', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = temporaryFolder();
    path = join(folder, 'ledger.json');
  });
  const file = (reader = 'one') => createLedgerFile({ folder, reader });

  it('gives back what was saved last', async () => {
    assert.deepEqual(await file().load(), []);
    const saving = file();
    await Promise.all([saving.save([]), saving.save(marks)]);
    assert.deepEqual(await file().load(), marks);
    assert.deepEqual(readdirSync(folder), ['ledger.json']);
  });

  it('gives nothing to another version of the product', async () => {
    await file('one').save(marks);
    assert.deepEqual(await file('two').load(), []);
  });

  const damages: readonly (readonly [what: string, damage: (text: string) => string])[] = [
    ['one letter is another', (text) => text.replace('tabs', 'tubs')],
    ['its end is missing', (text) => text.slice(0, -20)],
    ['it is empty', () => ''],
    ['it is null', () => 'null'],
    ['it has no marks', () => '{"sum":"x"}'],
    ['it is a list', () => '[]'],
  ];
  for (const [what, damage] of damages) {
    it(`counts as none where ${what}`, async () => {
      await file().save(marks);
      writeFileSync(path, damage(readFileSync(path, 'utf8')));
      assert.deepEqual(await file().load(), []);
    });
  }

  it('counts as none where it is a link', async () => {
    await file().save(marks);
    renameSync(path, join(folder, 'elsewhere.json'));
    symlinkSync(join(folder, 'elsewhere.json'), path);
    assert.deepEqual(await file().load(), []);
  });

  it('says why it could not be saved, and keeps the one before', async () => {
    await file().save(marks);
    const fs = hookFileSystem(createNodeFileSystem(), ({ operation }) => {
      if (operation === 'rename') throw errorWithCode('ENOSPC');
    });
    const failing = createLedgerFile({ folder, reader: 'one', fs });
    assert.equal((await failing.save([]))?.kind, 'storage');
    assert.deepEqual(await file().load(), marks);
  });
});
