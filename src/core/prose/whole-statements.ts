/**
 * Widens a passage of what somebody wrote to what can be quoted: whole sentences, or clauses that leave nothing out that
 * turns them round. A part may say the opposite of its sentence, ask for what the sentence only asks about, or be the words
 * of somebody else.
 */
import { longestSentence, maskQuotations, sentenceBounds, typedItemMark } from './sentences.ts';
import { clausesOf, topicOf } from './topics.ts';
import { lineGoesOn, wrapped } from './wrapped-lines.ts';

/** A text on one line, white space folded into blanks. */
export interface Wording {
  readonly plain: string;
  /** The same, of the same length, with a line feed where a line ends a sentence or an item. */
  readonly lined: string;
}

/** Positions in a wording; `to` is after the last character. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export function wordingOf(text: string): Wording {
  const trimmed = text.trim();
  let lineStart = 0;
  const lined = trimmed.replace(/\s+/g, (run: string, at: number) => {
    if (!run.includes('\n')) return ' ';
    const before = trimmed.slice(Math.max(lineStart, at - wrapped), at);
    lineStart = at + run.length;
    const isOneBreak = run.indexOf('\n') === run.lastIndexOf('\n');
    return isOneBreak && lineGoesOn(before, trimmed.slice(lineStart, lineStart + 2)) ? ' ' : '\n';
  });
  return { plain: lined.replaceAll('\n', ' '), lined };
}

interface Quotable {
  /** What may be quoted, in order, each a whole sentence or one or more clauses of one. */
  readonly spans: readonly Span[];
  /** The sentences that the passages have part of, from the first to the last; with a heading that turns an item round. */
  readonly whole: Span;
  /** One of the sentences asks. */
  readonly asks: boolean;
  /** It stands in the writer's own quotation marks, or in code: somebody else's words, as far as one can tell. */
  readonly isOthers: boolean;
}

/** @param passages of one sentence, or of several that follow each other. Null where a sentence does not end. */
export function quotable(wording: Wording, passages: readonly Span[]): Quotable | null {
  const first = passages[0];
  const last = passages.at(-1);
  if (first === undefined || last === undefined) return null;
  const around = surroundings(wording, { from: first.from, to: last.to });
  const { offset, masked } = around;
  const own = passages.map(({ from, to }) => ({ from: from - offset, to: to - offset }));
  const inside = around.sentences.filter((it) => own.some((passage) => overlap(it, passage)));
  const text = (span: Span): string => wording.plain.slice(span.from + offset, span.to + offset);
  const sentences = spanOf(inside);
  if (sentences === null || own.some(({ from, to }) => from < sentences.from || to > sentences.to))
    return null;
  const heading = inside.map((sentence) => around.headingOf(sentence)).find((it) => it !== null);
  const isBelowTurning = heading !== undefined && heading !== null && turns(text(heading));
  const whole = isBelowTurning
    ? { from: Math.min(heading.from, sentences.from), to: sentences.to }
    : sentences;
  const asks = inside.some(({ from, to }) => /[?？]["'”’»)\]]{0,2}$/.test(masked.slice(from, to)));
  const isOthers = own.every((passage) => isMasked(masked, around.quoted, passage));
  const clauses = merged(own.map((passage) => clausesAround(masked, inside, passage)));
  const isTurned = asks || isOthers || turns(gaps(whole, clauses).map(text).join(' '));
  const absolute = (span: Span): Span => ({ from: span.from + offset, to: span.to + offset });
  return { spans: (isTurned ? [whole] : clauses).map(absolute), whole: absolute(whole), asks, isOthers };
}

const overlap = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

const spanOf = (spans: readonly Span[]): Span | null => {
  const from = spans[0]?.from;
  const to = spans.at(-1)?.to;
  return from === undefined || to === undefined ? null : { from, to };
};

interface Surroundings {
  /** Where in the wording it begins. */
  readonly offset: number;
  /** The lines around, with quotations and code blotted out. */
  readonly masked: string;
  /** Quotations that run over several lines. */
  readonly quoted: readonly Span[];
  readonly sentences: readonly Span[];
  headingOf(sentence: Span): Span | null;
}

const marks = new RegExp(String.raw`^\s*(?:${typedItemMark}|(?:>|#{1,6})\s+)+`);

function surroundings({ lined }: Wording, { from, to }: Span): Surroundings {
  const begin = Math.max(0, from - 2 * longestSentence);
  const line = begin === 0 ? 0 : lined.indexOf('\n', begin) + 1;
  const offset = line > 0 && line <= from ? line : begin;
  const end = lined.indexOf('\n', to + longestSentence);
  const part = lined.slice(
    offset,
    end < 0 || end > to + 2 * longestSentence ? to + 2 * longestSentence : end,
  );
  const masked = maskQuotations(part);
  const sentences: Span[] = [];
  const headings = new Map<number, Span>();
  let heading: Span | null = null;
  let isBelow = false;
  let start = 0;
  for (const text of masked.split('\n')) {
    const lead = marks.exec(text)?.[0].length ?? 0;
    if (lead === 0 && !isBelow) heading = null;
    for (const [first, next] of sentenceBounds(text.slice(lead))) {
      const words = text.slice(lead + first, lead + next);
      const at = start + lead + first + (words.length - words.trimStart().length);
      if (words.trim() === '') continue;
      if (heading !== null) headings.set(at, heading);
      sentences.push({ from: at, to: at + words.trim().length });
    }
    isBelow = /[:：]\**$/.test(text.trimEnd());
    if (isBelow) {
      const [last = 0] = sentenceBounds(text.slice(lead)).at(-1) ?? [];
      const lastWords = text.slice(lead + last);
      heading = {
        from: start + lead + last + lastWords.length - lastWords.trimStart().length,
        to: start + text.trimEnd().length,
      };
    }
    start += text.length + 1;
  }
  return {
    offset,
    masked,
    quoted: longQuotations(masked),
    sentences: sentences.filter((it) => it.to - it.from <= longestSentence),
    headingOf: (sentence) => headings.get(sentence.from) ?? null,
  };
}

/** Within a line they are blotted out already. */
function longQuotations(masked: string): readonly Span[] {
  const rest = masked.replace(/["“„«»]·+[.!?…]?["”“»«]/g, (found) => '·'.repeat(found.length));
  return [...rest.matchAll(/(?<=^|[\s(:])["“„«](?=\S)[^"”“»]{1,600}["”“»]/gm)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

const isMasked = (masked: string, quoted: readonly Span[], { from, to }: Span): boolean =>
  quoted.some((span) => span.from <= from && to <= span.to) || !/\p{L}/u.test(masked.slice(from, to));

/** The clauses that a passage has part of. */
function clausesAround(masked: string, sentences: readonly Span[], passage: Span): Span {
  const clauses = sentences
    .filter((sentence) => overlap(sentence, passage))
    .flatMap(({ from, to }) =>
      clausesOf(masked.slice(from, to)).map(([start, end]) => ({ from: from + start, to: from + end })),
    )
    .filter((clause) => overlap(clause, passage));
  return spanOf(clauses) ?? passage;
}

const gaps = (whole: Span, kept: readonly Span[]): readonly Span[] =>
  [...kept, { from: whole.to, to: whole.to }].map(({ from }, index) => ({
    from: kept[index - 1]?.to ?? whole.from,
    to: Math.max(kept[index - 1]?.to ?? whole.from, from),
  }));

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}

/** True of words without which the rest of their sentence may say something else: they deny, limit, attribute or take it back. */
export const turns = (text: string): boolean => topicOf(text).negative || turning.test(text);

const turning = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])(?:if|unless|except(?:ing)?|only|until|till|when(?:ever)?|while|once|before|after|as long as|provided|otherwise|instead|rather|in case|refus\p{L}*|reject\p{L}*|forb(?:id|ade)\p{L}*|prohibit\p{L}*|bann?(?:ed|s|ing)?|den(?:y|ies|ied)|declin\p{L}*|hat(?:e[sd]?|ing)|dislike[sd]?|object(?:s|ed)?|against|wrong|bad|worse|worst|mistake|pretend|imagine|suppose|jok(?:e|ing)|nobody|nothing|none|neither|nor|hardly|says?|said|told|tells|wrote|writes|claim(?:s|ed)?|thinks?|thought|suggest\p{L}*|recommend\p{L}*|wants|wanted|asks|asked|according|whether)(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}])(?:wenn|falls|sofern|solange|bis|bevor|nur|außer|sonst|statt|anstatt|ob|verbiet\p{L}*|verbot\p{L}*|weiger\p{L}*|lehn\p{L}*|falsch|hass\p{L}*|gegen|niemand|nichts|weder|sagt|sagte|meint|schreibt|schrieb|laut|will|si|sauf|seulement|tant que|jusqu\p{L}*|avant|quand|lorsque|refus\p{L}*|interdi\p{L}*|déteste|contre|faux|personne|rien|dit|écrit|selon|veut|cuando|solo|sólo|salvo|excepto|hasta|antes|en vez|a menos|rechaz\p{L}*|prohib\p{L}*|odio|contra|mal|nadie|nada|tampoco|dice|dijo|según|quiere)(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}])(?:se|tranne|finché|prima|quando|invece|rifiut\p{L}*|viet\p{L}*|contro|sbaglia\p{L}*|nessun\p{L}*|nemmeno|secondo|vuole|só|somente|exceto|até|caso|recus\p{L}*|proib\p{L}*|odeio|ningu\p{L}*|disse|diz|quer|als|tenzij|behalve|alleen|totdat|voordat|mits|verbied\p{L}*|verboden|haat|tegen|niets|zegt|schrijft|volgens|если|только|кроме|пока|до|когда|вместо|отказ\p{L}*|запре\p{L}*|против|никто|ничего|говорит|сказал\p{L}*|пишет)(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}])(?:(?:scrap|scratch|strike|drop|forget|cancel|ignore|disregard|undo) (?:that|it|this|them|those)|take (?:that|it) back|never ?mind|chang(?:ed?|ing) (?:my|our) minds?|change of (?:mind|plans?)|on second thoughts?|kidding|joke[ds]|sarcas\p{L}*|doubt\p{L}*|(?:vergiss|vergesst|streich\p{L}*) (?:das|es)|anders überlegt|planänderung|scherz\p{L}*|spaß|(?:be)?zweif\p{L}*|oublie[sz]? (?:ça|cela)|laisse[sz]? tomber|changé d['’](?:avis|idée)|plaisant\p{L}*|blague\p{L}*|rigol\p{L}*|doute\p{L}*)(?![\p{L}\p{N}])`,
    String.raw`(?<![\p{L}\p{N}])(?:olvídalo|olvid\p{L}* eso|déjalo|cambi(?:é|ado) de (?:idea|opinión|parecer|planes)|broma\p{L}*|dud[oa]\p{L}*|dimentica(?:lo|telo)|lascia(?:mo)? (?:stare|perdere)|cambiato idea|dubit\p{L}*|esque(?:ce|ça|çam) isso|deixa pra lá|mude(?:i|mos) de ideia|brinca\p{L}*|duvid\p{L}*|vergeet (?:dat|het)|laat maar|van gedachten|grapje|geintje|(?:be)?twijfel\p{L}*|забудь\p{L}*|отмена|передума\p{L}*|шучу|шутк\p{L}*|пошутил\p{L}*|сомнева\p{L}*)(?![\p{L}\p{N}])`,
    '算了|取消|作废|改主意|开玩笑|怀疑|やっぱり|忘れて|撤回|取り消|冗談|疑わしい',
    '如果|除非|只|除了|直到|拒绝|反对|说|もし|場合|だけ|以外|まで|断|と言|によると',
  ].join('|'),
  'iu',
);
