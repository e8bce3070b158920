/** Tells when the user takes an instruction back, and which words say what it was about. */

import { clausesOf, type Topic, topicOf } from '../prose/topics.ts';
import type { Judged } from '../recogniser/recognise.ts';
import { anyOf } from './large-patterns.ts';

export interface Revocation {
  /** What it takes back, in the user's words: the part of the sentence that says so. */
  readonly quote: string;
  /** Of that part, or of the whole sentence where the part has no words of its own. */
  readonly topic: Topic;
  /** "Forget that rule": what is meant is the instruction before. */
  readonly meansLatest: boolean;
  /** Nothing but a permission or a withdrawal, hence no instruction itself. */
  readonly isPure: boolean;
}

const pure = [
  '(?:please |you can |you may |just |ok,? |okay,? )*(?:forget|scrap|drop|ignore|disregard|never ?mind|cancel|revoke|lift|withdraw|strike|undo|discard|skip)(?: about)? (?:what I said|what I told|the (?:\\S+ ){0,4}(?:rule|instruction|limit|restriction|ban|requirement|constraint|preference|convention|thing about)|my (?:\\S+ ){0,4}(?:rule|instruction|limit|restriction|ban|requirement|constraint|preference|request|earlier|previous|last)|that (?:rule|instruction|limit|restriction|ban|requirement|last)|all (?:the |my )?(?:rules|instructions)|everything I said)',
  "(?:please |ok,? |okay,? )*(?:forget about|never ?mind (?:about )?(?:the|my|what)|scrap|no need (?:to|for)|you (?:no longer|don'?t) (?:need|have) to)(?! (?:it|that)?[.!]?$)",
  "(?:you|we)(?:'re| are)? (?:(?:can|may|could)(?: now| again| also)?|allowed to|free to|welcome to)(?= .{0,120}(?:again|after all|now|from now on|anymore|going forward|once more))",
  '.{0,100}(?:is|are)(?: now| again| totally| perfectly)? (?:fine|ok|okay|allowed|permitted|back in|welcome|good)(?: to use)? (?:again|now|after all|from now on)',
  ".{0,100}(?:no longer|not any ?more|doesn'?t) (?:appl(?:y|ies)|count|needed|necessary|required|valid|matters?|holds?)(?:\\b)(?: any ?more)?",
  "I(?:'ve| have)? changed my mind(?: about| on|:|,|\\.)",
  '(?:vergiss|vergesst|ignoriere?|streiche?|verwirf)(?: bitte)? (?:das mit|die (?:regel|anweisung|vorgabe|sache)|den|was ich|meine?|alles)|(?:du|ihr|sie) (?:darfst|kannst|dürft|dürfen|können) (?:jetzt |nun |auch )?(?:wieder|doch|ab jetzt)|.{0,100}(?:gilt nicht mehr|nicht mehr (?:nötig|verboten)|(?:ist|sind) (?:jetzt |nun )?(?:wieder|doch) (?:erlaubt|ok|okay|in ordnung))',
  "oublie(?:z)? (?:ce que|la (?:règle|consigne|limite)|l'instruction|ma|mon|mes|l'histoire)|(?:tu peux|vous pouvez) (?:de nouveau|à nouveau|maintenant|finalement|désormais)|.{0,100}(?:ne s'applique plus|n'est plus (?:valable|nécessaire|interdite?|obligatoire)|(?:est|sont) (?:de|à) nouveau (?:autorisé|permis)\\p{L}*)",
  'olvid[ae](?:te)?(?: de)? (?:lo (?:de|que)|la (?:regla|instrucción)|el límite|mi)|(?:ya )?puedes? (?:volver a|usar .{0,60} (?:otra vez|de nuevo)|de nuevo|otra vez)|.{0,100}ya no (?:es necesario|hace falta|aplica|se aplica|está prohibid)',
  '(?:dimentica|lascia perdere|ignora) (?:quello che|la (?:regola|richiesta)|il limite|il mio|la mia|che)|puoi (?:di nuovo|tornare a|ora|adesso|usare .{0,60} di nuovo)|.{0,100}non (?:vale|serve|si applica|è) più',
  'esque(?:ça|ce)(?: d| )(?:o que|a regra|o limite|a instrução|minha|meu)|(?:você |já )?pode (?:voltar a|novamente|de novo|usar .{0,60} (?:de novo|novamente|agora))|.{0,100}não (?:vale|precisa|se aplica|é) mais',
  'vergeet (?:de regel|wat ik|mijn|die|dat van)|(?:je|u) (?:mag|kunt|kan) (?:nu |toch )?(?:weer|toch|.{0,60} weer)|.{0,100}(?:geldt niet meer|hoeft niet meer|(?:is|zijn) weer (?:toegestaan|goed|oké|ok))',
  'забудь(?:те)? (?:про|о|об|что|то)|(?:теперь )?(?:можно|можешь|можете) (?:снова|опять|теперь|.{0,60} (?:снова|опять))|.{0,100}больше не (?:нужно|действует|актуально|обязательно|требуется)|отмени(?:те)? (?:правило|ограничение)',
];

const also = [
  "(?:actually|on second thought|after all|scratch that|come to think of it)[,:;.]? .{0,12}?(?:do|let'?s|please|you (?:can|may)|use|go back to|switch back)\\b",
  '(?:go|switch|change) back to|(?:do|please) use .{1,60} (?:again|after all)|.{1,60} after all[.!]*$',
  '(?:doch|nun doch|also doch) |(?:verwende|nutze|benutze|nimm|mach) .{0,40}(?:doch|wieder)(?!\\p{L})',
  'finalement,? |al final,? (?:sí )?|alla fine,? |no fim,? |toch (?:maar|wel) |всё-таки |все-таки ',
];

const eastAsianPure =
  '(?:忘(?:了|掉|记)|忽略|取消|不用管)(?:之前|刚才|我|那条|这条|关于|上面)|(?:现在|又|重新|以后).{0,6}可以.{0,20}了|不用再|不需要再|(?:规则|要求|限制)(?:作废|不算|取消|不再适用)|(?:は|こと)?(?:もう)?忘れて(?:ください|いい|大丈夫|構)|(?:もう|は)(?:守|気に)?し?なくて(?:も)?(?:いい|大丈夫|構)|(?:また|もう)?使って(?:も)?(?:いい|かまいません|構いません|大丈夫)|取り消し|撤回|解除';
const eastAsianAlso = '还是用.{1,20}吧|其实(?:还是|可以)|やっぱり|やはり';

/** Words between which no blanks stand, and that say nothing of what is taken back. */
const eastAsianEmpty =
  /忘(?:了|掉|记)|忽略|取消|不用管|之前|刚才|关于|[那这]条|的?(?:要求|规则|限制|规定)|不用|不需要|现在|重新|以后|可以|使用|[再又了吧我说过]/gu;

const purePattern = anyOf(pure, '^');
const alsoPattern = anyOf(also, '^');
const eastAsianPattern = new RegExp(eastAsianPure, 'u');
const eastAsianAlsoPattern = new RegExp(eastAsianAlso, 'u');
const latest =
  /\b(?:that|this|the last|my last|the previous|my previous|the latest) (?:last |previous |latest )?(?:rule|instruction|one|request|constraint|limit)\b|diese (?:regel|anweisung)|cette règle|esa regla|quella regola|essa regra|die regel|это правило|(?:那|这)条|そのルール/iu;
const leading =
  /^(?:[\s"'(*_-]|(?:ok(?:ay)?|hey|hi|well|oh|and|but|so|also|please|thanks|fine|right|alright|btw|yes|no|wait|bitte|gut|ja|nein|übrigens|bon|bueno|bene|bom|goed|ладно|хорошо)(?![\p{L}'])[,.:;!…–—-]*\s)+/iu;

/** How probable it must be that a sentence takes something back in which no pattern finds the part that does. */
const likely = 0.5;

/** Null for a sentence that takes nothing back. */
export function revocationIn({ sentence, kind, revokes }: Judged): Revocation | null {
  if (/[?？]\s*$/.test(sentence.masked)) return null;
  const clauses = clausesOf(sentence.masked);
  let isFirst = true;
  for (const [from, to] of clauses) {
    const clause = sentence.masked.slice(from, to);
    const text = clause.replace(leading, '');
    if (`${clause}, `.replace(leading, '') === '') continue;
    // A pattern may go on behind a comma, but what is taken back stands before it.
    const onwards = sentence.masked.slice(from);
    const bare = onwards.replace(leading, '');
    const isPure = purePattern.test(bare) || purePattern.test(onwards) || eastAsianPattern.test(clause);
    const isAlso = isFirst && (alsoPattern.test(bare) || eastAsianAlsoPattern.test(bare));
    isFirst = false;
    if (!isPure && !isAlso) continue;
    const about = topicOf(sentence.quote.slice(from, to).replace(eastAsianEmpty, ' '));
    const isBare = about.words.size === 0;
    return {
      quote: isBare ? sentence.quote : sentence.quote.slice(from, to).trim(),
      topic: isBare || isAlso ? topicOf(sentence.quote) : about,
      meansLatest: isBare && latest.test(text),
      isPure,
    };
  }
  if (revokes < likely) return null;
  return {
    quote: sentence.quote,
    topic: topicOf(sentence.quote),
    meansLatest: latest.test(sentence.masked),
    isPure: kind === 'revocation',
  };
}
