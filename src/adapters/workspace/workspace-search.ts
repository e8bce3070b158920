/** Looks up words in the workspace's files with VS Code's own file search. */
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { leftOut } from '../../core/left-out-files.ts';
import type { WorkspaceHit, WorkspaceSearch } from '../../core/ports/workspace-search.ts';
import { readBeyond } from '../../core/redaction/redacted-ends.ts';

const maxFiles = 300;
const maxFileBytes = 200_000;
const maxTotalBytes = 6_000_000;
const maxLineChars = 400;
/** Whoever quotes a line cuts it; up to there no credential in it is parted. */
const maxTextChars = maxLineChars + readBeyond;
/** Read side by side: enough to hide a slow disk, few enough to leave it to others. */
const batch = 16;

/** What people do not mean besides when they ask about their project. */
const notAsked = ['vendor', '*.lock', 'package-lock.json', 'session-memory.md'];

interface Scored extends WorkspaceHit {
  readonly score: number;
}

/** `folder` is an absolute path. Nothing is read before the workspace is trusted. */
export function createWorkspaceSearch(folder: string | null): WorkspaceSearch {
  return {
    async search(terms, limit) {
      if (folder === null || !vscode.workspace.isTrusted || terms.length === 0) return [];
      const files = await vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, '**/*'),
        leftOut(
          vscode.workspace.getConfiguration('search', vscode.Uri.file(folder)).get('exclude'),
          notAsked,
        ),
        maxFiles,
      );
      const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
      const found: Scored[] = [];
      let bytes = 0;
      for (let from = 0; from < sorted.length && bytes < maxTotalBytes; from += batch) {
        const texts = await Promise.all(sorted.slice(from, from + batch).map(readText));
        for (const [index, text] of texts.entries()) {
          const uri = sorted[from + index];
          if (text === null || uri === undefined) continue;
          bytes += text.length;
          found.push(...linesWith(terms, text, relative(folder, uri.fsPath).split(sep).join('/')));
        }
      }
      // The sort is stable, so equal lines stay in the order of their paths and the answer is always the same.
      const best = found.sort((a, b) => b.score - a.score).slice(0, limit);
      return best.map(({ path, line, text }) => ({ path, line, text }));
    },
  };
}

/** Null for what is no text, too large, or a link, which may lead out of the workspace. */
async function readText(uri: vscode.Uri): Promise<string | null> {
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if (type !== vscode.FileType.File || size > maxFileBytes) return null;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return bytes.length > maxFileBytes || bytes.includes(0) ? null : new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}

/** A line counts by how many different terms it holds; a file that is named in the question answers with its beginning. */
function linesWith(terms: readonly string[], text: string, path: string): Scored[] {
  const inPath = countIn(terms, path.toLowerCase());
  const lines = text.split('\n');
  const beginning = lines.findIndex((line) => line.trim() !== '');
  return lines.flatMap((line, index) => {
    const inLine = countIn(terms, line.slice(0, maxLineChars).toLowerCase());
    const isNamed = inPath > 0 && index === beginning;
    if (inLine === 0 && !isNamed) return [];
    return [{ path, line: index + 1, text: line.slice(0, maxTextChars).trim(), score: inLine + inPath / 2 }];
  });
}

const countIn = (terms: readonly string[], text: string): number =>
  terms.reduce((sum, term) => sum + (text.includes(term) ? 1 : 0), 0);
