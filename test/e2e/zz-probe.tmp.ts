import { openWorkbench } from './workbench.ts';
describe('probe', () => {
  it('chat', async function () {
    this.timeout(120000);
    const w = await openWorkbench({ viewport: { width: 1300, height: 850 } });
    try {
      await w.runCommand('Session Memory: Open Chat');
      const box = w.panel().getByRole('textbox', { name: 'Message Claude' });
      await box.waitFor();
      await box.fill('README');
      await w.page.keyboard.press('Enter');
      await w.panel().getByText('Offline: no model').first().waitFor();
      await w.page.locator('.part.auxiliarybar').getByLabel('Views and More Actions...').first().click();
      await w.page.waitForTimeout(700);
      console.log(await w.screenshot('probe-menu'));
    } finally { await w.dispose(); }
  });
});
