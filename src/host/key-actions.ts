/** What the commands for the key do. They work in Restricted Mode too: a key is the user's, not the workspace's. */
import * as vscode from 'vscode';
import type { ApiKey } from './api-key.ts';
import { translate } from './localize.ts';
import { mention } from './mention.ts';

export interface KeyActionsOptions {
  readonly apiKey: ApiKey;
  /** The key may have changed: whoever depends on it looks again. */
  readonly onKeyChange: () => Promise<void>;
}

export class KeyActions {
  readonly #options: KeyActionsOptions;

  constructor(options: KeyActionsOptions) {
    this.#options = options;
  }

  async set(): Promise<void> {
    const { apiKey, onKeyChange } = this.#options;
    const stored = await apiKey.ask(
      (validateInput) =>
        vscode.window.showInputBox({
          title: vscode.l10n.t('Anthropic API Key'),
          prompt: vscode.l10n.t(
            'Kept in the secret storage of VS Code. Create one at console.anthropic.com.',
          ),
          placeHolder: 'sk-ant-…',
          password: true,
          ignoreFocusOut: true,
          validateInput,
        }),
      translate,
    );
    if (stored) await onKeyChange();
  }

  async clear(): Promise<void> {
    const { apiKey, onKeyChange } = this.#options;
    await apiKey.clear();
    await onKeyChange();
    const rest = vscode.l10n.t(
      'The stored key was cleared. ANTHROPIC_API_KEY of the environment still counts.',
    );
    mention(apiKey.isInEnvironment ? rest : vscode.l10n.t('The stored key was cleared.'));
  }
}
