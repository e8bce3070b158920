/** What in a line of the memory reads like an order, or tells what the user wants. */

import { maskQuotations } from '../prose/sentences.ts';
import { topicOf } from '../prose/topics.ts';
import { isClearlyRule } from '../recogniser/recognise.ts';
import { forbids } from './gate-polarity.ts';
import type { Claim } from './gate-testimony.ts';
import type { Witness } from './gate-witness.ts';

/** Set before what the summary says of the user's will where no words of the user bear it out. */
export const ownWords = '(in the summary’s own words) ';

/** Set before an order that the assistant gave, or that material holds: so it is told, and not obeyed. */
export const suggested = '(suggested in the conversation, not by the user) ';

const somebody = '(?:user|human|customer|they|he|she)';
const wish =
  '(?:wants?|wanted|asks?|asked|says?|said|states?|stated|requests?|requested|expects?|expected|prefers?|preferred|decide[sd]?|agree[sd]?|wish(?:es|ed)|needs?|needed|would like|chose|chooses)';
const leave =
  '(?:approve[sd]?|allow(?:s|ed)|authori[sz]e[sd]?|permits?|permitted|confirm(?:s|ed)|grant(?:s|ed)|gave|gives)';
const force =
  '(?:orders?|ordered|instruct(?:s|ed)|commands?|commanded|demands?|demanded|insist(?:s|ed)|requires?|required|forbids?|forbade|(?:wants?|asks?|asked|tells?|told|expects?|would like) (?:you|the assistant|claude) to)';

/** Says what the user wants, in the languages that a memory is mostly written in. */
const claim = new RegExp(
  [
    String.raw`\b${somebody}(?:\s+\w+){0,2}\s+(?:${wish}|${leave}|${force})\b`,
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
    String.raw`\b${somebody}(?:\s+\w+){0,2}\s+${force}\b`,
    String.raw`^(?:you|the assistant|claude|the model)(?:\s+\w+)?\s+(?:must|should|shall|(?:have|has|need|needs|ought) to|may|(?:are|is)(?: now)? (?:to|allowed|authori[sz]ed|required|permitted|expected|free))\b`,
    String.raw`^(?:always|never|from now on|henceforth|under no circumstances|(?:ignore|disregard) (?:all|any|every|the|previous|earlier)|immer|niemals|ab jetzt|ab sofort|toujours|jamais|désormais|siempre|nunca|sempre|altijd|nooit|vanaf nu|всегда|никогда|впредь)(?![\p{L}])`,
    '^(?:必须|务必|永远|绝不|从现在起|今后|必ず|絶対に)',
  ].join('|'),
  'iu',
);

/** Says that the user asked something, and not for something. */
const inquiry = new RegExp(
  [
    String.raw`\b${somebody}(?:\s+\w+){0,2}\s+(?:asks?|asked|wonder(?:s|ed)?|(?:wants?|wanted|would like) to (?:know|understand|learn|see|hear))\b(?! (?:you|the assistant|claude) to\b)`,
    String.raw`(?:Nutzer|Benutzer|Anwender)\w*\s+(?:fragt|will wissen|möchte wissen)|utilisat(?:eur|rice) demande|usuari[oa] pregunta|utente chiede|usuári[oa] pergunta|gebruiker vraagt`,
    'пользователь (?:спрашивает|спросил)|用户(?:问|想知道)|ユーザー?(?:は|が).{0,30}(?:聞|尋|質問)',
  ].join('|'),
  'iu',
);

/** Shares of a line's content words at which it counts as said: in one statement of the user's, in one message. */
const enoughOfOrder = 0.6;
const enoughOfClaim = 0.5;
const enoughOfMessage = 0.5;

const grants = new RegExp(String.raw`\b${somebody}(?:\s+\w+){0,2}\s+${leave}\b`, 'iu');

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
  const bare = text.replace(/\*\*|__/g, '').replace(/^[\p{L} ]{2,30}:\s+/u, '');
  const masked = maskQuotations(bare);
  const stands = standing.test(masked);
  const claims = claim.test(masked);
  const binds = stands || grants.test(masked);
  if (isQuoted && !binds) return 'fine';
  const orders = !stands && !claims && isClearlyRule({ quote: bare, masked, underRules: false });
  if (!stands && !claims && !orders) return 'fine';
  const { words } = topicOf(withoutAttribution(isQuoted ? masked : bare));
  // One word in common is no leave.
  if (words.size < 2 && !isQuoted && grants.test(masked)) return 'notTheUsers';
  if (words.size < (isQuoted ? fewestOutside : 1)) return 'fine';
  const topic: Claim = { words, negative: forbids(masked), ofQuestion: !binds && inquiry.test(masked) };
  if (witness.hasStatement(topic, claims && !binds ? enoughOfClaim : enoughOfOrder)) return 'fine';
  if (witness.hasMessage(topic, enoughOfMessage, 'others'))
    return orders ? 'fine' : claims ? 'notTheUsers' : 'others';
  if (witness.hasMessage(topic, enoughOfMessage, 'user')) return orders ? 'fine' : 'notTheUsers';
  return stands ? 'nobodys' : 'notTheUsers';
}

/** Besides a quotation fewer content words claim nothing. */
const fewestOutside = 2;

/** What is left when the words are off that only say who wants it. */
const withoutAttribution = (text: string): string =>
  text
    .replace(/\(turn \d+[^)]*\)/gi, ' ')
    .replace(
      new RegExp(
        String.raw`\b(?:user|human|customer|assistant|claude|twice|explicit(?:ly)?|${wish}|${leave}|${force})\b`,
        'gi',
      ),
      ' ',
    );
