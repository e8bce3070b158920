/** What is written after an `@` in the composer, and what is put there once it is chosen. */
import { maxQueryChars } from '../../src/protocol/decode.ts';
import type { Composer } from '../../src/protocol/view.ts';
import { fileLabel } from '../plain-name.ts';

export interface Mention {
  /** Index of the `@`. */
  readonly start: number;
  /** What stands between it and the caret, without quotation marks. */
  readonly query: string;
}

/** The mention that the caret stands in; null for an address, a decorator in the middle of a word and the like. */
export function mentionAt(text: string, caret: number): Mention | null {
  const before = text.slice(Math.max(0, caret - maxQueryChars - 3), caret);
  const [whole, quoted, plain] = /(?<![^\s([{"'])@(?:"([^"\n]*)|([^\s"@]*))$/.exec(before) ?? [];
  const query = quoted ?? plain;
  if (whole === undefined || query === undefined || query.length > maxQueryChars) return null;
  return { start: caret - whole.length, query };
}

export type MentionOption =
  | { readonly kind: 'selection'; readonly name: string }
  | ({ readonly kind: 'file' } & MentionedFile);

/** A path, and the lines of it that are meant, counted from 1 and both included; absent where it is the whole. */
export interface MentionedFile {
  readonly path: string;
  readonly firstLine?: number;
  readonly lastLine?: number;
}

/** A sign for lines behind a file's ending, and no lines yet. */
const unfinished = /(?<=\.\w{1,12})(?::|#L?)$/;

/**
 * `src/main.ts:3-5`, `src/main.ts:3`, `src/main.ts#L3-L5`; anything else is a path, or a part of one. While the lines are
 * being written the path stays what it is, so that the host's answer about it still counts.
 */
export function mentionedFile(query: string): MentionedFile {
  const said = query.replace(unfinished, '');
  const [written = '', ...ends] = /(?::|#L)(\d{1,7})(?:-L?(\d{1,7})?)?$/.exec(said) ?? [];
  const lines = ends.filter((end) => end !== undefined).map(Number);
  if (written === '' || lines.includes(0)) return { path: said };
  const path = said.slice(0, -written.length);
  return { path, firstLine: Math.min(...lines), lastLine: Math.max(...lines) };
}

/** What may be chosen. While the host still looks, what it found before, as far as it fits what is written now. */
export function mentionOptions(
  query: string,
  { found, selection }: Pick<Composer, 'found' | 'selection'>,
): readonly MentionOption[] {
  const isSelection = selection !== null && 'selection'.startsWith(query.toLowerCase());
  const paths = found === null ? [] : found.paths;
  const { path: wanted, ...lines } = mentionedFile(query);
  const fitting = found?.query === wanted ? paths : paths.filter((path) => holdsLetters(path, wanted));
  return [
    ...(isSelection ? [{ kind: 'selection', name: selection.attachment.name } as const] : []),
    ...fitting.map((path) => ({ kind: 'file', path, ...lines }) as const),
  ];
}

function holdsLetters(path: string, query: string): boolean {
  const lower = path.toLowerCase();
  let at = -1;
  for (const letter of query.toLowerCase()) {
    at = lower.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** What stands in the text for it, with a space after it to go on with. */
export function mentionText(option: MentionOption): string {
  if (option.kind === 'selection') return '@selection ';
  const name = fileLabel({ ...option, name: option.path }).replaceAll('"', "'");
  return /\s/.test(name) ? `@"${name}" ` : `@${name} `;
}
