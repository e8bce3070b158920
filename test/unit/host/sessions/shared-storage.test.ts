import assert from 'node:assert/strict';
import { sharedStorage } from '../../../../src/host/sessions/shared-storage.ts';

describe('The storage of a workspace', () => {
  const id = '4d1f0c6b7e1a2b3c4d5e6f7a8b9c0d1e';
  const cases: readonly (readonly [name: string, folder: string, expected: string])[] = [
    ['is the one that VS Code gives', id, id],
    ['is the same for a host beside another', `${id}-1`, id],
    ['is the same for the ninth', `${id}-9`, id],
    ['of a workspace in a browser may be named by a negative number', '-2a7c58d1', '-2a7c58d1'],
    ['is the same for a host beside another in a browser', '-2a7c58d1-1', '-2a7c58d1'],
    ['of a window without a folder is named by its time', '1732531200000-1', '1732531200000'],
    ['is left alone where its name is another', 'ext-dev-1', 'ext-dev-1'],
    ['is left alone where its name is short', 'a-1', 'a-1'],
  ];
  for (const [name, folder, expected] of cases) {
    it(name, () => {
      const at = (parent: string) => `/data/workspaceStorage/${parent}/session-memory.claude-session-memory`;
      assert.equal(sharedStorage(at(folder)), at(expected));
    });
  }
});
