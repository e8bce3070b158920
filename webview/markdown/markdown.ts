/**
 * Markdown as a small tree of plain values. Whatever the source holds, only these shapes come out: raw HTML and images
 * become text, and a link is one only where `safeLink` or `fileLink` says so. No HTML string exists anywhere.
 */
import type { MarkedToken, Token, Tokens } from 'marked';
import { decodeEntities } from './entities.ts';
import { type FileLink, fileInCode, fileLink, filesInText } from './file-link.ts';
import { quickLexer } from './quick-lexer.ts';
import { safeLink } from './safe-link.ts';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly children: readonly Inline[] }
  /** `href` has passed `safeLink`. */
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }
  | { readonly kind: 'file'; readonly file: FileLink; readonly children: readonly Inline[] }
  | { readonly kind: 'break' };

export type Align = 'left' | 'center' | 'right' | null;

export interface ListItem {
  /** Null where the item is not a task. */
  readonly checked: boolean | null;
  readonly children: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  /** Lines that are not wrapped in a paragraph of their own: the text of a tight list item. */
  | { readonly kind: 'line'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly code: string }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly ListItem[] }
  | {
      readonly kind: 'table';
      readonly align: readonly Align[];
      readonly header: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' }
  /** Shown exactly as it is, line breaks included. */
  | { readonly kind: 'plain'; readonly text: string };

/** Parses one segment. What the parser cannot cope with is shown as it is. */
export function parseMarkdown(source: string): readonly Block[] {
  try {
    return blocks(quickLexer().lex(source));
  } catch {
    return [{ kind: 'plain', text: source }];
  }
}

/** The lexer has no extensions, so every token is one of the library's own. */
const own = (tokens: readonly Token[] | undefined): readonly MarkedToken[] => (tokens ?? []) as MarkedToken[];

function blocks(tokens: readonly Token[] | undefined): readonly Block[] {
  return own(tokens).flatMap((token) => block(token) ?? []);
}

function block(token: MarkedToken): Block | null {
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return null;
    case 'heading':
      return { kind: 'heading', level: token.depth, children: inlines(token.tokens) };
    case 'paragraph':
      return { kind: 'paragraph', children: inlines(token.tokens) };
    case 'text':
      return {
        kind: 'line',
        children: token.tokens === undefined ? inlines([token]) : inlines(token.tokens),
      };
    case 'code':
      return { kind: 'code', language: (token.lang ?? '').split(/\s/, 1)[0] ?? '', code: token.text };
    case 'blockquote':
      return { kind: 'quote', children: blocks(token.tokens) };
    case 'list':
      return list(token);
    case 'table':
      return table(token);
    case 'hr':
      return { kind: 'rule' };
    default:
      return { kind: 'plain', text: token.raw.trimEnd() };
  }
}

function list(token: Tokens.List): Block {
  const items = token.items.map((item) => ({
    checked: item.task ? item.checked === true : null,
    children: blocks(item.tokens),
  }));
  return { kind: 'list', start: token.ordered ? Number(token.start) : null, items };
}

function table(token: Tokens.Table): Block {
  return {
    kind: 'table',
    align: token.align,
    header: token.header.map((cell) => inlines(cell.tokens)),
    rows: token.rows.map((row) => row.map((cell) => inlines(cell.tokens))),
  };
}

function inlines(tokens: readonly Token[] | undefined): readonly Inline[] {
  return own(tokens).flatMap(inline);
}

function inline(token: MarkedToken): readonly Inline[] {
  switch (token.type) {
    case 'text':
      return token.tokens === undefined
        ? filesInText(decodeEntities(token.text)).map(({ text, link: file }) =>
            named({ kind: 'text', text }, file),
          )
        : inlines(token.tokens);
    case 'escape':
      return [{ kind: 'text', text: token.text }];
    case 'codespan':
      return [named({ kind: 'code', text: token.text }, fileInCode(token.text))];
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: token.type, children: inlines(token.tokens) }];
    case 'br':
      return [{ kind: 'break' }];
    case 'link':
      return link(token.href, token.autolink === true ? [] : inlines(token.tokens), token.text);
    case 'image':
      return link(token.href, [{ kind: 'text', text: token.text }], token.text);
    case 'html':
      return /^<br\s*\/?>$/i.test(token.raw) ? [{ kind: 'break' }] : [{ kind: 'text', text: token.raw }];
    case 'checkbox':
      return [];
    default:
      return [{ kind: 'text', text: token.raw }];
  }
}

const named = (shown: Inline, file: FileLink | null): Inline =>
  file === null ? shown : { kind: 'file', file, children: [shown] };

/** No link stands in another. */
const unlinked = (children: readonly Inline[]): readonly Inline[] =>
  children.flatMap((child) => {
    if (child.kind === 'file') return child.children;
    return 'children' in child ? [{ ...child, children: unlinked(child.children) }] : [child];
  });

/**
 * A link that may not be one keeps its label, and shows where it would have led: nothing that the source says is lost,
 * and nobody is led anywhere.
 */
function link(target: string, label: readonly Inline[], text: string): readonly Inline[] {
  const shown: readonly Inline[] =
    text === '' || label.length === 0 ? [{ kind: 'text', text: text || target }] : unlinked(label);
  const href = safeLink(target);
  if (href !== null) return [{ kind: 'link', href, children: shown }];
  const file = fileLink(target);
  if (file !== null) return [{ kind: 'file', file, children: shown }];
  return text === target ? shown : [...shown, { kind: 'text', text: ` (${target})` }];
}
