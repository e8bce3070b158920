/** Reads from a shell command what it does to files, as far as that can be told without running it. */
import type { FileAction } from './file-action.ts';

const longestCommand = 20_000;
const mostActions = 30;

/** What a command line, or several, would do if it succeeded. Doubtful words are left out. */
export function shellActions(command: string): readonly FileAction[] {
  const actions: FileAction[] = [];
  for (const line of withoutHeredocs(command.slice(0, longestCommand))) {
    for (const words of simpleCommands(line)) {
      if (actions.length < mostActions) actions.push(...actionsOf(words));
    }
  }
  return actions.slice(0, mostActions);
}

/** The lines of a script without the bodies of here documents, continued lines joined. */
function withoutHeredocs(command: string): string[] {
  const lines: string[] = [];
  let end: string | null = null;
  for (const line of command.replace(/\\\n/g, ' ').split('\n')) {
    if (end !== null) {
      if (line.trim() === end) end = null;
      continue;
    }
    end = /<<-?\s*(['"]?)(\w{1,40})\1/.exec(line)?.[2] ?? null;
    lines.push(line.replace(/<<-?\s*(['"]?)\w{1,40}\1/, ' '));
  }
  return lines;
}

/** The words of each simple command; operators part commands, redirections stay as words of their own. */
function simpleCommands(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const match of line.matchAll(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|(>>|>|&&|\|\||[;|&])|((?:[^\s"';|&<>\\]|\\.)+)|</g,
  )) {
    const operator = match[3];
    if (operator !== undefined && !operator.startsWith('>')) commands.push([]);
    else commands.at(-1)?.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '<');
  }
  return commands.filter((words) => words.length > 0);
}

const readers = new Set(['cat', 'nl', 'head', 'tail', 'less', 'more', 'bat', 'type', 'wc', 'xxd']);

function actionsOf(all: readonly string[]): FileAction[] {
  const redirected = all.flatMap((word, index): FileAction[] => {
    const path = all[index + 1];
    if ((word !== '>' && word !== '>>') || path === undefined || !isPath(path)) return [];
    return [{ path, effect: word === '>' ? 'written' : 'changed' }];
  });
  const from = all.findIndex((word) => word === '>' || word === '>>' || word === '<');
  const [name = '', ...rest] = withoutWrappers(from < 0 ? all : all.slice(0, from));
  const paths = rest.filter((word) => !word.startsWith('-') && isPath(word));
  const each = (effect: FileAction['effect']): FileAction[] => paths.map((path) => ({ path, effect }));
  if (readers.has(name)) return [...each('read'), ...redirected];
  switch (name) {
    case 'sed':
      return [
        ...lastOf(paths, rest.some((word) => /^(?:-i|--in-place)/.test(word)) ? 'changed' : 'read'),
        ...redirected,
      ];
    case 'rm':
    case 'unlink':
    case 'del':
      return each('deleted');
    case 'touch':
    case 'tee':
      return [...each('written'), ...redirected];
    case 'mv':
      return moved(paths);
    case 'cp':
      return [...lastOf(paths.length > 1 ? paths : [], 'written')];
    default:
      return redirected;
  }
}

const lastOf = (paths: readonly string[], effect: FileAction['effect']): FileAction[] =>
  paths.slice(-1).map((path) => ({ path, effect }));

function moved([from, to, ...more]: readonly string[]): FileAction[] {
  if (from === undefined || to === undefined || more.length > 0 || to.endsWith('/')) return [];
  return [
    { path: from, effect: 'deleted' },
    { path: to, effect: 'written' },
  ];
}

/** `sudo`, `git` in front of rm and mv, and variables set for one command say nothing of what is done. */
function withoutWrappers(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !/^\w+=/.test(word) && word !== 'sudo' && word !== 'time');
  const rest = start < 0 ? [] : words.slice(start);
  return rest[0] === 'git' && (rest[1] === 'rm' || rest[1] === 'mv') ? rest.slice(1) : rest;
}

/** A plain path to a file: no pattern, variable, device or option. */
export const isPath = (word: string): boolean =>
  word.length <= 260 &&
  /^[\p{L}\p{N}_.~@/\\:+ -]+$/u.test(word) &&
  /[\p{L}\p{N}]/u.test(word) &&
  (/[/\\]/.test(word) || /^[\w .-]*\.[\w-]{1,12}$|^[A-Z]\w{3,}$/.test(word)) &&
  !/^\d+(?:\.\d+)*$|^https?:|^\/dev\/|[/\\.]$|^-/.test(word) &&
  !word.includes('  ');
