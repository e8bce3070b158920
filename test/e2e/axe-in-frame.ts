/**
 * axe in our panel's own frame. From the page it does not reach frames of another origin inside sandboxed ones: it then
 * tests no rule at all and finds, of course, no violation.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { FrameLocator } from 'playwright-core';

// The one that @axe-core/playwright brings along.
const near = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
const { source } = near('axe-core') as { readonly source: string };

interface Found {
  readonly passes: number;
  readonly violations: readonly string[];
}

const run = `axe.run('session-memory-chat').then(({ passes, violations }) => ({
  passes: passes.length,
  violations: violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + ' ' + failureSummary)),
}))`;

/** What breaks a rule in the panel, by rule and element, with axe's reason. */
export async function axeViolations(panel: FrameLocator): Promise<readonly string[]> {
  const body = await panel.locator('body').elementHandle();
  const frame = await body?.ownerFrame();
  if (frame === null || frame === undefined) throw new Error('The panel has no frame.');
  await frame.evaluate(source);
  const { passes, violations } = await frame.evaluate<Found>(run);
  assert.ok(passes > 10, `axe has tested ${passes} rules only`);
  return violations;
}
