// For every e2e test: a failure leaves a picture and a window in which the next test can begin, what breaks a Content
// Security Policy fails, and nothing stays open.
import assert from 'node:assert/strict';
import type { RootHookObject } from 'mocha';
import { openChats } from './chat-window.ts';
import { openWorkbenches } from './workbench.ts';

/** What has broken a policy, and the test after which it was first seen. */
const violations = new Map<string, string>();

export const mochaHooks: RootHookObject = {
  // A hook that fails would end the whole run, so this one only takes down what it sees.
  async afterEach(this: Mocha.Context) {
    const title = this.currentTest?.fullTitle() ?? '';
    for (const violation of openWorkbenches().flatMap((workbench) => workbench.cspViolations()))
      if (!violations.has(violation)) violations.set(violation, title);
    if (this.currentTest?.state !== 'failed') return;
    for (const [index, workbench] of openWorkbenches().entries()) {
      const path = await workbench.screenshot(`failed-${title}-${index + 1}`).catch(String);
      console.log(`      picture: ${path}`);
    }
    for (const chat of openChats()) {
      await chat.recover().catch((error: unknown) => console.log(`      not recovered: ${error}`));
    }
  },
  async afterAll() {
    for (const workbench of openWorkbenches()) await workbench.dispose();
    assert.deepEqual([...violations], []);
  },
};
