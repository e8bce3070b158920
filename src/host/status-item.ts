/** One item in the status bar: whether the memory is at work, and how it is. */
import * as vscode from 'vscode';
import type { SessionSnapshot } from '../core/outcome.ts';
import type { Disposable } from './disposables.ts';
import { failureWords } from './failure-words.ts';
import { dateAndTime, translate } from './localize.ts';

export class StatusItem implements Disposable {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    this.#item = vscode.window.createStatusBarItem('sessionMemory.status', vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t('Session Memory');
    this.#item.command = 'sessionMemory.openMemory';
  }

  /** Null in Restricted Mode. */
  show(snapshot: SessionSnapshot | null): void {
    const isBusy = snapshot?.memory.status === 'building' || snapshot?.memory.status === 'updating';
    this.#item.text = `$(${isBusy ? 'sync~spin' : 'notebook'}) ${vscode.l10n.t('Memory')}`;
    this.#item.tooltip = tooltip(snapshot);
    this.#item.accessibilityInformation = {
      label: `${vscode.l10n.t('Session Memory')}. ${this.#item.tooltip}`,
    };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function tooltip(snapshot: SessionSnapshot | null): string {
  if (snapshot === null) return vscode.l10n.t('Off in Restricted Mode');
  const { memory, contextTokens, contextLimitTokens } = snapshot;
  return [
    stateText(memory.status),
    ...(memory.updatedAt === undefined || memory.status === 'none'
      ? []
      : [vscode.l10n.t('Last update: {0}', dateAndTime(memory.updatedAt))]),
    ...(memory.tokens === 0 || memory.status === 'none'
      ? []
      : [translate('Memory: {0} tokens', memory.tokens)]),
    // While there is nothing to count nothing is: formatting numbers for the first time is most of an activation's cost.
    ...(contextTokens === 0
      ? []
      : [translate('Context: {0} of {1} tokens', contextTokens, contextLimitTokens)]),
    ...(memory.failure === undefined ? [] : [failureWords(memory.failure, translate)]),
  ].join('\n');
}

function stateText(status: SessionSnapshot['memory']['status']): string {
  switch (status) {
    case 'none':
      return vscode.l10n.t('No memory yet');
    case 'building':
      return vscode.l10n.t('Writing the first memory…');
    case 'updating':
      return vscode.l10n.t('Updating the memory…');
    case 'ready':
      return vscode.l10n.t('Memory ready');
    case 'failed':
      return vscode.l10n.t('The last update failed; the memory before it is kept');
  }
}
