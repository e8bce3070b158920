/** Values of plain words or digits that the words right around them give away: "password kite", "locked with the word kite", "X という暗証番号". */
import type { Span } from '../../span.ts';
import type { Cue } from './cue-lists.ts';
import { adjective } from './told-phrases.ts';
import type { ToldWord } from './told-word.ts';
import { groupOf } from './word-shapes.ts';

const label =
  /^(?:password|passphrase|passcode|pass|pw|pwd|psw|passwort|kennwort|mdp|contraseña|contrasena|clave|senha|wachtwoord|пароль|hasło|lösenord|adgangskode|heslo|şifre|salasana|kodeord)$/;

/** Nouns and verbs that go on from the word "password", and what says something about one. */
const goingOn =
  /^(?:field|manager|managers|reset|resets|policy|policies|must|should|prompt|protected|protection|rules?|hash|hashes|hashing|change|changes|expired|expires|strength|length|generator|login|auth|authentication|file|page|form|screen|dialog|input|recovery|rotation|validation|check|required|requirements|please|again|twice|wrong|incorrect|invalid|missing|needed|unknown|below|above|here|there|only|anyway|though|thanks|itself|vergessen|ändern|geändert|falsch|ungültig|zurücksetzen|eingeben|oublié|incorrect|olvidada|incorrecta|dimenticata|vergeten|wijzigen|забыл|неверный|сбросить|same|unchanged|tomorrow|today|later|soon|somewhere|everywhere|inside|attached|enclosed|box|entry|spraying|sharing|stealer|cracking|store|vault|database|table|column|hint|question|list|sheet|book|safe|processor|count|counter|document|limit|search|wrap|art|game|handling|field)$/;

const saysMore: readonly Cue[] = [
  'stop',
  'fail',
  'policy',
  'not',
  'secret',
  'phrase',
  'code',
  'key',
  'set',
  'ask',
  'with',
  'is',
  'enter',
  'open',
  'give',
  'new',
  'number',
];

const saysAboutIt = ({ lower, cues }: ToldWord): boolean =>
  goingOn.test(lower) || saysMore.some((cue) => cues.includes(cue));

export const plainValues = (words: readonly ToldWord[]): readonly Span[] =>
  words.flatMap((word, index): readonly Span[] => [
    ...behindLabel(words, index),
    ...withTheWord(words, index),
    ...behindCompound(words, index),
    ...beforeLabel(words, index),
    ...licence(word, words, index),
  ]);

const endsClause = (word: ToldWord): boolean => word.endsLine || /[.,;:)!?"”»]/.test(word.tail);

/** `Wifi: Guests / password kite.`, `user joe pw kite`: one word after the bare label, where a name or a sign stands before it. */
function behindLabel(words: readonly ToldWord[], index: number): readonly Span[] {
  const word = words[index] as ToldWord;
  const value = words[index + 1];
  if (!label.test(word.lower) || word.tail !== '' || word.endsLine || value === undefined) return [];
  if (value.lead !== '' || !/^\p{Ll}{5,30}$/u.test(value.bare) || !endsClause(value)) return [];
  if (saysAboutIt(value) || adjective.test(value.lower)) return [];
  const [two, one] = [words[index - 2], words[index - 1]];
  if (one === undefined || one.endsLine) return [];
  const isBehindName =
    (one.bare === '/' &&
      words.slice(Math.max(0, index - mostToName), index).some(({ cues }) => cues.some(isOfAccess))) ||
    (two !== undefined &&
      !two.endsLine &&
      one.tail === '' &&
      two.cues.includes('account') &&
      one.cues.length === 0) ||
    (/[,;]$/.test(one.tail) && [two, words[index - 3]].some((at) => at?.cues.some(isOfAccess) === true));
  return isBehindName ? [[value.from, value.to]] : [];
}

const mostToName = 8;

const isOfAccess = (cue: Cue): boolean => cue === 'account' || cue === 'net';

const locked =
  /^(?:protect|lock|encrypt|secur|verschlüssel|geschützt|gesperrt|gesichert|proté|chiffr|verrouill|cifrad|protegid|bloquead|protett|cifrat|beveilig|versleuteld|vergrendeld|защищ|зашифров|запаролен|unlock|open)/;
const withIt = /^(?:with|by|mit|durch|avec|par|con|com|met|door)$/;
const article = /^(?:the|my|our|a|dem|meinem|unserem|le|la|mon|el|il|o|a|het|mijn|ons)$/;
const theWord = /^(?:word|phrase|wort|mot|palabra|frase|parola|palavra|woord|словом|фразой|паролем)$/;

const mostVerb = 4;

/** "protected with the word kite" */
function withTheWord(words: readonly ToldWord[], index: number): readonly Span[] {
  const word = words[index] as ToldWord;
  const value = words[index + 1];
  if (!theWord.test(word.lower) || word.endsLine || !/^:?$/.test(word.tail)) return [];
  if (value === undefined || value.bare.length < 4 || groupOf(value.shape) === 'none') return [];
  const isRussian = /^[а-я]+$/.test(word.lower);
  const [two, one] = [words[index - 2], words[index - 1]];
  if (
    !isRussian &&
    !(one !== undefined && article.test(one.lower) && two !== undefined && withIt.test(two.lower))
  )
    return [];
  const verbs = words.slice(Math.max(0, index - 2 - mostVerb), index + 2 + mostVerb);
  if (!verbs.some(({ lower, sentence }) => sentence === word.sentence && locked.test(lower))) return [];
  return saysAboutIt(value) ? [] : [[value.from, value.to]];
}

const compound = /\p{L}-?(?:code|codes|kode|koden|kod|koodi|kódja|код|pin)$/u;
/** Codes that open nothing. */
const ofNothing =
  /^(?:qr|bar|strich|error|fehler|status|exit|zip|post|postal|source|quell|country|länder|product|discount|promo|rabatt|gutschein|colou?r|farb|hex|dress|morse|uni|byte|op|en|de|shell|vs|area|vor|booking|tax|steuer|sort|bank|swift|bic|currency|hs|response|return|item|article|artikel|streck|landen|kleur|fout|building|project|kurs|course|unit|class|key|no|low|pseudo|legacy|g)-?(?:code|codes|kode|koden|kod|koodi|pin)$/;
const digits = new Set(['n4', 'n5', 'n7', 'year', 'grouped', 'strung', 'keyed', 'door']);
const links = /^(?:is|ist|lautet|war|was|är|er|on|est|es|è|é|=|:)$/;

/** "Installateurscode is 0309", "Fernzugang-Code 603 118 927", "override 77#14#" */
function behindCompound(words: readonly ToldWord[], index: number): readonly Span[] {
  const word = words[index] as ToldWord;
  const isCompound = compound.test(word.lower) && !ofNothing.test(word.lower);
  const isOverride = word.lower === 'override' || word.lower === 'override-code';
  if ((!isCompound && !isOverride) || !/^[:"”»'’]{0,2}$/.test(word.tail) || word.endsLine) return [];
  const next = words[index + 1];
  const isLinked =
    next !== undefined && word.tail === '' && !next.endsLine && links.test(next.bare || next.tail);
  const value = isLinked ? words[index + 2] : next;
  if (value === undefined || value.beginsLine || !digits.has(value.shape)) return [];
  if (isOverride && value.shape !== 'keyed') return [];
  const sign = /^[#*]/.exec(value.tail)?.[0].length ?? 0;
  return [[value.from, value.to + sign]];
}

const calledBefore =
  /^(?:という|って(?:いう)?|が|を|是|为|為|作为|作為|当作)(?:.{0,4})(?:パスワード|暗証番号|パスコード|合言葉|キー|コード|密码|密碼|口令)/;
const telling = new Set(['odd', 'mixed', 'code', 'long', 'num', 'joined']);

/** `X というパスワード`, `X 是密码`: in scripts that part no words the label follows. */
function beforeLabel(words: readonly ToldWord[], index: number): readonly Span[] {
  const value = words[index] as ToldWord;
  const next = words[index + 1];
  if (next === undefined || next.beginsLine || value.tail !== '' || value.bare.length < 4) return [];
  return calledBefore.test(next.bare) && telling.has(groupOf(value.shape)) ? [[value.from, value.to]] : [];
}

const ofLicence =
  /^(?:serial|seriennummer|lizenz|licen[cs]|licenz|licença|licentie|лиценз|activation|aktivierung|activaci|registration)|シリアル|ライセンス|プロダクト|序列号|注册码|激活码|许可证|시리얼/;
const mostToLicence = 6;

/** `SNW9-4KTX-82LQ`: groups of one length, of letters and digits, where serials or licences are spoken of. */
function licence(word: ToldWord, words: readonly ToldWord[], index: number): readonly Span[] {
  if (!/^[A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,7}$/.test(word.bare)) return [];
  const groups = word.bare.split('-');
  if (new Set(groups.map(({ length }) => length)).size !== 1) return [];
  if (!/[A-Z]/.test(word.bare) || !/\d/.test(word.bare)) return [];
  const before = words.slice(Math.max(0, index - mostToLicence), index);
  return before.some(({ lower }) => ofLicence.test(lower)) ? [[word.from, word.to]] : [];
}
