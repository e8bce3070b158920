/** Tells whether a statement forbids a thing or not, and whether it asks: who forbids or asks has not allowed it. */
import { maskQuotations } from '../prose/sentences.ts';
import { clausesOf, topicOf } from '../prose/topics.ts';

/** It limits what is done, and does not forbid it. */
const without =
  /(?<![\p{L}\p{N}])(?:without|ohne|sans|sin|senza|sem|zonder|без)(?![\p{L}\p{N}])|没有|なしに?|せずに/giu;

/** What says no in so many words, and means yes. */
const concession =
  /(?<![\p{L}\p{N}])(?:(?<!you )(?:do not|don['’]t|wouldn['’]t) mind|(?:do not|don['’]t|never) forget|no (?:more|less)|no (?:problem|objections?|worries)|nothing against|why not|(?:no need|(?:do not|don['’]t) (?:need|have)|needn['’]t) to ask|don['’]t ask|without (?:asking|confirmation)|kein(?:e)? (?:problem|einwände)|nichts dagegen|ohne (?:rückfrage|nachzufragen)|(?:pas|aucun) (?:de )?(?:problème|souci)|sans demander|sin (?:problema|preguntar)|no hay problema|nessun problema|senza chiedere|sem problemas?|sem perguntar|geen (?:probleem|bezwaar)|zonder te vragen|без проблем|не возражаю|не против)(?![\p{L}\p{N}])|没问题|没意见|不介意|問題(?:ない|ありません)|異議なし/giu;

/** The text without such words, so that they are not read as a ban. */
export const withoutConcessions = (text: string): string => text.replace(concession, ' ');

/** "No, the morning one": the no is for what was said before. */
const answeringNo = /^\s*(?:no|nope|nein|non|nee|não|нет|不)\s*[,.!:;，。—–-]+\s*/iu;

const forbidding =
  /(?<![\p{L}\p{N}])(?:(?:ca|wo|must|should|need|are)n't|cannot|nobody|no one|none|nothing|neither|nor|only (?:i|we) (?:may|can)|ask(?:s|ed|ing)? (?:me |us |for \p{L}+ )?(?:first|before)|check(?:s|ing)? with (?:me|us)|too early|refrain\p{L}*|abstain\p{L}*|(?:stay|keep) (?:away|off|from)|hold(?:ing)? off|beware|think twice|veto\p{L}*|disagree\p{L}*|taboo|unacceptable|illegal|off (?:the table|limits)|out of the question|hands off|no way|forb(?:id|ade)\p{L}*|prohibit\p{L}*|bann?(?:ed|s|ing)?|disallow\p{L}*|refus\p{L}*|reject\p{L}*|den(?:y|ies|ied)|declin\p{L}*|object(?:s|ed)? to|opposed?|against|instead of|rather than|verbiet\p{L}*|verbot\p{L}*|untersag\p{L}*|lehn\p{L}*|weiger\p{L}*|statt|anstatt|interdi\p{L}*|au lieu|prohíb\p{L}*|prohib\p{L}*|rechaz\p{L}*|en vez|viet\p{L}*|rifiut\p{L}*|invece|proíb\p{L}*|proib\p{L}*|recus\p{L}*|verbied\p{L}*|verboden|weiger\p{L}*|niemand|nichts|weder|keinesfalls|personne|nadie|nada|nessuno|ninguém|niets|запре\p{L}*|отказ\p{L}*|вместо)(?![\p{L}\p{N}])|拒绝|反对|断|没有人|没人/iu;

/** "You may reject them": what is allowed is no ban, whatever the verb. */
const allowedVerb =
  /(?<!\p{L})(?:you (?:may|can)|(?:allow|permit|authori[sz]|clear)\p{L}* you to|feel free to|go ahead and) (?!(?:not|neither|never|only)(?!\p{L}))\p{L}+/giu;

export function forbids(text: string): boolean {
  const bare = withoutConcessions(text.replaceAll('’', "'"))
    .replace(answeringNo, '')
    .replace(without, ' ')
    .replace(allowedVerb, ' ');
  return topicOf(bare).negative || forbidding.test(bare);
}

/** A question that asks somebody to do something is a request. */
const request =
  /(?<![\p{L}])(?:(?:can|could|would|will) you|(?:kannst|könntest|würdest) du|(?:können|könnten|würden) sie|(?:peux|pourrais)-tu|(?:pouvez|pourriez)-vous|puedes|podrías|puoi|potresti|você pode|poderia|(?:kun|kan|wil) je|kunt u|можешь|можете)(?!\p{L})|请|ください|もらえ/iu;

/** A question without its mark. */
const wonders =
  /^(?:i wonder|what happens|explain|whether|who told|darf man|kann man|est-ce que)(?!\p{L})|可以吗|吗$|ですか$|можно ли/iu;

export const asks = (sentence: string): boolean =>
  (/[?？]["'”’»)\]]{0,2}\s*$/.test(sentence) || wonders.test(sentence.trim())) && !request.test(sentence);

/** A turn back from what was forbidden. */
const contrast =
  /^\s*(?:but|instead|rather|always|only|sondern|aber|stattdessen|immer|mais|plutôt|toujours|pero|sino|siempre|ma|bensì|invece|sempre|mas|maar|altijd|а|но|всегда)(?!\p{L})|^\s*(?:而是|但)/iu;

const bareNo =
  /^[^\p{L}]*(?:no(?: way)?|nope|never|don['’]t|forbidden|(?:is |that['’]s |it['’]s )?not (?:allowed|ok|okay|fine|acceptable|that)|nein|nie|niemals|non|jamais|nunca|mai|não|nee|nooit|нет|никогда|不行?)[^\p{L}]*$/iu;

interface Statement {
  readonly text: string;
  readonly forbids: boolean;
  /** What of the sentence is forbidden, where the rest of it is not. */
  readonly forbidden: string;
}

/**
 * What a sentence says: all of it, and each clause that is no part of what another forbids. In "tabs, not spaces" tabs are
 * asked for; in "never push, merge or rebase" nothing is.
 */
export function statementsOf(sentence: string): readonly Statement[] {
  const own = withoutSpeech(sentence);
  const parts = clausesOf(own).map(([from, to]) => own.slice(from, to));
  const isNo = answeringNo.test(`${parts[0]},`);
  const allowed: string[] = [];
  const forbidden: string[] = [];
  let isForbidden = false;
  for (const part of parts.slice(isNo ? 1 : 0)) {
    if (contrast.test(part)) isForbidden = false;
    const isBan = forbids(part);
    isForbidden ||= isBan;
    // "Deleting it: no." It forbids what was named before.
    if (isBan && bareNo.test(part)) forbidden.push(...allowed.splice(0));
    (isForbidden ? forbidden : allowed).push(part);
  }
  const whole = {
    text: own,
    forbids: forbids(own),
    forbidden: allowed.length > 0 ? forbidden.join(' ') : '',
  };
  return [whole, ...allowed.map((text) => ({ text, forbids: false, forbidden: forbidden.join(' ') }))];
}

/** What of a sentence is not forbidden in it; nothing of one that forbids as a whole. */
export function allowedIn(sentence: string): string {
  const [whole, ...allowed] = statementsOf(sentence);
  return whole?.forbids === true ? allowed.map(({ text }) => text).join(' ') : sentence;
}

/** Fewer words in quotation marks are a name. */
const fewestWords = 3;

/** Without what the writer quotes; code and names stay. */
function withoutSpeech(sentence: string): string {
  const masked = maskQuotations(sentence);
  if (masked.length !== sentence.length) return sentence;
  let result = '';
  let done = 0;
  for (const match of masked.matchAll(/·+/g)) {
    const [from, to] = [match.index, match.index + match[0].length];
    const isName = sentence.slice(from, to).trim().split(/\s+/).length < fewestWords;
    result +=
      sentence.slice(done, from) + (isName || masked[from - 1] === '`' ? sentence.slice(from, to) : ' ');
    done = to;
  }
  return result + sentence.slice(done);
}
