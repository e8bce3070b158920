// What VS Code has told in its own notifications, which our background work must leave alone.
import type { Workbench } from './workbench.ts';

/** Every notification so far that nobody has closed: a toast that has faded stays in this list. */
export async function notifications({ page, runCommand }: Workbench): Promise<readonly string[]> {
  await runCommand('Notifications: Show Notifications');
  const center = page.locator('.notifications-center.visible');
  await center.waitFor();
  const told = await center.locator('.notification-list-item').allInnerTexts();
  await page.keyboard.press('Escape');
  await center.waitFor({ state: 'hidden' });
  return told;
}
