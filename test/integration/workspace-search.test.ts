import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkspaceSearch } from '../../src/adapters/workspace/workspace-search.ts';
import { workspaceFolder } from './host-session.ts';

describe('The offline model’s search of the workspace', () => {
  const made = join(workspaceFolder(), 'searched');
  const hidden = [
    '.env',
    '.env.local',
    'server.pem',
    'id_rsa',
    'app.min.js',
    'node_modules/a.js',
    'dist/a.js',
  ];

  before(async () => {
    for (const name of ['plain.md', ...hidden]) {
      await mkdir(join(made, name, '..'), { recursive: true });
      await writeFile(join(made, name), 'The xylophone is here.\n');
    }
  });
  after(() => rm(made, { recursive: true }));

  it('quotes what is said in files, and nothing of credentials and of what was built', async () => {
    const hits = await createWorkspaceSearch(workspaceFolder()).search(['xylophone'], 20);
    assert.deepEqual(
      hits.map(({ path }) => path),
      ['searched/plain.md'],
    );
  });
});
