/** The chat as a view, in the secondary side bar unless the user moves it. */
import * as vscode from 'vscode';
import { Disposables } from './disposables.ts';
import type { AttachedPanel, Panels } from './panels.ts';

const viewId = 'sessionMemory.chat';

export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #panels: Panels;
  readonly #disposables = new Disposables();
  #panel: AttachedPanel | null = null;
  #wantsFocus = false;

  constructor(panels: Panels) {
    this.#panels = panels;
    this.#disposables.add(vscode.window.registerWebviewViewProvider(viewId, this));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const panel = this.#panels.attach(view.webview);
    this.#panel = panel;
    view.onDidChangeVisibility(() => panel.setVisible(view.visible));
    view.onDidDispose(() => {
      panel.dispose();
      if (this.#panel === panel) this.#panel = null;
    });
    if (this.#wantsFocus) panel.focusComposer();
    this.#wantsFocus = false;
  }

  /** Brings the view up with the keyboard in the composer. */
  async open(): Promise<void> {
    this.#wantsFocus = this.#panel === null;
    await vscode.commands.executeCommand(`${viewId}.focus`);
    this.#panel?.focusComposer();
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#disposables.dispose();
  }
}
