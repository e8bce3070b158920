/** Files that the tools read, created, changed and deleted, with what was done last. From calls that succeeded only. */

import type { Json, ToolUseBlock } from '../conversation/message.ts';
import type { FileAction } from './file-action.ts';
import { isPath, shellActions } from './ledger-shell.ts';

export interface FileEntry {
  readonly path: string;
  readonly state: 'read' | 'created' | 'changed' | 'deleted';
  /** The turn of the last thing done. */
  readonly turn: number;
  /** The turn in which this session created it; null where it was there before, or where nobody knows. */
  readonly createdIn: number | null;
}

/** Oldest touched first. Files that were only read yield before those that were worked on. */
export type FileTrail = readonly FileEntry[];

const mostFiles = 300;

export function withActions(trail: FileTrail, actions: readonly FileAction[], turn: number): FileTrail {
  return actions.length === 0
    ? trail
    : bounded(actions.reduce((files, action) => withAction(files, action, turn), trail));
}

function withAction(trail: FileTrail, { path: given, effect }: FileAction, turn: number): FileTrail {
  const path = given.replace(/^\.\//, '');
  const before = trail.find((entry) => entry.path === path);
  if (effect === 'read' && before !== undefined && before.state !== 'deleted') return trail;
  return [...trail.filter((entry) => entry !== before), afterAction(before, path, effect, turn)];
}

function afterAction(
  before: FileEntry | undefined,
  path: string,
  effect: FileAction['effect'],
  turn: number,
): FileEntry {
  const known = before !== undefined && before.state !== 'deleted';
  const createdIn = known ? before.createdIn : null;
  switch (effect) {
    case 'written':
      return known
        ? { path, state: 'changed', turn, createdIn }
        : { path, state: 'created', turn, createdIn: turn };
    case 'changed':
    case 'read':
    case 'deleted':
      return { path, state: effect, turn, createdIn };
  }
}

function bounded(trail: FileTrail): FileTrail {
  let surplus = trail.length - mostFiles;
  if (surplus <= 0) return trail;
  const worked = trail.filter((entry) => entry.state !== 'read' || surplus-- <= 0);
  return worked.slice(-mostFiles);
}

/** A line of the document; the path alone identifies it, whatever is done to the file later. */
export function fileLine({ path, state, turn, createdIn }: FileEntry): string {
  const created = createdIn === null || state === 'created' ? '' : `created (turn ${createdIn}), `;
  return `- \`${path}\`: ${created}${state} (turn ${turn})`;
}

const pathKeys = [
  'path',
  'file_path',
  'filePath',
  'filepath',
  'filename',
  'file',
  'target_file',
  'notebook_path',
  'uri',
  'target',
];

/** What a tool call does to files if it succeeds, told by the tool's name and its input. */
export function toolActions({ name, input }: ToolUseBlock): readonly FileAction[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return [];
  const fields = input as { readonly [key: string]: Json | undefined };
  const command = fields.command ?? fields.cmd ?? fields.script;
  const paths = pathsIn(fields);
  if (paths.length === 0) return typeof command === 'string' ? shellActions(command) : [];
  const verb = `${name} ${typeof command === 'string' && command.length < 40 ? command : ''}`.toLowerCase();
  if (/rename|move/.test(verb)) return movedActions(fields, paths);
  const effect = effectOf(verb, fields);
  return effect === null ? [] : paths.map((path) => ({ path, effect }));
}

function effectOf(
  verb: string,
  fields: { readonly [key: string]: Json | undefined },
): FileAction['effect'] | null {
  const command = verb.slice(verb.indexOf(' ') + 1);
  if (/^(?:view|read|open)/.test(command)) return 'read';
  if (/^(?:create|write)/.test(command)) return 'written';
  if (/^(?:insert|str_replace|replace|undo)/.test(command)) return 'changed';
  if (/delete|remove|unlink/.test(verb)) return 'deleted';
  if (/create|write|save|new_?file/.test(verb)) return 'written';
  if (/edit|replace|insert|update|patch|apply|append|modify|change/.test(verb)) return 'changed';
  if (/read|view|open|cat|get_?file|show/.test(verb)) return 'read';
  return fields.content === undefined ? null : 'written';
}

function movedActions(
  fields: { readonly [key: string]: Json | undefined },
  paths: readonly string[],
): FileAction[] {
  const from = fields.old_path ?? fields.from ?? fields.source ?? paths[0];
  const to = fields.new_path ?? fields.to ?? fields.destination;
  if (typeof from !== 'string' || typeof to !== 'string' || !isPath(from) || !isPath(to)) return [];
  return [
    { path: from, effect: 'deleted' },
    { path: to, effect: 'written' },
  ];
}

function pathsIn(fields: { readonly [key: string]: Json | undefined }): string[] {
  const single = pathKeys.flatMap((key) => fields[key] ?? []);
  const several = [fields.paths, fields.files, fields.old_path, fields.source].flatMap(
    (value) => value ?? [],
  );
  return [...new Set([...single, ...several].filter((value): value is string => typeof value === 'string'))]
    .map((path) => path.replace(/^file:\/\//, ''))
    .filter(isPath)
    .slice(0, 20);
}
