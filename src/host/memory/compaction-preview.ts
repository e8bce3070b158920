/** What a compaction now would send, as a read-only Markdown document. Looking changes nothing. */
import * as vscode from 'vscode';
import { besideChat } from '../beside-chat.ts';
import { Disposables } from '../disposables.ts';
import { translate } from '../localize.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { previewMarkdown } from './preview-markdown.ts';
import { readOnlyUri } from './read-only-uri.ts';

const scheme = 'session-memory-preview';

export class CompactionPreviewDocument implements vscode.Disposable {
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<vscode.Uri>());

  constructor(sessions: Sessions) {
    const provider: vscode.TextDocumentContentProvider = {
      onDidChange: this.#changed.event,
      provideTextDocumentContent: () => {
        const session = sessions.current;
        return session === null ? '' : previewMarkdown(session.engine.state, translate);
      },
    };
    this.#disposables.add(vscode.workspace.registerTextDocumentContentProvider(scheme, provider));
  }

  /** Shows the session as it is now; a preview that is still open is brought up to date. */
  async show(): Promise<void> {
    const uri = readOnlyUri(scheme, vscode.l10n.t('Compaction preview'));
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), besideChat());
  }

  dispose(): void {
    this.#disposables.dispose();
  }
}
