/** The chat as a view, in the secondary side bar unless the user moves it. */
import * as vscode from 'vscode';
import { Disposables } from '../disposables.ts';
import { translate } from '../localize.ts';
import type { AttachedPanel, Panels } from './panels.ts';

const viewId = 'sessionMemory.chat';

export class ChatView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #panels: Panels;
  readonly #disposables = new Disposables();
  #panel: AttachedPanel | null = null;
  #wantsFocus = false;
  #view: vscode.WebviewView | null = null;
  #title = '';
  #unread = 0;

  constructor(panels: Panels) {
    this.#panels = panels;
    this.#disposables.add(vscode.window.registerWebviewViewProvider(viewId, this));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const panel = this.#panels.attach(view.webview);
    this.#panel = panel;
    this.#view = view;
    this.#mark();
    view.onDidChangeVisibility(() => panel.setVisible(view.visible));
    view.onDidDispose(() => {
      panel.dispose();
      if (this.#panel === panel) this.#panel = null;
      if (this.#view === view) this.#view = null;
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

  /**
   * The session's; empty while it has none. VS Code shows a view's description only beside other views, its title also
   * where it stands alone.
   */
  showTitle(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    this.#mark();
  }

  /** How many sessions have something new, on the view's icon. */
  showUnread(count: number): void {
    if (count === this.#unread) return;
    this.#unread = count;
    this.#mark();
  }

  #mark(): void {
    if (this.#view === null) return;
    const count = this.#unread;
    const tooltip =
      count === 1
        ? vscode.l10n.t('1 session with an unread answer')
        : translate('{0} sessions with unread answers', count);
    this.#view.title = this.#title || vscode.l10n.t('Chat');
    this.#view.badge = count === 0 ? undefined : { value: count, tooltip };
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#disposables.dispose();
  }
}
