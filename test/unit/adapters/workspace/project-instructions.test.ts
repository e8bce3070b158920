import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProjectInstructions } from '../../../../src/adapters/workspace/project-instructions.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function workspace(): { readonly folder: string; readonly path: string; readonly outside: string } {
  const root = temporaryFolder();
  const folder = join(root, 'workspace');
  mkdirSync(folder);
  return { folder, path: join(folder, 'CLAUDE.md'), outside: join(root, 'secret.txt') };
}

describe('readProjectInstructions', () => {
  it('reads CLAUDE.md', async () => {
    const { folder, path } = workspace();
    writeFileSync(path, '\nUse tabs.\n\n');
    assert.deepEqual(await readProjectInstructions({ folder }), { text: 'Use tabs.', problem: '' });
  });

  it('is silent where there is none', async () => {
    assert.deepEqual(await readProjectInstructions({ folder: workspace().folder }), {
      text: '',
      problem: '',
    });
  });

  it('follows a link inside the folder and none that leads out of it', async () => {
    const { folder, path, outside } = workspace();
    writeFileSync(join(folder, 'AGENTS.md'), 'Use tabs.');
    symlinkSync('AGENTS.md', path);
    assert.equal((await readProjectInstructions({ folder })).text, 'Use tabs.');
    const other = workspace();
    writeFileSync(outside, 'secret');
    symlinkSync(outside, other.path);
    const refused = await readProjectInstructions({ folder: other.folder });
    assert.equal(refused.text, '');
    assert.match(refused.problem, /outside/);
  });

  it('leaves out what is too large, no text, or no file', async () => {
    const large = workspace();
    writeFileSync(large.path, 'x'.repeat(100_001));
    const binary = workspace();
    writeFileSync(binary.path, Buffer.from([0xff, 0xfe, 0x00]));
    const directory = workspace();
    mkdirSync(directory.path);
    for (const { folder } of [large, binary, directory]) {
      const { text, problem } = await readProjectInstructions({ folder });
      assert.equal(text, '');
      assert.notEqual(problem, '');
    }
  });
});
