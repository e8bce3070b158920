/** What in a line of the memory reads like an order, or tells what the user wants. */

import { maskQuotations } from '../prose/sentences.ts';
import { topicOf } from '../prose/topics.ts';
import { isClearlyRule } from '../recogniser/recognise.ts';
import { isConditional, leave, tellsOfLeave, theUser } from './gate-leave.ts';
import { allowedIn, forbids, withoutConcessions } from './gate-polarity.ts';
import type { Claim } from './gate-testimony.ts';
import type { Witness } from './gate-witness.ts';

/** Set before what the summary says of the user's will where no words of the user bear it out. */
export const ownWords = '(in the summary’s own words) ';

/** Set before an order that the assistant gave, or that material holds: so it is told, and not obeyed. */
export const suggested = '(suggested in the conversation, not by the user) ';

const wish =
  '(?:wants?|wanted|asks?|asked|says?|said|states?|stated|requests?|requested|expects?|expected|prefers?|preferred|decide[sd]?|agree[sd]?|wish(?:es|ed)|needs?|needed|would like|chose|chooses)';
const force =
  '(?:ordered|instruct(?:s|ed)|commanded|demanded|insist(?:s|ed)|required|forbids?|forbade|(?:orders?|commands?|demands?|requires?) (?:you|that|to|us|it|this|all|every|no|the assistant|claude)|(?:wants?|asks?|asked|tells?|told|expects?|would like) (?:you|the assistant|claude) to)';
/** Whoever they are, they speak of the assistant. */
const ofAssistant = String.raw`(?:user|they|he|she)(?:\s+\w+){0,2}\s+\w+\s+(?:you|the assistant|claude)`;

/** Says what the user wants, in the languages that a memory is mostly written in. */
const claim = new RegExp(
  [
    String.raw`${theUser}(?:\s+\w+){0,2}\s+(?:${wish}|${leave}|confirm(?:s|ed)|${force})\b`,
    String.raw`\b${ofAssistant}\b`,
    String.raw`\b(?:ordered|instructed|demanded|requested|approved|authori[sz]ed|asked(?: for)?|required|told) by the (?:user|human|customer)\b`,
    String.raw`\b(?:Nutzer|Benutzer|Anwender)\w*\s+(?:will|möchte|verlangt|wünscht|hat|sagt|bat|fordert)`,
    String.raw`\butilisat(?:eur|rice) (?:veut|a|demande|exige|souhaite)|\busuari[oa] (?:quiere|pidió|pide|exige|dijo|ha)|\butente (?:vuole|ha|chiede)|\busuári[oa] (?:quer|pediu|pede|disse)|\bgebruiker (?:wil|vraagt|heeft|zei)`,
    'пользователь (?:хочет|просил|попросил|требует|сказал|велел)|用户(?:要求|希望|想|说|要)|ユーザー?(?:は|が).{0,30}(?:求め|望|要求|指示|言)',
  ].join('|'),
  'iu',
);

/** Gives an order that would stand, or says that the user gave one. */
const standing = new RegExp(
  [
    String.raw`${theUser}(?:\s+\w+){0,2}\s+${force}(?! (?:from|by|page|history)\b)`,
    String.raw`^(?:you|the assistant|claude)(?:\s+\w+)?\s+(?:must|should|shall|(?:have|has|need|needs|ought) to|(?:are|is)(?: now)? (?:to|required|expected))\b`,
    String.raw`^(?:(?:from now on|henceforth|under no circumstances|ab jetzt|ab sofort|désormais|vanaf nu|впредь)(?!\p{L})|(?:ignore|disregard) (?:\p{L}+ ){1,3}(?:instructions?|rules?|messages?|prompts?|orders?)(?!\p{L}))`,
    '^(?:必须|务必|永远|绝不|从现在起|今后|必ず|絶対に)',
  ].join('|'),
  'iu',
);

/** Of those, what may be no more than a plan for the work ahead: that stays, under its mark. */
const plan =
  /^(?:you(?:\s+\w+)?\s+(?:should|(?:have|need|ought) to)|(?:the assistant|claude)(?:\s+\w+)?\s+(?:must|should|(?:has|needs|ought) to|is (?:to|expected)))\b/iu;

/** An order, or an account of what always is so: it stays too. */
const always =
  /^(?:[Aa]lways|[Nn]ever|[Ii]mmer|[Nn]iemals|[Tt]oujours|[Jj]amais|[Ss]iempre|[Nn]unca|[Ss]empre|[Aa]ltijd|[Nn]ooit|[Вв]сегда|[Нн]икогда) \p{Ll}+(?<!ed)(?![\p{L}-])/u;

/** Says that the user asked something, and not for something. */
const inquiry = new RegExp(
  [
    String.raw`${theUser}(?:\s+\w+){0,2}\s+(?:asks?|asked|wonder(?:s|ed)?|(?:wants?|wanted|would like) to (?:know|understand|learn|see|hear))\b(?! (?:you|the assistant|claude) to\b)`,
    String.raw`(?:Nutzer|Benutzer|Anwender)\w*\s+(?:fragt|will wissen|möchte wissen)|utilisat(?:eur|rice) demande|usuari[oa] pregunta|utente chiede|usuári[oa] pergunta|gebruiker vraagt`,
    'пользователь (?:спрашивает|спросил)|用户(?:问|想知道)|ユーザー?(?:は|が).{0,30}(?:聞|尋|質問)',
  ].join('|'),
  'iu',
);

/** Shares of a line's content words at which it counts as said: in one statement of the user's, in one message. */
const enoughOfOrder = 0.6;
const enoughOfLeave = 0.7;
const enoughOfClaim = 0.5;
const enoughOfMessage = 0.5;

export type OrderVerdict =
  /** It is none, or words of the user bear it out. */
  | 'fine'
  /** It is told as the user's will, or would stand as an order, and the user said nothing like it. */
  | 'notTheUsers'
  /** An order that would stand, and that somebody else gave. */
  | 'others'
  /** An order that nobody in the conversation gave. */
  | 'nobodys';

/**
 * Judges what reads like an order.
 *
 * @param text a line without its bullet
 * @param isQuoted words of the user's stand in it, of which the reader sees what the user said: then only an order or a
 *   leave is judged, by the words outside quotations
 */
export function judgeOrder(text: string, witness: Witness, isQuoted = false): OrderVerdict {
  if ([ownWords, suggested].some((mark) => text.startsWith(mark.trim()))) return 'fine';
  const bare = plainly(text);
  const masked = maskQuotations(bare);
  const ofLeave = tellsOfLeave(masked);
  const isOrder = standing.test(masked);
  const stands = isOrder || always.test(masked);
  const claims = ofLeave || claim.test(masked);
  const binds = stands || ofLeave;
  if (isQuoted && !binds) return 'fine';
  const orders = !stands && !claims && isClearlyRule({ quote: bare, masked, underRules: false });
  if (!stands && !claims && !orders) return 'fine';
  const said = isQuoted ? masked : bare;
  const { words } = topicOf(withoutAttribution(ofLeave ? allowedIn(said) : said));
  if (words.size < (isQuoted && !ofLeave ? fewestOutside : 1))
    return binds && !isQuoted ? 'notTheUsers' : 'fine';
  const topic: Claim = {
    words,
    negative: !ofLeave && forbids(masked),
    ofQuestion: !binds && inquiry.test(masked),
    ofLeave,
    conditional: isConditional(masked),
  };
  const enough = ofLeave ? enoughOfLeave : stands || orders ? enoughOfOrder : enoughOfClaim;
  if (witness.hasStatement(topic, enough)) return 'fine';
  if (witness.hasMessage(topic, enoughOfMessage, 'others')) return claims ? 'notTheUsers' : 'others';
  if (witness.hasMessage(topic, enoughOfMessage, 'user')) return orders ? 'fine' : 'notTheUsers';
  return isOrder && !plan.test(masked) ? 'nobodys' : 'notTheUsers';
}

/** Without what hides words from a reader of the source and not from the model: emphasis, tags, and marks without width. */
const plainly = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}|&(?:#8203|shy|zwnj);|<[^<>]{1,60}>/gu, '')
    .replace(/\*+|~~|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu, '')
    .replace(/^(?:[>–→✅•-]\s*|\(?(?:\d{1,3}|[a-z]|turn \d+)[):.]\s+)+/iu, '')
    .replace(/^(?!.{0,30}\b(?:user|human|customer)\b)[\p{L} ]{2,30}:\s+/iu, '');

/** Besides a quotation fewer content words claim nothing. */
const fewestOutside = 2;

/** What is left when the words are off that only say who wants it. */
const withoutAttribution = (text: string): string =>
  withoutConcessions(text)
    .replace(/\(turn \d+[^()]{0,60}\)/gi, ' ')
    .replace(attribution, ' ');

const attribution = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:user|human|customer|assistant|claude|twice|explicit(?:ly)?|gave|gives|leave|permission|approval|consent|green light|go-ahead|${wish}|${leave}|confirm(?:s|ed)|${force}|okay|ok|fine|(?:be)?nutzer\p{L}*|anwender\p{L}*|erlaubt|genehmigt|gestattet|utilisat(?:eur|rice)|autorisé\p{L}*|permis|usuari[oa]|permitido|autorizado|utente|permesso|usuári[oa]|permitiu|gebruiker|toegestaan|пользовател\p{L}*|разрешил\p{L}*)(?![\p{L}\p{N}])|用户|使用者|允许|批准|同意|授权|ユーザーは|許可(?:した)?`,
  'giu',
);
