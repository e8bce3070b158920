/** The files of the workspace that an answer names. Whether there is such a file the host finds out, after a click. */
export interface FileLink {
  /** As it was written, with `/` between its parts; untrusted. */
  readonly path: string;
  /** Counted from 1. */
  readonly line?: number;
}

const maxChars = 1_000;

/** What a Markdown link leads to: `src/main.ts#L12` or `src/main.ts:12`, escaped as in addresses. Null for what is no path. */
export function fileLink(target: string): FileLink | null {
  if (target.length > maxChars) return null;
  const [before = '', hash = ''] = target.split('#', 2);
  const [, escaped = '', behind] = /^([^:?]*)(?::(\d{1,7})(?:[-:]\d{1,7})?)?$/.exec(before) ?? [];
  const path = unescaped(escaped);
  // Nothing of another machine's, and nothing that is seen otherwise than it is.
  if (path === '' || path.startsWith('//') || /[\\"<>|*?:&\p{C}]/u.test(path)) return null;
  const line = Number(behind ?? /^L(\d{1,7})/.exec(hash)?.[1] ?? 0);
  return line > 0 ? { path, line } : { path };
}

/** What stands in a code span, where all of it looks like a file in a folder or at a line. */
export function fileInCode(text: string): FileLink | null {
  if (text.length > maxChars || !/^[\w@./-]+\.[a-z]\w*(?::\d{1,7}(?:[-:]\d{1,7})?)?$/i.test(text))
    return null;
  const link = fileLink(text);
  if (link === null || link.path.includes('/')) return link;
  return link.line === undefined || hostName.test(link.path) ? null : link;
}

/** With a port behind it such a name looks as a file at a line does. */
const hostName =
  /\.(?:com|org|net|io|dev|app|ai|co|eu|de|fr|es|it|nl|uk|ch|at|us|internal|intern|local|lan|test|example)$/i;

export interface TextPart {
  readonly text: string;
  /** Null for what only stands around. */
  readonly link: FileLink | null;
}

/** Plain text in parts: files in folders with a line, `src/main.ts:12`, and what stands around them. */
export function filesInText(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { 0: written, index } of text.matchAll(
    /(?<![\w@./\\:-])[\w@./-]+:\d{1,7}(?::\d{1,7})?(?!\w)/g,
  )) {
    const link = written.includes('/') ? fileInCode(written) : null;
    if (link === null) continue;
    if (index > end) parts.push({ text: text.slice(end, index), link: null });
    parts.push({ text: written, link });
    end = index + written.length;
  }
  return end < text.length || parts.length === 0 ? [...parts, { text: text.slice(end), link: null }] : parts;
}

function unescaped(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return '';
  }
}
