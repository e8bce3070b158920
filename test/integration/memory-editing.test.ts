import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { becomes, eventually } from '../support/eventually.ts';
import { closeEditors, comparison } from './editors.ts';
import {
  type HostSession,
  memoryPath,
  readMemory,
  settledTurn,
  startHostSession,
  workspaceFolder,
} from './host-session.ts';
import { onDisk, openInEditor, save, shown, typeBelow } from './memory-hand.ts';

describe('The memory file in the editor', () => {
  let host: HostSession;
  let document: vscode.TextDocument;
  let editor: vscode.TextEditor;

  beforeEach(async () => {
    host = await startHostSession({}, { 'memory.updateEveryTurn': true });
    await turn('anchors');
    document = await openInEditor();
    editor = await vscode.window.showTextDocument(document);
  });

  afterEach(async () => {
    await closeEditors();
    await host.end();
  });

  const turn = (word: string): Promise<void> => settledTurn(host, word);

  const lineOf = (words: string): number =>
    document
      .getText()
      .split('\n')
      .findIndex((line) => line.includes(words));

  function select(words: string): string {
    const line = lineOf(words);
    assert.ok(line >= 0, `"${words}" is not there`);
    editor.selection = new vscode.Selection(line, 0, line, 0);
    return document.lineAt(line).text;
  }

  const pinned = (): string => /## Pinned\n([\s\S]*?)\n## /.exec(document.getText())?.[1] ?? '';

  /** Nothing while VS Code's own extension for Markdown is still starting. */
  const provided = async <T>(command: string, { uri }: vscode.TextDocument): Promise<readonly T[]> =>
    (await vscode.commands.executeCommand<readonly T[] | undefined>(command, uri)) ?? [];

  it('has an outline and folds by headings', async () => {
    assert.equal(document.languageId, 'markdown');
    await eventually(async () => {
      const symbols = await provided<vscode.DocumentSymbol>('vscode.executeDocumentSymbolProvider', document);
      const names = symbols.flatMap((symbol) => [symbol.name, ...symbol.children.map(({ name }) => name)]);
      assert.ok(names.includes('# Session memory') && names.includes('## Pinned'), names.join());
    });
    // Of a file that was opened and closed many times in one window, VS Code's Markdown server may know an older text.
    const uri = vscode.Uri.file(join(workspaceFolder(), `outline-${randomUUID()}.md`));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(document.getText()));
    const copy = await vscode.workspace.openTextDocument(uri);
    await eventually(async () => {
      const folds = await provided<vscode.FoldingRange>('vscode.executeFoldingRangeProvider', copy);
      const starts = folds.map(({ start }) => start);
      assert.ok(starts.includes(lineOf('## User Intent')), `what folds are the lines ${starts.join()}`);
    });
    await vscode.workspace.fs.delete(uri);
  });

  it('offers what one does with it, above its sections', async () => {
    const lenses = await vscode.commands.executeCommand<readonly vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    const titles = lenses.map(({ command, range }) => `${range.start.line}: ${command?.title}`);
    assert.ok(titles.includes('0: $(refresh)\u00a0Update now'), titles.join('\n'));
    assert.ok(titles.includes('0: $(history)\u00a0History'));
    assert.ok(titles.includes(`${lineOf('## Pinned')}: $(pinned)\u00a0Unpin selected lines`));
    assert.ok(titles.includes(`${lineOf('## User Intent')}: $(pin)\u00a0Pin selected lines`));
  });

  it('pins the line under the cursor, takes it back by undo, and unpins it', async () => {
    const before = document.getText();
    const line = select('anchors');
    await vscode.commands.executeCommand('_sessionMemory.pinLines');
    assert.ok(pinned().includes(line));
    assert.equal(document.getText().split(line).length, 2, 'it was moved');
    await onDisk(document);
    await vscode.commands.executeCommand('undo');
    await becomes(() => document.getText(), before);
    await vscode.commands.executeCommand('redo');
    await eventually(() => assert.ok(pinned().includes(line), `what is pinned is:\n${pinned()}`));
    await save(document);
    await turn('buoys');
    await shown(document, (text) => text.includes('buoys'));
    assert.ok(pinned().includes(line), 'an update leaves it there');
    assert.equal(document.getText().split(line).length, 2, 'and nowhere else');
    select('anchors');
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      editor.selection,
    );
    assert.ok(actions.some(({ title }) => title === 'Unpin from the session memory'));
    await vscode.commands.executeCommand('_sessionMemory.unpinLines');
    assert.ok(!pinned().includes(line));
    assert.ok(document.getText().includes(line));
  });

  it('hints when what is pinned takes much of the context, while it is typed', async () => {
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    await typeBelow(document, '## Pinned', `\n${'- a long rule\n'.repeat(200)}`);
    const hint = await eventually(() => {
      const [first] = vscode.languages.getDiagnostics(document.uri);
      assert.ok(first !== undefined, 'there is no hint');
      return first;
    });
    assert.match(hint.message, /What is pinned takes about [\d,]+ tokens, \d+(\.\d)?% of the context/);
    assert.equal(hint.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(hint.range.start.line, lineOf('## Pinned'));
  });

  it('gets an earlier version back by an edit that can be undone', async () => {
    await turn('buoys');
    await shown(document, (text) => text.includes('buoys'));
    const second = document.getText();
    await vscode.commands.executeCommand('_sessionMemory.bringBackVersion', await firstVersion());
    await shown(document, (text) => !text.includes('buoys'));
    await onDisk(document);
    await vscode.commands.executeCommand('undo');
    await becomes(() => document.getText(), second);
    await save(document);
    await turn('cables');
    assert.match((await readMemory()) ?? '', /buoys/);
  });

  /** The oldest of the list that speaks of something, as the comparison with it names it. */
  async function firstVersion(): Promise<string> {
    await vscode.commands.executeCommand('sessionMemory.showMemoryHistory');
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    const { original } = await comparison();
    return original.query;
  }

  it('shows what the last update changed', async () => {
    await turn('buoys');
    await vscode.commands.executeCommand('_sessionMemory.showMemoryChange');
    const input = await comparison();
    assert.equal(input.modified.fsPath, memoryPath());
    const before = await vscode.workspace.openTextDocument(input.original);
    assert.match(before.getText(), /anchors/);
    assert.doesNotMatch(before.getText(), /buoys/);
  });
});
