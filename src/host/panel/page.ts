/** The page that a panel loads. */
import type { Words } from '../../protocol/words.ts';

export interface PageOptions {
  readonly scriptUri: string;
  readonly styleUri: string;
  /** The webview's own source for styles, fonts and images. */
  readonly cspSource: string;
  /** New for each load. */
  readonly nonce: string;
  /** BCP 47, for hyphenation and screen readers. */
  readonly language: string;
  readonly title: string;
  readonly words: Words;
}

/** SHA-256 of the empty string: the toolkit probes for `:focus-visible` with an empty style element. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

export function pageHtml(options: PageOptions): string {
  const { scriptUri, styleUri, cspSource, nonce, language, title, words } = options;
  // Images come from the extension only: a picture in an answer would tell its server that it was shown, and what.
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "connect-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource} ${emptyStyle}`,
    `img-src ${cspSource} data:`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attribute(styleUri)}">
<title>${attribute(title)}</title>
</head>
<body data-words="${attribute(JSON.stringify(words))}">
<script type="module" nonce="${attribute(nonce)}" src="${attribute(scriptUri)}"></script>
</body>
</html>
`;
}

const attribute = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
