/** All panels that show the chat: the view in the side bar, and any editor tabs. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Clock } from '../../core/ports/clock.ts';
import { Disposables } from '../disposables.ts';
import { translate } from '../localize.ts';
import type { Log } from '../log.ts';
import { pageHtml } from './page.ts';
import type { PanelIntent } from './panel-intents.ts';
import { PanelLink } from './panel-link.ts';
import type { PanelSource } from './panel-source.ts';
import { panelWords } from './panel-words.ts';

export interface PanelsOptions {
  readonly extensionUri: vscode.Uri;
  readonly source: () => PanelSource;
  readonly onIntent: (intent: PanelIntent) => void;
  /** A panel has come up: time to open the session. */
  readonly onShown: () => void;
  /** A panel shows the session now. */
  readonly onReady: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

export interface AttachedPanel extends vscode.Disposable {
  setVisible(isVisible: boolean): void;
  focusComposer(): void;
}

export class Panels {
  readonly #options: PanelsOptions;
  readonly #links = new Set<PanelLink>();

  constructor(options: PanelsOptions) {
    this.#options = options;
    this.#followFocus();
  }

  /** Some panel can be seen now. */
  get isAnyLive(): boolean {
    return [...this.#links].some((link) => link.isLive);
  }

  sync(): void {
    for (const link of this.#links) link.sync();
  }

  /** Loads the page into a webview and keeps it in step until it is disposed. */
  attach(webview: vscode.Webview): AttachedPanel {
    const { extensionUri, source, onIntent, onShown, onReady, clock, log } = this.#options;
    const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
    const load = () => {
      webview.html = html(webview, root);
    };
    webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [root] };
    const disposables = new Disposables();
    const link = new PanelLink({
      post: (message) => webview.postMessage(message),
      source,
      onIntent: (intent) => {
        onIntent(intent);
        if (intent.kind !== 'submit') return;
        for (const other of this.#links) if (other !== link) other.sentElsewhere(intent.text);
      },
      onReady,
      onFocus: () => this.#followFocus(),
      reload: load,
      clock,
      log,
      translate,
    });
    this.#links.add(link);
    disposables.add({ dispose: () => this.#links.delete(link) });
    disposables.add({ dispose: () => link.hidden() });
    disposables.add(webview.onDidReceiveMessage((message: unknown) => link.receive(message)));
    load();
    onShown();
    return {
      setVisible: (isVisible) => {
        if (!isVisible) link.hidden();
      },
      focusComposer: () => link.focusComposer(),
      dispose: () => disposables.dispose(),
    };
  }

  /** The keys in the manifest ask whether the focus is in the chat. */
  #followFocus(): void {
    const isFocused = [...this.#links].some((link) => link.isFocused);
    void vscode.commands.executeCommand('setContext', 'sessionMemory.chatFocused', isFocused);
  }
}

function html(webview: vscode.Webview, root: vscode.Uri): string {
  const uriOf = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  return pageHtml({
    scriptUri: uriOf('main.js'),
    styleUri: uriOf('style.css'),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64url'),
    language: vscode.env.language,
    words: panelWords(translate),
    title: vscode.l10n.t('Chat'),
  });
}
