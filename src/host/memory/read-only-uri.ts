/** The address of a Markdown document that we provide and nobody edits. `name` is what its tab shows, `query` which it is. */
import * as vscode from 'vscode';

export const readOnlyUri = (scheme: string, name: string, query = ''): vscode.Uri =>
  vscode.Uri.from({ scheme, path: `/${name.replace(/[/\\]/g, '-')}.md`, query });
