/**
 * Widens a passage of what somebody wrote to what can be quoted: whole sentences, or clauses that leave nothing out that
 * turns them round. A part may say the opposite of its sentence, ask for what the sentence only asks about, or be the words
 * of somebody else.
 */
import type { Span } from '../span.ts';
import { longestSentence, maskQuotations, sentenceBounds, typedItemMark } from './sentences.ts';
import { clausesOf, topicOf } from './topics.ts';
import { lineGoesOn, wrapped } from './wrapped-lines.ts';

/** A text on one line, white space folded into blanks. */
export interface Wording {
  readonly plain: string;
  /** The same, of the same length, with a line feed where a line ends a sentence or an item. */
  readonly lined: string;
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
  const around = spanOf(passages);
  if (around === null) return null;
  const { offset, masked } = surroundings(wording, around);
  const own = passages.map(([from, to]): Span => [from - offset, to - offset]);
  const inside = statementsIn(masked).filter(({ span }) => own.some((passage) => overlap(span, passage)));
  const text = ([from, to]: Span): string => wording.plain.slice(from + offset, to + offset);
  const spans = inside.map(({ span }) => span);
  const sentences = spanOf(spans);
  if (sentences === null || own.some(([from, to]) => from < sentences[0] || to > sentences[1])) return null;
  const heading = inside.find((statement) => statement.heading !== null)?.heading ?? null;
  const whole: Span =
    heading !== null && turns(text(heading)) ? [Math.min(heading[0], sentences[0]), sentences[1]] : sentences;
  const asks = spans.some((span) => /[?？]["'”’»)\]]{0,2}$/.test(masked.slice(...span)));
  const quoted = longQuotations(masked);
  const isOthers = own.every((passage) => isMasked(masked, quoted, passage));
  const clauses = merged(own.map((passage) => clausesAround(masked, spans, passage)));
  const isTurned = asks || isOthers || turns(gaps(whole, clauses).map(text).join(' '));
  const absolute = ([from, to]: Span): Span => [from + offset, to + offset];
  return { spans: (isTurned ? [whole] : clauses).map(absolute), whole: absolute(whole), asks, isOthers };
}

const overlap = (one: Span, other: Span): boolean => one[0] < other[1] && other[0] < one[1];

const spanOf = (spans: readonly Span[]): Span | null => {
  const from = spans[0]?.[0];
  const to = spans.at(-1)?.[1];
  return from === undefined || to === undefined ? null : [from, to];
};

/** The lines around, with quotations and code blotted out, and where in the wording they begin. */
function surroundings({ lined }: Wording, [from, to]: Span) {
  const begin = Math.max(0, from - 2 * longestSentence);
  const line = begin === 0 ? 0 : lined.indexOf('\n', begin) + 1;
  const offset = line > 0 && line <= from ? line : begin;
  const end = lined.indexOf('\n', to + longestSentence);
  const farthest = to + 2 * longestSentence;
  return {
    offset,
    masked: maskQuotations(lined.slice(offset, end < 0 ? farthest : Math.min(end, farthest))),
  };
}

interface Statement {
  readonly span: Span;
  /** What announces it: the line above that ends in a colon, or stands above the list that it is in. */
  readonly heading: Span | null;
}

function statementsIn(masked: string): readonly Statement[] {
  const lines = linesOf(masked);
  const headings = headingsOf(lines);
  return lines
    .flatMap((line, index) => sentencesOf(line).map((span) => ({ span, heading: headings[index] ?? null })))
    .filter(({ span: [from, to] }) => to - from <= longestSentence);
}

interface Line {
  readonly start: number;
  readonly text: string;
  /** How long the marks are that it begins with. */
  readonly lead: number;
}

const marks = new RegExp(String.raw`^\s*(?:${typedItemMark}|(?:>|#{1,6})\s+)+`);

function linesOf(masked: string): readonly Line[] {
  let start = 0;
  return masked.split('\n').map((text) => {
    const line = { start, text, lead: marks.exec(text)?.[0].length ?? 0 };
    start += text.length + 1;
    return line;
  });
}

const sentencesOf = ({ start, text, lead }: Line): readonly Span[] =>
  sentenceBounds(text.slice(lead)).flatMap(([from, to]): readonly Span[] => {
    const words = text.slice(lead + from, lead + to);
    const at = start + lead + from + words.length - words.trimStart().length;
    return words.trim() === '' ? [] : [[at, at + words.trim().length]];
  });

/** For each line what announces it. */
function headingsOf(lines: readonly Line[]): readonly (Span | null)[] {
  let heading: Span | null = null;
  return lines.map(({ lead }, index) => {
    const above = lines[index - 1];
    if (above !== undefined && /[:：]\**$/.test(above.text.trimEnd()))
      heading = sentencesOf(above).at(-1) ?? null;
    else if (lead === 0) heading = null;
    return heading;
  });
}

/** Within a line they are blotted out already. */
function longQuotations(masked: string): readonly Span[] {
  const rest = masked.replace(/["“„«»]·+[.!?…]?["”“»«]/g, (found) => '·'.repeat(found.length));
  return [...rest.matchAll(/(?<=^|[\s(:])["“„«](?=\S)[^"”“»]{1,600}["”“»]/gm)].map(
    ({ index, 0: found }): Span => [index, index + found.length],
  );
}

const isMasked = (masked: string, quoted: readonly Span[], [from, to]: Span): boolean =>
  quoted.some((span) => span[0] <= from && to <= span[1]) || !/\p{L}/u.test(masked.slice(from, to));

/** The clauses that a passage has part of. */
function clausesAround(masked: string, sentences: readonly Span[], passage: Span): Span {
  const clauses = sentences
    .filter((sentence) => overlap(sentence, passage))
    .flatMap(([from, to]) =>
      clausesOf(masked.slice(from, to)).map(([start, end]): Span => [from + start, from + end]),
    )
    .filter((clause) => overlap(clause, passage));
  return spanOf(clauses) ?? passage;
}

const gaps = (whole: Span, kept: readonly Span[]): readonly Span[] =>
  [...kept, [whole[1], whole[1]] as const].map(([from], index) => {
    const after = kept[index - 1]?.[1] ?? whole[0];
    return [after, Math.max(after, from)];
  });

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span[0] <= last[1])
      result[result.length - 1] = [last[0], Math.max(last[1], span[1])];
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
