/** Tells what speaks of leave from the user, and what gives it: who only spoke of a thing has not allowed it. */

import { forbids, withoutConcessions } from './gate-polarity.ts';

const anyOf = (...words: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})(?![\p{L}\p{N}])`, 'iu');

/** The person of the conversation; "each user" and "when the user confirms" are of what is built. */
export const theUser = String.raw`(?<!\b(?:each|every|any|an?|no|(?:after|before|when|once|until|which|where|if) the) )\b(?:user|human|customer)`;
const permission =
  '(?:leave|permission|approval|consent|clearance|a blessing|(?:his|her|their) blessing|the go-ahead|(?:the|a) green light|free rein|carte blanche|(?:an|the|his|her|their) (?:ok|okay))';

/** Verbs of leave, in the forms in which a summary tells of it. */
export const leave =
  '(?:approve[sd]?|allow(?:s|ed)|authori[sz]e[sd]?|permit(?:s|ted)|grant(?:s|ed)|okay(?:s|ed)|green-?lit|green-?light(?:s|ed)|consent(?:s|ed) to|signed off)';
/** What takes a ban away, whatever "no" is in it. */
const lifted = String.raw`(?:no longer (?:forbids|minds|objects)|(?:does not|doesn['’]t|did not|didn['’]t|would not|wouldn['’]t) mind|(?:has|had) no objections?|(?:lift|withdr[ae]w|dropp|took back|take back)\w* (?:all|the|a|his|her|their) (?:\w+ )?(?:bans?|rules?|objections?))`;
/** What may stand between a subject and its verb. */
const aside = String.raw`(?:,[^,.;]{1,40},|\s\([^()]{1,40}\)|\s(?:also|now|then|later|already|finally|just|once|twice|not|never|ha[sd]|have|had|did|does|\p{L}+ly|\p{L}+n['’]t))`;

const tells = [
  anyOf(
    String.raw`${theUser}${aside}{0,3}\s(?:${leave}|${lifted}|agree[sd] (?:to|that|with)|(?:lets?|trusts|cleared|entitled?) (?:you|the assistant|claude))`,
    `(?:they|he|she) (?:${leave}|let) (?:you|the assistant|claude)`,
    String.raw`${theUser}${aside}{0,3}\s(?:gave|gives|given) (?:\p{L}+ ){0,2}?${permission}`,
    String.raw`${theUser} (?:is|was|would be) (?:\p{L}+ )?(?:fine|ok|okay|happy|comfortable) (?:with|if|for)`,
    'approved by (?:the )?user|(?:authori[sz]ed|allowed|permitted|granted|okayed) by (?:the )?(?:user|human|customer)|(?:is|are|was|were) (?:ok|okay|fine) with the (?:user|human|customer)',
    "(?:you|the assistant|claude) (?:have|has) (?:the user['’]s )?(?:leave|permission|approval|consent) (?:to|for)|with the user['’]s (?:leave|permission|approval|consent)",
    String.raw`(?:you|the assistant|claude)(?: now)? (?:may(?! have)|can(?! be\b)|(?:are|is)(?: now)? (?:allowed|authori[sz]ed|permitted|free|cleared) to)`,
  ),
  anyOf(
    String.raw`(?:Nutzer|Benutzer|Anwender)\p{L}*\s.{0,80}?(?:erlaubt\p{L}*|genehmigt\p{L}*|gestattet\p{L}*|zugestimmt|freigegeben|einverstanden)|(?:du|claude) (?:darf|darfst|kannst)`,
    String.raw`utilisat(?:eur|rice)\s.{0,40}?(?:autoris\p{L}+|perm[ie]\p{L}*|approuv\p{L}+|accept\p{L}+|d['’]accord)|tu peux|vous pouvez`,
    String.raw`usuari[oa]\s.{0,40}?(?:permit\p{L}+|autoriz\p{L}+|apr[ou]\p{L}+|consint\p{L}+|de acuerdo)|puedes`,
    String.raw`utente\s.{0,40}?(?:permes\p{L}+|permett\p{L}+|autorizz\p{L}+|approv\p{L}+|consent\p{L}+)|puoi`,
    String.raw`(?:usuári[oa]|utilizador)\s.{0,40}?(?:permit\p{L}+|autoriz\p{L}+|aprov\p{L}+)|você pode|tu podes`,
    String.raw`gebruiker\s.{0,40}?(?:toegestaan|goedgekeurd|toestemming|staat toe|goed)|(?:je|u) (?:mag|kunt)`,
    String.raw`пользователь\s.{0,40}?(?:разреш\p{L}+|одобр\p{L}+|позвол\p{L}+|соглас\p{L}+)|ты можешь|вы можете`,
  ),
  /(?:用户|使用者).{0,20}(?:允许|允許|批准|同意|授权|准许)|你可以|(?:ユーザー?|利用者).{0,30}(?:許可|承認|同意|認め|構わない)|してもよい/u,
];

/** Right before the verb it denies: "has not allowed". */
const denied =
  /(?:n['’]t|(?<!\p{L})(?:not|never|nie|niemals|nicht|jamais|pas|nunca|mai|non|não|niet|nooit|не)|没有|没|不)\s*(?:\p{L}+\s+)?[\p{L}-]+$/iu;
const endsLifted = new RegExp(`${lifted}$`, 'iu');

/** Says that something is allowed: "The user approved …", "You may …". */
export const tellsOfLeave = (line: string): boolean =>
  tells.some((pattern) => {
    const found = pattern.exec(line)?.[0];
    return found !== undefined && (endsLifted.test(found) || !denied.test(found));
  });

const yesWord =
  'yes|yep|yup|yeah|yea|sure|certainly|of course|absolutely|definitely|fine|ok|okay|alright|great|perfect|ja|klar|passt|natürlich|gern|oui|bien sûr|sí|si|vale|claro|sì|certo|sim|oké|prima|да|конечно|хорошо|ладно';

const gives = [
  anyOf(
    String.raw`(?:you|u)(?: \p{L}+)? (?:can|may|are (?:\p{L}+ )?(?:allowed|free|welcome|cleared|entitled|permitted|authori[sz]ed))(?!['’])|you['’]re (?:\p{L}+ )?(?:allowed|free|welcome|cleared)`,
    'feel free|go (?:right )?ahead|go for it|by all means|be my guest|help yourself|knock yourself out|your call|up to you|your choice|use your judge?ment|as you (?:like|see fit)|if you (?:like|want|must)|whenever you (?:like|want)|i trust you|i let you',
    String.raw`(?:i|we)(?:['’]ve| have)? (?:\p{L}+ )?(?:allow|permit|approve|authori[sz]e|grant|consent|agree)\p{L}{0,2}|approved|granted|agreed|you have (?:my|our) (?:leave|permission|approval|consent|blessing|okay|ok)|green light|signed off|free rein|carte blanche`,
    String.raw`(?:is|are|it['’]s|that['’]s|i['’]m|we['’]re|am) (?:\p{L}+ )?(?:allowed|fine|ok|okay|alright|all right|acceptable)|(?:fine|ok|okay) (?:to|by|with|for)|good to|works for me|lgtm|ship it|(?:sounds|looks) good|go with|keep it|proceed|carry on|do it|do that`,
  ),
  new RegExp(String.raw`^\s*(?:${yesWord}|volontiers|ок)\s*[,.!:;—–-]`, 'iu'),
  anyOf(
    String.raw`(?:du|ihr|sie) (?:\p{L}+ )?(?:darfst|dürft|dürfen|kannst|könnt|können)|(?:darfst|kannst|dürft|könnt) (?:du|ihr)|erlaub\p{L}*|gestatt\p{L}*|genehmig\p{L}*|freigegeben|zugestimmt|einverstanden|in ordnung|von mir aus|meinetwegen|ruhig|nur zu|freie hand|mach (?:das|es|nur)|leg los`,
    String.raw`(?:tu peux|vous pouvez|on peut)|autoris\p{L}*|permis|permets|approuv\p{L}*|d['’]accord|vas-y|allez-y|n['’]hésite\p{L}*|carte blanche|feu vert|libre de|le droit de`,
    String.raw`(?:puedes|podéis|podés|se puede)|permit\p{L}*|autoriz\p{L}*|aprueb\p{L}*|aprobad\p{L}*|adelante|de acuerdo|siéntete libre|luz verde|vía libre|hazlo`,
    String.raw`(?:puoi|potete|si può)|permett\p{L}*|permess\p{L}*|autorizz\p{L}*|approv\p{L}*|(?:vai|fai) pure|d['’]accordo|va bene|carta bianca|via libera|procedi`,
    String.raw`(?:podes|você pode|vocês podem)|aprov\p{L}*|à vontade|em frente|pode ser|tudo bem|luz verde`,
    '(?:je|u) (?:mag|kunt|kan)|(?:mag|kun|kan) je|jullie mogen|toegestaan|toestemming|goedgekeurd|akkoord|ga (?:gerust )?je gang|gerust|sta(?:at)? toe|groen licht',
    String.raw`(?:можешь|можете|можно)(?! ли)|разреш\p{L}*|позвол\p{L}*|одобр\p{L}*|соглас\p{L}*|валяй|действуй|не стесняйся`,
  ),
  /(?<!不)(?:可以|允许|允許|同意|批准|授权|准许)|尽管|随意|放心|(?:て|で)も?(?:いい|よい|良い|構いません|かまいません|構わない)|許可(?!しない)|承認|どうぞ|ご自由に/u,
];

const denial =
  /\p{L}n['’]t(?!\p{L})|(?<!\p{L})(?:cannot|not|never|nobody|no one|neither|nor|hardly|barely|requires?|needs?|asks? for|get my)(?!\p{L})/iu;
/** Who tells or asks somebody to find out about it has not said so. */
const aboutLeave =
  /(?<!\p{L})(?:whether|who (?:may|can|(?:is|are) allowed)|think(?:s)? (?:that )?you|as if|explain|let you know|yesterday i|my \p{L}+ says)(?!\p{L})/iu;

/** Allows something, or says yes to it: "Feel free to …", "Du darfst …". */
export function givesLeave(statement: string): boolean {
  const bare = withoutConcessions(statement);
  if (denial.test(bare) || aboutLeave.test(bare)) return false;
  return bare !== statement || gives.some((pattern) => pattern.test(statement));
}

const yes = new RegExp(
  String.raw`^(?:(?:${yesWord}|please do|please|go ahead(?: and \p{L}+ (?:it|them|that))?|go for it|do (?:it|that|so)|sounds good|mach (?:das|es)|nur zu|vas-y|d['’]accord|adelante|hazlo|va bene|procedi|tudo bem|goed|ga je gang|doe maar|давай|好的?|可以|行|是的|はい|どうぞ|お願いします)(?!\p{L})[\s,.!:;。、！—–-]*)+$`,
  'iu',
);
const longestYes = 60;

/** Says yes and nothing else. */
export const isBareYes = (text: string): boolean => text.length <= longestYes && yes.test(text.trim());

const offer =
  /(?<!\p{L})(?:(?:shall|should|may|can) (?:i|we)|do you want me to|(?:soll|darf|kann) ich|(?:dois|puis)-je|(?:debo|puedo)|quieres que|(?:devo|posso)|vuoi che|(?:zal|mag|kan) ik)(?!\p{L})|(?<!\p{L})(?:можно|мне)(?!\p{L})|要不要|需要我|可以.{0,40}吗|ましょうか|てもいい/iu;
const choice = /(?<!\p{L})(?:or|oder|ou|o|of|или|keep|instead)(?!\p{L})|还是|それとも/iu;

/** Asks for leave for one thing, so that a yes gives it. */
export const isOffer = (question: string): boolean =>
  offer.test(question) && !choice.test(question) && !forbids(question);

const condition =
  /(?<![\p{L}\p{N}])(?:if|when|once|unless|until|only (?:after|when)|as long as|provided|after i|but (?:ask|check)|needs? my|wenn|falls|sobald|solange|außer|si(?!\s*,)|dès que|à condition|sauf|cuando|siempre que|una vez que|a menos que|quando|purché|a meno che|desde que|als|zodra|tenzij|если|когда|пока)(?![\p{L}\p{N}])|如果|只要|除非|たら|場合/iu;
const courtesy =
  /(?<![\p{L}\p{N}])(?:mind if|if (?:you (?:like|want|must|need|think)|needed|necessary|possible)|wenn du (?:willst|magst)|si tu veux|si quieres|se vuoi|se quiser|als je wilt|если хочешь)/giu;

/** Holds only when something else does. */
export const isConditional = (text: string): boolean => condition.test(text.replace(courtesy, ' '));
