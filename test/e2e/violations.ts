// What axe finds wrong with a page of the panel's own.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { becomes } from '../support/eventually.ts';

/** Resolves when axe finds nothing wrong. */
export async function isAccessible(page: Page): Promise<void> {
  const violations = async (): Promise<readonly string[]> => {
    const found = await new AxeBuilder({ page }).analyze();
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  };
  // Colours get by and by to what they will be.
  await becomes(violations, []);
}
