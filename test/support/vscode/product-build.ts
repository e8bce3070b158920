// Builds what ships, into dist/.
import { hostEnvironment } from './host-environment.ts';
import { startNodeTree, succeed } from './process-tree.ts';
import { repositoryDir } from './repository.ts';

export async function buildProduct(): Promise<void> {
  await succeed(startNodeTree(['esbuild.mjs'], { cwd: repositoryDir, env: hostEnvironment() }), 'The build');
}
