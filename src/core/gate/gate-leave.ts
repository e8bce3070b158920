/** Tells what speaks of leave from the user, and what gives it: who only spoke of a thing has not allowed it. */

import { withoutConcessions } from './gate-polarity.ts';

const anyOf = (...words: readonly string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${words.join('|')})(?![\p{L}\p{N}])`, 'iu');

/** The person of the conversation; "each user" and "when the user confirms" are of what is built. */
export const theUser = String.raw`(?<!\b(?:each|every|any|an?|no|(?:after|before|when|once|until|which|where|if) the) )\b(?:user|human|customer)`;
const permission =
  '(?:leave|permission|approval|consent|clearance|blessing|go-ahead|green light|thumbs up|ok|okay|free rein|carte blanche)';

const tells = [
  anyOf(
    String.raw`${theUser}\b[^.;]{0,60}?\s(?:approve[sd]?|allow(?:s|ed)|authori[sz]e[sd]?|permit(?:s|ted)|grant(?:s|ed)|okay(?:s|ed)|green-?lit|green-?light(?:s|ed)|consent(?:s|ed)|cleared|entitle[sd]|trusts|lets|lifted|signed off|agree[sd] (?:to|that|with)|no longer forbids)`,
    '(?:they|he|she) (?:approve[sd]?|allow(?:s|ed)|authori[sz]e[sd]?|permit(?:s|ted)|let) (?:you|the assistant|claude)',
    String.raw`${theUser}\b[^.;]{0,40}?\s(?:g[ai]ve[sn]?|has) (?:\p{L}+ ){0,3}?${permission}`,
    String.raw`${theUser} (?:is|was|would be) (?:\p{L}+ )?(?:fine|ok|okay|happy|comfortable|good) (?:with|if|for)`,
    `${theUser} (?:does not|doesn['’]t|did not|didn['’]t) mind|${theUser} has no objections?`,
    `(?:approved|authori[sz]ed|allowed|permitted|granted|okayed) by (?:the )?${theUser}|(?:is|are|was|were) (?:now )?(?:approved|allowed|permitted|authori[sz]ed|ok|okay|fine) (?:by|with) (?:the )?${theUser}`,
    `${permission} (?:was|is|has been) (?:given|granted|obtained)|(?:have|has|with) (?:the )?(?:${theUser}['’]s )?(?:leave|permission|approval|consent|go-ahead) (?:to|for)`,
    '(?:you|the assistant|claude)(?: now)? (?:may(?! have)|can|(?:are|is)(?: now)? (?:allowed|authori[sz]ed|permitted|free|cleared))',
    'it is (?:now )?(?:ok|okay|fine|allowed|permitted) (?:to|for)|no need to ask before',
  ),
  anyOf(
    String.raw`(?:Nutzer|Benutzer|Anwender|User|Kunde)\p{L}*\s.{0,80}?(?:erlaubt\p{L}*|genehmigt\p{L}*|gestattet\p{L}*|zugestimmt|freigegeben|einverstanden)|(?:du|claude) (?:darf|darfst|kannst)|es ist (?:erlaubt|in ordnung)`,
    String.raw`(?:utilisat(?:eur|rice)|client)\s.{0,40}?(?:autoris\p{L}+|perm[ie]\p{L}*|approuv\p{L}+|accept\p{L}+|d['’]accord)|tu peux|vous pouvez|il est permis`,
    String.raw`(?:usuari[oa]|cliente)\s.{0,40}?(?:permit\p{L}+|autoriz\p{L}+|apr[ou]\p{L}+|consint\p{L}+|de acuerdo)|puedes|está permitido`,
    String.raw`utente\s.{0,40}?(?:permes\p{L}+|permett\p{L}+|autorizz\p{L}+|approv\p{L}+|consent\p{L}+)|puoi|è permesso`,
    String.raw`(?:usuári[oa]|utilizador)\s.{0,40}?(?:permit\p{L}+|autoriz\p{L}+|aprov\p{L}+)|você pode|tu podes|é permitido`,
    String.raw`(?:gebruiker|klant)\s.{0,40}?(?:toegestaan|goedgekeurd|toestemming|staat toe|goed)|(?:je|u) (?:mag|kunt)|het is toegestaan`,
    String.raw`пользователь\s.{0,40}?(?:разреш\p{L}+|одобр\p{L}+|позвол\p{L}+|соглас\p{L}+)|ты можешь|вы можете|разрешено`,
  ),
  /(?:用户|使用者|客户).{0,20}(?:允许|允許|批准|同意|授权|准许)|你可以|(?:ユーザー?|利用者).{0,30}(?:許可|承認|同意|認め|構わない)|してもよい/u,
];

/** A line to the end of what says in it that something is allowed: "The user approved", "You may". Null where nothing does. */
export function leaveIn(line: string): string | null {
  const ends = tells.flatMap((pattern) => {
    const found = pattern.exec(line);
    return found === null ? [] : [found.index + found[0].length];
  });
  return ends.length === 0 ? null : line.slice(0, Math.min(...ends));
}

const gives = [
  anyOf(
    String.raw`(?:you|u)(?: \p{L}+)? (?:can|may|are (?:\p{L}+ )?(?:allowed|free|welcome|cleared|entitled|permitted|authori[sz]ed))(?!['’])|you['’]re (?:\p{L}+ )?(?:allowed|free|welcome|cleared)`,
    'feel free|go (?:right )?ahead|go for it|by all means|be my guest|help yourself|knock yourself out|your call|up to you|your choice|use your judge?ment|as you (?:like|see fit)|if you (?:like|want|must)|whenever you (?:like|want)|i trust you|i let you',
    'allow(?:ed)?|permit(?:ted)?|permission|approved?|authori[sz]ed?|granted|(?:i|we) grant|green light|signed? off|consent|agreed|blessing|clearance|free rein|carte blanche',
    String.raw`(?:is|are|be|it['’]s|that['’]s|i['’]m|we['’]re|am) (?:\p{L}+ )?(?:fine|ok|okay|alright|all right|acceptable|good)|(?:fine|ok|okay|good) (?:to|by|with|for)|works for me|lgtm|ship it|sounds good`,
    'please|i want you to|do it|do that|proceed|carry on',
  ),
  /^\s*(?:yes|yep|yup|yeah|yea|sure|certainly|of course|absolutely|definitely|fine|ok|okay|alright|ja|klar|passt|natürlich|gern|oui|bien sûr|volontiers|sí|si|vale|claro|sì|certo|sim|oké|prima|да|конечно|хорошо|ладно|ок)\s*[,.!:;—–-]/iu,
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
  /\p{L}n['’]t(?!\p{L})|(?<!\p{L})(?:cannot|not|never|nobody|no one|neither|nor|hardly|barely)(?!\p{L})/iu;
/** Who tells or asks somebody to find out about it has not said so. */
const aboutLeave =
  /(?<!\p{L})(?:whether|who (?:may|can)|think(?:s)? (?:that )?you|as if|explain|yesterday i|my \p{L}+ says)(?!\p{L})/iu;

const fewWords = 3;

/** Says yes and no more: what comes next is allowed. */
export const isBareLeave = (sentence: string): boolean =>
  sentence.split(/\s+/).length <= fewWords && givesLeave(`${sentence},`);

/** Allows something, or says yes to it: "Feel free to …", "Du darfst …". */
export function givesLeave(statement: string): boolean {
  const bare = withoutConcessions(statement);
  if (denial.test(bare) || aboutLeave.test(bare)) return false;
  return bare !== statement || gives.some((pattern) => pattern.test(statement));
}

const condition =
  /(?<![\p{L}\p{N}])(?:if|once|unless|until|only (?:after|when)|as long as|provided|after i|but (?:ask|check)|needs? my|wenn|falls|sobald|solange|außer|si(?!\s*,)|dès que|à condition|sauf|cuando|siempre que|una vez que|a menos que|quando|purché|a meno che|desde que|als|zodra|tenzij|если|когда|пока)(?![\p{L}\p{N}])|如果|只要|除非|たら|場合/iu;
const courtesy =
  /(?<![\p{L}\p{N}])(?:(?:mind if|if (?:you (?:like|want|must|need|think)|needed|necessary|possible))|wenn du (?:willst|magst)|si tu veux|si quieres|se vuoi|se quiser|als je wilt|если хочешь)/giu;

/** Holds only when something else does. */
export const isConditional = (text: string): boolean => condition.test(text.replace(courtesy, ' '));
