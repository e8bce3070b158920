// For every e2e test: a failure leaves a picture, and nothing stays open.
import type { RootHookObject } from 'mocha';
import { openWorkbenches } from './workbench.ts';

export const mochaHooks: RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    for (const [index, workbench] of openWorkbenches().entries()) {
      const path = await workbench.screenshot(`failed-${test.fullTitle()}-${index + 1}`);
      console.log(`      picture: ${path}`);
    }
  },
  async afterAll() {
    for (const workbench of openWorkbenches()) await workbench.dispose();
  },
};
