// For every e2e test: a failure leaves a picture, what breaks a Content Security Policy fails, and nothing stays open.
import assert from 'node:assert/strict';
import type { RootHookObject } from 'mocha';
import { openWorkbenches } from './workbench.ts';

export const mochaHooks: RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test?.state === 'failed') {
      for (const [index, workbench] of openWorkbenches().entries()) {
        const path = await workbench.screenshot(`failed-${test.fullTitle()}-${index + 1}`);
        console.log(`      picture: ${path}`);
      }
    }
    for (const workbench of openWorkbenches()) assert.deepEqual(workbench.cspViolations(), []);
  },
  async afterAll() {
    for (const workbench of openWorkbenches()) await workbench.dispose();
  },
};
