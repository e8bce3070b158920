/** How words are spelt, as far as it says whether one could be a credential. */
import { isHash, isOrdinary, isUuid, isVariableName } from '../secret-look.ts';

export type Shape =
  | 'mark' // stands for a credential that is gone
  | 'none' // signs only
  | 'reference' // to a publication
  | 'word' // small letters
  | 'Word'
  | 'WORD'
  | 'wOrd'
  | 'joined' // three words and more, with hyphens or dots between
  | 'paired' // two words with a hyphen between
  | 'name' // of a variable
  | 'n1'
  | 'n3'
  | 'n4'
  | 'n5'
  | 'n7'
  | 'n10'
  | 'year'
  | 'grouped' // digits in groups
  | 'strung' // many digits in groups
  | 'door' // digits and a letter
  | 'keyed' // digits with a hash or a star
  | 'decimal'
  | 'time'
  | 'date'
  | 'version'
  | 'quantity'
  | 'tiny' // letter and digit, up to three characters
  | 'numbered' // a word and one or two digits
  | 'dated' // a word and more digits
  | 'begun' // digits, then letters
  | 'inside' // digits among letters
  | 'CODE'
  | 'CO-DE'
  | 'co-de'
  | 'signed' // letters, digits and signs
  | 'odd' // letters and signs
  | 'hex'
  | 'uuid'
  | 'random'
  | 'path'
  | 'id'
  | 'region'
  | 'address'
  | 'mail'
  | 'file'
  | 'call'
  | 'standIn'
  | 'spoken'; // digits in words

const spokenDigits =
  /^(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|due|tre|quattro|cinque|sei|sette|otto|nove|um|dois|três|quatro|sete|oito|nul|een|twee|drie|vijf|zes|zeven|negen)(?:-|$)){3,12}$/i;

/** As clusters call what runs in them. */
const isPodName = /^[a-z]+(?:-[a-z0-9]+)*-[a-z0-9]{5,10}-[a-z0-9]{5}$/;
const isShortHash = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{6,11}$/;

/** As doors have them in many countries. */
const isDoorCode = /^(?:\d{2,4}\p{L}\d{1,5}|\d{4,5}\p{L}|\p{L}\d{4,6})[#*]?$/u;

/** Of a bank account, as it is written in most countries. */
export const isAccountNumber = (word: string): boolean =>
  /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(word.replaceAll(' ', '')) && word.replace(/\D/g, '').length >= 12;

/** What services call their things: `evt_…`; a prefix that says "key" is none of these. */
const isId =
  /^(?!(?:sk|pk|rk|tok|token|pat|key|secret|api|auth|pass|access|private|ghp|xox\w)_)[a-z]{2,8}_(?=\w*\d\w*[A-Za-z])[A-Za-z0-9]{8,}$/;

export function shapeOf(word: string): Shape {
  if (!/[\p{L}\p{N}]/u.test(word)) return /^[*•.]{3,}$/.test(word) ? 'standIn' : 'none';
  if (/^\p{L}+(?:['’]\p{L}+)*$/u.test(word)) return lettersOf(word);
  if (/[€$£¥₽]/.test(word) && /^[€$£¥₽]?\d[\d.,]*[€$£¥₽]?$/.test(word)) return 'quantity';
  if (/^[\d.,:/#*+\-–]+(?:°|%|€|\$)?$/.test(word)) return digitsOf(word);
  if (spokenDigits.test(word)) return 'spoken';
  if (isDoorCode.test(word)) return 'door';
  if (isUuid(word)) return 'uuid';
  if (word.includes('://') || /^(?:--?[a-z]|\/\/)/.test(word)) return 'address';
  if (/^(?:<.*|\{.*|\$[a-z_]+|\$\{.*|%\w+%|x{3,}|your[-_].*|example(?:[-_.].*)?)$/i.test(word))
    return 'standIn';
  if (/^[a-z][a-z+]{1,10}:\/\/|^www\./i.test(word)) return 'address';
  if (/^[^@\s]+@[\w-]+(?:\.[\w-]+)+$/.test(word)) return 'mail';
  if (/[({[\]})]|<\/|\w>\w/.test(word)) return 'call';
  if (/^(?:~|\.{1,2})?\/[\w@.-]|^[A-Za-z]:\\|^(?:[\w@.-]+\/)+[\w@.-]*$/.test(word) && !/\d{3}/.test(word))
    return 'path';
  if (
    /^[\w-]+(?:\.[\w-]+)*\.(?:[cm]?[jt]sx?|json|md|py|rs|go|java|kt|rb|php|cs|cpp|html?|ya?ml|toml|ini|cfg|conf|sh|sql|csv|txt|xml|pdf|png|jpe?g|svg|lock|env|pem|key|crt|log|zip|gz|exe|docx?|xlsx?|mp3|mp4|m4a|wav|flac|ogg|mov|mkv|avi|tiff?|gif|webp|heic|bmp|psd|indd|dng|raw|iso|img|deb|rpm|apk|dmg|tar|tgz|bz2|xz|7z|rar|bak|tmp|ipynb|tex|bib|bat|ps1|cmd|vue|svelte|scss|css|less|dart|swift|lua|gradle|properties|plist|dll|so|wasm|patch|diff|odt|ods|odp|pptx?|rtf|epub|meth|db|sqlite|kdbx|p12|pfx|jks|tf|tfvars|proto|graphql|service|hpp|cc|com|org|net|io|dev|de|fr|es|it|nl|pt|ru|uk|eu|example|test|local|internal)$/i.test(
      word,
    )
  )
    return 'file';
  if (/^#[0-9a-f]{3,8}$/i.test(word) || /^\d{4}-\d\d-\d\dT/.test(word)) return 'date';
  if (isId.test(word) || isPodName.test(word) || isShortHash.test(word)) return 'id';
  if (/^\w+\(|=>|==|::|\+\+|^@\w|;$/.test(word)) return 'call';
  if (word.startsWith('doi:')) return 'reference';
  if (/@sha\d+:[0-9a-f]{32,}$/.test(word) || isAccountNumber(word)) return 'id';
  if (/^[\w.-]+@sha\d+:|^sha\d+[-:]/.test(word)) return 'hex';
  if (/^[\w.-]+\/[\w./-]+(?::[\w.-]+)?$/.test(word)) return 'path';
  if (/^[a-z]{2,}(?:-[a-z]+)+-\d$/.test(word)) return 'region';
  if (/^[0-9A-F]{2}(?::[0-9A-F]{2}){3,}$/i.test(word)) return 'hex';
  if (/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*){2,}$/.test(word) && !/\d/.test(word)) return 'call';
  if (/^[\w.$-]+=/.test(word)) return 'call';
  if (isOrdinary(word)) return 'file';
  if (!/\d/.test(word)) return separatedOf(word);
  if (/^v?\d+(?:\.\d+)+(?:[-+.][\w.]+)?$/.test(word)) return 'version';
  if ((/^(?:0x)?[0-9a-f]{6,}$/.test(word) && /[a-f]/.test(word)) || isHash(word)) return 'hex';
  return mixedOf(word);
}

function lettersOf(word: string): Shape {
  if (/^\p{Ll}+(?:['’]\p{Ll}+)*$|^\p{Lo}+$/u.test(word)) return 'word';
  if (/^\p{Lu}\p{Ll}*(?:['’]\p{L}\p{Ll}*)*$/u.test(word)) return 'Word';
  if (/^\p{Lu}+$/u.test(word)) return 'WORD';
  return 'wOrd';
}

function digitsOf(word: string): Shape {
  if (/^\d+$/.test(word)) {
    const { length } = word;
    if (length <= 2) return 'n1';
    if (length === 3) return 'n3';
    if (length === 4) return /^(?:19[3-9]|20[0-3])/.test(word) ? 'year' : 'n4';
    if (length <= 6) return 'n5';
    return length <= 9 ? 'n7' : 'n10';
  }
  if (/^[#*]?\d{2,}(?:[#*]\d{2,})*[#*]$|^[#*]?\d{3,}[#*]*$|^\d{3,}[#*]\d*$/.test(word)) return 'keyed';
  if (/^\d{1,2}[:.]\d\d(?::\d\d)?$/.test(word)) return 'time';
  if (/^\d{4}[-/]\d\d(?:[-/]\d\d)?$|^\d{1,2}[./]\d{1,2}[./](?:\d\d){0,2}$/.test(word)) return 'date';
  if (/^\d+(?:[.:]\d+){2,}$/.test(word)) return 'version';
  if (/^\d+(?:[-–]\d+)+[#*]?$/.test(word)) return word.replace(/\D/g, '').length > 8 ? 'strung' : 'grouped';
  return 'decimal';
}

function separatedOf(word: string): Shape {
  if (isVariableName(word)) return 'name';
  const parts = word.split(/[-.]/);
  if (parts.every((part) => /^\p{L}+$/u.test(part))) return parts.length >= 3 ? 'joined' : 'paired';
  return /[/\\]/.test(word) ? 'path' : 'odd';
}

function mixedOf(word: string): Shape {
  const { length } = word;
  if (/[^\p{L}\p{N}_.\-/:+=]/u.test(word)) return 'signed';
  if (length >= 20 && /[A-Za-z]\d|\d[A-Za-z]/.test(word)) return 'random';
  if (length <= 3) return 'tiny';
  if (
    /^\d+(?:[.,]\d+)?\p{L}{1,3}$/u.test(word) &&
    length <= 6 &&
    /^\d{1,3}\D|(?:gb|mb|kb|tb|hz|ghz|mhz|kg|km|cm|mm|ml|px|pt|ms|min|sek|std|st|eur|usd|w|kw|v|mah|lbs?)$/i.test(
      word,
    )
  )
    return 'quantity';
  if (isVariableName(word)) return 'name';
  if (/^[A-Z\d]+$/.test(word)) return 'CODE';
  if (/^[A-Z\d]+(?:-[A-Z\d]+)+$/.test(word)) return 'CO-DE';
  if (/^\p{L}+[-_.]?\d{1,2}$/u.test(word)) return 'numbered';
  if (/^\p{L}+[-_.]?\d{3,}$/u.test(word)) return 'dated';
  if (/^\d+\p{L}+$/u.test(word)) return 'begun';
  if (/^[\p{L}\p{N}]+$/u.test(word)) return 'inside';
  return 'co-de';
}

/** Shapes that weigh alike. */
export const groupOf = (shape: Shape): string => groups[shape];

const groups: { readonly [shape in Shape]: string } = {
  mark: 'mark',
  none: 'none',
  reference: 'none',
  word: 'plain',
  Word: 'plain',
  WORD: 'plain',
  wOrd: 'odd',
  joined: 'joined',
  paired: 'joined',
  name: 'anti',
  n1: 'small',
  n3: 'num',
  n4: 'num',
  n5: 'num',
  n7: 'num',
  n10: 'num',
  year: 'num',
  grouped: 'num',
  strung: 'num',
  door: 'num',
  keyed: 'num',
  decimal: 'anti',
  time: 'anti',
  date: 'anti',
  version: 'anti',
  quantity: 'anti',
  tiny: 'anti',
  numbered: 'mixed',
  dated: 'mixed',
  begun: 'mixed',
  inside: 'mixed',
  CODE: 'code',
  'CO-DE': 'code',
  'co-de': 'mixed',
  signed: 'odd',
  odd: 'odd',
  hex: 'hash',
  uuid: 'hash',
  id: 'anti',
  region: 'anti',
  random: 'long',
  path: 'anti',
  address: 'anti',
  mail: 'anti',
  file: 'anti',
  call: 'anti',
  standIn: 'anti',
  spoken: 'num',
};
