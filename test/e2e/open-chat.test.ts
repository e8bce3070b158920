import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from './workbench.ts';

describe('Open Chat', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ isLight: false });
  });

  after(() => workbench.dispose());

  it('shows the panel with a place to write, within its Content Security Policy', async () => {
    await workbench.runCommand('Session Memory: Open Chat');
    await workbench.panel().getByRole('textbox', { name: 'Message Claude' }).waitFor();
    await workbench.screenshot('open-chat');
    assert.deepEqual(workbench.cspViolations(), []);
  });
});
