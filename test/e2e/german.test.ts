import { becomes } from '../support/eventually.ts';
import { cutOffIn } from '../support/panel-page/cut-off.ts';
import { openWorkbench, type Workbench, widenChat } from './workbench.ts';

/** Commands, panel, notices and failures are in the user's language. */
describe('In German, in the real workbench', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({
      language: 'de',
      env: { ANTHROPIC_API_KEY: 'test-key' },
      settings: { 'sessionMemory.provider': 'anthropic', 'sessionMemory.baseUrl': 'http://127.0.0.1:9' },
    });
    await workbench.runCommand('Session Memory: Chat öffnen');
  });

  after(() => workbench.dispose());

  it('opens by its German name and speaks German', async () => {
    const panel = workbench.panel();
    await panel.getByRole('textbox', { name: 'Nachricht an Claude' }).waitFor();
    await panel.getByText('Noch kein Gedächtnis: Das erste entsteht bei 10.000 Tokens').waitFor();
    await panel.getByRole('button', { name: 'Jetzt komprimieren' }).waitFor();
  });

  it('says in German what went wrong, and what to do', async () => {
    const panel = workbench.panel();
    await panel.getByRole('textbox', { name: 'Nachricht an Claude' }).fill('Ist da jemand?');
    await panel.getByRole('button', { name: 'Senden' }).click();
    const notice = panel.locator('inline-notice');
    await notice.getByText('Die Verbindung zu 127.0.0.1:9 ist gescheitert. Prüfen Sie das Netz').waitFor();
    await notice.getByRole('button', { name: 'Wiederholen' }).waitFor();
  });

  it('fits a side bar of 300 pixels', async () => {
    await widenChat(workbench.page, 300);
    await workbench.screenshot('German');
    await becomes(() => cutOffIn(workbench.panel()), []);
  });
});
