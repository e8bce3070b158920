/** The name by which VS Code knows a language, for what an answer called it. */

/** What people write after a fence where VS Code's own name is another. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'typescriptreact'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['node', 'javascript'],
  ['jsx', 'javascriptreact'],
  ['py', 'python'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['golang', 'go'],
  ['cs', 'csharp'],
  ['c#', 'csharp'],
  ['c++', 'cpp'],
  ['cc', 'cpp'],
  ['hpp', 'cpp'],
  ['h', 'c'],
  ['f#', 'fsharp'],
  ['fs', 'fsharp'],
  ['kt', 'kotlin'],
  ['pl', 'perl'],
  ['sh', 'shellscript'],
  ['bash', 'shellscript'],
  ['zsh', 'shellscript'],
  ['shell', 'shellscript'],
  ['console', 'shellscript'],
  ['ps', 'powershell'],
  ['ps1', 'powershell'],
  ['cmd', 'bat'],
  ['md', 'markdown'],
  ['yml', 'yaml'],
  ['docker', 'dockerfile'],
  ['make', 'makefile'],
  ['tex', 'latex'],
  ['vb', 'vb'],
  ['patch', 'diff'],
]);

/** One of the `known` names; plain text for anything else, since the name comes from an answer. */
export function languageId(fence: string, known: readonly string[]): string {
  const name = fence.trim().toLowerCase();
  const id = otherNames.get(name) ?? name;
  return known.includes(id) ? id : 'plaintext';
}
