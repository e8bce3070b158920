// Runs before every other file, while the extension is not active yet.
import assert from 'node:assert/strict';
import Module from 'node:module';
import * as vscode from 'vscode';

/** What Node's loader calls for every `require`; VS Code's own loader ends here for an extension's bundle. */
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };

interface Bundle {
  readonly activate: (context: vscode.ExtensionContext) => unknown;
  readonly deactivate: () => unknown;
}

describe('activation time', () => {
  it('is printed, and nothing of the SDK is loaded', async () => {
    const times = { load: Number.NaN, activate: Number.NaN };
    const requested: string[] = [];
    const load = loader._load;
    loader._load = function timed(request, ...rest) {
      requested.push(request);
      const startedAt = performance.now();
      const loaded = load.call(this, request, ...rest);
      if (!request.endsWith('extension.cjs')) return loaded;
      times.load = performance.now() - startedAt;
      const { activate, deactivate } = loaded as Bundle;
      return {
        deactivate,
        activate: (context: vscode.ExtensionContext) => {
          const begunAt = performance.now();
          const api = activate(context);
          times.activate = performance.now() - begunAt;
          return api;
        },
      };
    };
    const startedAt = performance.now();
    try {
      await vscode.extensions.getExtension('session-memory.claude-session-memory')?.activate();
    } finally {
      loader._load = load;
    }
    const totalMs = performance.now() - startedAt;
    const ours = times.load + times.activate;
    console.log(
      `activation: ${ours.toFixed(1)} ms, target 50 ms: ${times.load.toFixed(1)} ms loading the bundle, ` +
        `${times.activate.toFixed(1)} ms activating (${totalMs.toFixed(1)} ms with VS Code's own work)`,
    );
    assert.deepEqual(
      requested.filter((request) => /anthropic/.test(request)),
      [],
    );
    assert.ok(requested.some((request) => request.endsWith('extension.cjs')));
  });
});
