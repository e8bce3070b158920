/** From the editor and the explorer into the chat, which comes up then. */
import * as vscode from 'vscode';
import { isTrustedOrExplain } from '../trust.ts';
import type { ComposerActions } from './composer-actions.ts';

export interface AddToChatOptions {
  readonly composer: Pick<ComposerActions, 'attachSelection' | 'attachDropped'>;
  /** Brings the chat up with the keyboard in its composer. */
  readonly showChat: () => PromiseLike<void> | void;
}

export class AddToChat {
  readonly #options: AddToChatOptions;

  constructor(options: AddToChatOptions) {
    this.#options = options;
  }

  addSelection(): Promise<void> {
    return this.#add((composer) => composer.attachSelection());
  }

  /**
   * What a menu passes: the file that was clicked, and in the explorer all that are selected. Without either, the file
   * in the active editor is meant.
   */
  addFile(clicked: unknown, selected: unknown): Promise<void> {
    const given = Array.isArray(selected) && selected.length > 0 ? selected : [clicked];
    const uris = given.filter((one): one is vscode.Uri => one instanceof vscode.Uri);
    const active = vscode.window.activeTextEditor?.document.uri;
    const meant = uris.length > 0 || active === undefined ? uris : [active];
    return this.#add((composer) => composer.attachDropped(meant.map(String)));
  }

  async #add(attach: (composer: AddToChatOptions['composer']) => Promise<void>): Promise<void> {
    if (!isTrustedOrExplain()) return;
    const { composer, showChat } = this.#options;
    // The chat may come to stand where the editor is, so what is selected there is read first.
    const attached = attach(composer);
    await showChat();
    await attached;
  }
}
