/** The same chat as an editor tab, which comes back after a reload. */
import * as vscode from 'vscode';
import { chatTabType } from '../beside-chat.ts';
import { Disposables } from '../disposables.ts';
import type { AttachedPanel, Panels } from './panels.ts';

export class ChatTab implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #panels: Panels;
  readonly #icon: { readonly light: vscode.Uri; readonly dark: vscode.Uri };
  readonly #disposables = new Disposables();
  #tab: { readonly panel: vscode.WebviewPanel; readonly attached: AttachedPanel } | null = null;
  /** Null until a session is open; a tab that has come back keeps its title until then. */
  #title: string | null = null;
  #isUnread = false;

  constructor(panels: Panels, extensionUri: vscode.Uri) {
    this.#panels = panels;
    // Unlike a view's icon it is a picture and no stencil: there, the colour of the text would be black.
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `tab-${theme}.svg`);
    this.#icon = { light: icon('light'), dark: icon('dark') };
    this.#disposables.add(vscode.window.registerWebviewPanelSerializer(chatTabType, this));
  }

  /** One tab is enough: a second call shows the first. */
  open(): void {
    if (this.#tab === null) {
      const { Active } = vscode.ViewColumn;
      const options = { enableFindWidget: true };
      this.#attach(vscode.window.createWebviewPanel(chatTabType, this.#shownTitle, Active, options));
    }
    this.#tab?.panel.reveal();
    this.#tab?.attached.focusComposer();
  }

  /** It is in front of its group. */
  get isVisible(): boolean {
    return this.#tab?.panel.visible ?? false;
  }

  /** The session's, empty while it has none; marked while an answer is in it that nobody has seen. */
  showTitle(title: string, isUnread: boolean): void {
    if (title === this.#title && isUnread === this.#isUnread) return;
    this.#title = title;
    this.#isUnread = isUnread;
    if (this.#tab !== null) this.#tab.panel.title = this.#shownTitle;
  }

  get #shownTitle(): string {
    const title = this.#title || vscode.l10n.t('Session Memory');
    return this.#isUnread ? `● ${title}` : title;
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.#title !== null) panel.title = this.#shownTitle;
    this.#attach(panel);
  }

  dispose(): void {
    this.#tab?.attached.dispose();
    this.#disposables.dispose();
  }

  #attach(panel: vscode.WebviewPanel): void {
    const attached = this.#panels.attach(panel.webview);
    const tab = { panel, attached };
    this.#tab = tab;
    panel.iconPath = this.#icon;
    panel.onDidChangeViewState(() => attached.setVisible(panel.visible));
    panel.onDidDispose(() => {
      attached.dispose();
      if (this.#tab === tab) this.#tab = null;
    });
  }
}
