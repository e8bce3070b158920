// Where things lie in this repository.
import { join } from 'node:path';

export const repositoryDir: string = join(import.meta.dirname, '..', '..', '..');
export const sampleWorkspaceDir: string = join(repositoryDir, 'test', 'fixtures', 'workspace');
/** Ignored by git; @vscode/test-electron uses it too. */
export const scratchDir: string = join(repositoryDir, '.vscode-test');
