// Runs before every other file, while the extension is not active yet.
import * as vscode from 'vscode';

describe('activation time', () => {
  it('is printed', async () => {
    const extension = vscode.extensions.getExtension('session-memory.claude-session-memory');
    const startedAt = performance.now();
    await extension?.activate();
    const totalMs = performance.now() - startedAt;
    console.log(
      `activation: ${totalMs.toFixed(1)} ms with loading the bundle, target 50 ms (was active: false)`,
    );
  });
});
