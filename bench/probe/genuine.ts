/** Tells whether a quotation says what a text says: a whole sentence or clause of it, and none that the rest turns round. */

/** A text on one line, of which it is known where lines ended. */
export interface Said {
  readonly plain: string;
  /** As long as `plain`, with line feeds. */
  readonly lined: string;
}

/** Quotation marks of all kinds count as one. */
const comparable = (text: string): string => text.replace(/["'“”„‘’`«»]/g, "'");

export function saidOf(text: string): Said {
  const lined = comparable(text.trim().replace(/\s+/g, (run) => (run.includes('\n') ? '\n' : ' ')));
  return { lined, plain: lined.replaceAll('\n', ' ') };
}

/** Fewer words may be a name, which needs not be a sentence. */
const fewestWords = 3;

const denying =
  /(?<![\p{L}\p{N}])(?:never|don't|do not|doesn't|not|unless|nie|niemals|nicht|kein\p{L}*|jamais|nunca|mai|nooit|niet|geen|никогда|если не)(?![\p{L}\p{N}])|不要|别|勿/iu;

/** What tells of a text whether the quotation says what it says. */
export function isGenuine(quote: string): (said: Said) => boolean {
  const wanted = comparable(quote.replace(/\s+/g, ' ').trim());
  const core = wanted.replace(/[\s.,;:!?…。！？']+$/u, '');
  const parts = core.split(/\[redacted: [^\]]*\]/);
  return ({ plain, lined }) => {
    if (core === '') return true;
    // What was told as a credential elsewhere is known only to who has read it all.
    if (parts.length > 1 && areInOrder(parts, plain)) return true;
    for (let at = plain.indexOf(core); at >= 0; at = plain.indexOf(core, at + 1)) {
      if (standsFor(lined, at, at + core.length, wanted)) return true;
    }
    return false;
  };
}

function areInOrder(parts: readonly string[], text: string): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}

function standsFor(lined: string, from: number, to: number, wanted: string): boolean {
  const before = lined.slice(Math.max(0, from - 1_000), from);
  const after = lined.slice(to, to + 1_000);
  const sentenceBefore = before.split(/[.!?…][)'\]]*(?=\s)|[。！？]|\n/u).at(-1) ?? '';
  // A quotation that ends a sentence ends it whatever comes after.
  const isEnded = /[.!?…。！？]'*$/u.test(wanted) && /^'*[.!?…。！？]/u.test(after);
  const sentenceAfter = isEnded
    ? ''
    : (/^[^.!?…。！？\n]*(?:[.!?…](?=[\p{L}\p{N}])[^.!?…。！？\n]*)*/u.exec(after)?.[0] ?? '');
  if (denying.test(`${sentenceBefore} ${sentenceAfter}`)) return false;
  if (wanted.split(' ').length < fewestWords) return true;
  const mark = after.charAt(sentenceAfter.length);
  if (/[?？]/.test(mark) && !/[?？]/.test(wanted.slice(-2))) return false;
  if (/'$/.test(before) && /^[.!?,]?'/.test(after)) return false;
  // At either end a sentence, a clause or a line ends, or the text.
  const begins =
    /^$|[.!?…,;:—–\n。！？，；：、)'–-]\s*$|^\s*(?:[-*•+>#]+|\d+[.)])\s+$|\n\s*(?:[-*•+>#]+|\d+[.)])\s+$|\p{Extended_Pictographic}\S*\s*$/u.test(
      before,
    );
  const ends = /^$|^\s*[.!?…,;:—–\n。！？，；：、('–-]|^\s*\p{Extended_Pictographic}/u.test(after);
  return begins && (isEnded || ends);
}
