/** Tells by its look whether a word could be a credential. Hashes, UUIDs, addresses, paths and placeholders are none. */

/** Bits of entropy for each character. */
function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

const uuid = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;
const hexHash = /^(?:0x)?[0-9a-f]{7,128}$/i;
const traceId = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;
const labelledHash = /^(?:sha\d{1,3}|md5|blake2[bs]?|git|oid|doi)[-:=]/i;
const hashedPassword = /^\$(?:2[abxy]?|argon2\w*|[156]|scrypt|pbkdf2\S*)\$/;

/** What identifies content and opens nothing. */
export const isHash = (value: string): boolean => hexHash.test(value) || isLongHash(value);

/** The same where a password is expected, which may well be of seven digits and the letters up to f. */
const isLongHash = (value: string): boolean =>
  uuid.test(value) ||
  labelledHash.test(value) ||
  traceId.test(value) ||
  hashedPassword.test(value) ||
  (value.length >= 32 && hexHash.test(value));

/** Stand-ins for a credential, types, settings, and words that say something about one. */
const standIn =
  /^(?:!secret|[<$%{[(*.…•]|x{3}|-{2,}|\?{2}|_{3}|(?:your|my|the|some|a|an)[-_]|example|placeholder|redacted|changeme|change[-_ ]?me|dummy|none$|nil$|null|undefined|true$|false$|string$|str$|text$|varchar|char\(|bool|int\d*$|number$|object$|any$|bytes$|yes$|no$|on$|off$|ok$|n\/a$|process\.|os\.|env\.|env$|import\.|config\.|settings\.|self\.|this\.|secrets\.|vault\.|var\.|local\.|data\.|params?\.|req\.|request\.|res\.|user\.|get[A-Z_(]|load|read|fetch|await$|new$|input|prompt|todo|tbd|test$)/i;
const saysSomething =
  /^(?:must|should|shall|has|have|had|can|cannot|can't|may|might|will|would|is|isn't|are|was|were|be|been|the|a|an|and|or|for|with|from|not|no|to|of|in|on|at|by|if|it|its|that|this|then|than|too|also|only|always|never|still|just|very|now|here|there|what|when|where|which|who|why|how|required|requires?|optional|missing|invalid|incorrect|correct|wrong|right|expired|expires?|empty|blank|unknown|forgotten|forgot|lost|hidden|visible|weak|strong|secure|safe|unsafe|insecure|leaked|exposed|compromised|changed|reset|resets|rotated|revoked|stored|saved|hashed|encrypted|plain|protected|needed|necessary|mandatory|disabled|enabled|blocked|locked|rejected|accepted|refused|denied|failed|fails?|set|unset|same|different|longer?|shorter?|short|minimum|maximum|least|characters?|letters|digits|numbers?|field|form|page|screen|prompt|manager|policy|rules?|hint|hash(?:es)?|file|header|cookie|value|name|type|error|login|authentication|auth|admin|user|username|email|password|passwords|token|tokens|secret|secrets|key|keys|pin|code|codes|ist|nicht|falsch|richtig|abgelaufen|vergessen|geändert|gesperrt|sicher|unsicher|pflicht|nötig|leer|unbekannt|ungültig|incorrecte?|expirée?|oubliée?|obligatoire|vide|invalide|incorrecta|caducada|olvidada|obligatoria|vacía|inválida|неверный|неправильный|устарел|истёк|забыт|нужен|обязателен)[.,;:!?)]*$/iu;

const isCode = (value: string): boolean =>
  /[(){}[\]]/.test(value) ||
  /^[A-Za-z_]+(?:\.[A-Za-z_]+)+$/.test(value) ||
  /^[a-z_]+(?:\.[a-z_]+\d{0,2}[a-z]?)+$/.test(value) ||
  /^[A-Za-z_]\w{0,40}::[A-Za-z_]\w*$/.test(value);

const address =
  /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|mailto:)|^[\w.+-]+@(?:localhost|[\w-]+(?:\.[\w-]+)+)$/i;
const path = /^(?:~|\.{1,2})?\/[\w@.-]+(?:\/[\w@.-]*)*$|^[A-Za-z]:\\|^(?:[\w@.-]+\/)+[\w@-]*(?:\.\w{1,8})?$/;
const fileName =
  /^[\w-]+(?:\.[\w-]+)*\.(?:[cm]?[jt]sx?|json|md|py|rs|go|java|kt|rb|php|cs|cpp|cc|hpp|css|html?|ya?ml|toml|ini|cfg|conf|sh|sql|csv|txt|xml|pdf|png|jpe?g|svg|lock|env|pem|key|crt|log|zip|gz|exe|dll|so|mp3|mp4|wav|flac|mov|mkv|tiff?|gif|webp|heic|iso|img|tar|tgz|7z|rar|docx?|xlsx?|pptx?|odt|ods|bak|tmp|ipynb|tex|bib|vue|scss|meth)$/i;
const domain =
  /^(?:[\w-]+\.)+(?:com|org|net|io|dev|de|fr|es|it|ru|uk|eu|example|test|local|internal|intern|invalid)(?::\d+)?$/i;
const technical =
  /^(?:(?:sha|md|aes|rsa|dsa|ec|utf|base|oauth|bcrypt|argon|pbkdf|scrypt|tls|ssl|https?|ipv|es|rs|hs|ed|x|h|mp|win|wpa|vp|p|s|k|n|node|python|php|java|iso|rfc|cve|usb|web|api|v|version|step|stage|line|row|page|part|chapter|phase|test|case|level|room|group|section|figure|table|option|item|q|f)[-_.]?\d{1,5}(?:\.\d+)*[a-z]{0,5}|1password|2fa|mfa|u2f|fido2|log4j2?|fail2ban|k8s|i18n|l10n|a11y|e2e|s3|ec2|oauth2?|bcrypt|argon2(?:id|i|d)?|base64|utf-?8|ascii|latin1)$/i;
const quantity =
  /^(?:v?\d+(?:[.,:/]\d+)+(?:-[\w.]+)?|[<>≤≥~≈+-]?\d+(?:[.,]\d+)?(?:st|nd|rd|th|er|ème|e|º|ª|x|%|°\w?|[a-zµ€$£]{1,4}|chars?|tokens?|words?|bits?|bytes?|signs?)?\+?|\d+-(?:character|char|digit|bit|byte|letter|word|day|hour|minute|week|month|year|line|step|page|fold)s?|\d+x\d+|\d{4}-\d\d(?:-\d\d)?\S*|\d{1,2}(?:am|pm|h\d{0,2})|\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?)$/i;

const model = /^(?:claude|gpt|gemini|gemma|llama|mistral|qwen|deepseek|phi)-[a-z\d.-]+$/i;

/** Names of variables and columns: words joined by underscores, a number at their end. */
const variable = /^[a-z]+(?:_(?:[a-z]+|\d{1,2}[a-z]?))*_?\d{0,2}$|^[A-Z]+(?:_[A-Z]+)*_?\d{0,2}$/;

export const isVariableName = (value: string): boolean => value.includes('_') && variable.test(value);

/** Base64 has slashes too, and more variety. */
export const isPath = (value: string): boolean => path.test(value) && entropy(value) < 4.25;

/** Words that have digits or signs and still are ordinary. */
export const isOrdinary = (value: string): boolean =>
  model.test(value) ||
  address.test(value) ||
  path.test(value) ||
  fileName.test(value) ||
  domain.test(value) ||
  technical.test(value) ||
  (value.length <= 7 && quantity.test(value)) ||
  /^v?\d[\d.,:/+-]*(?:T[\d:.+Z-]*)?$|^v?\d+(?:\.\d+)+-[\w.]+$|^0x[\da-f]+$/i.test(value);

const hasDigit = (value: string): boolean => /\d/.test(value);
const hasLetter = (value: string): boolean => /\p{L}/u.test(value);
const hasSign = (value: string): boolean => /[!@#$%^&*+=~?§€£|]/.test(value);

/** The word could be a password that is written where a password is expected, right behind `=` or `:`. */
export function isAssignedPassword(value: string, isQuoted: boolean): boolean {
  if (value.length < 4 || standIn.test(value) || saysSomething.test(value) || isLongHash(value)) return false;
  if (isQuoted) return !/\s/.test(value) || (!/^\s|\s$/.test(value) && isPassphrase(value));
  if (isCode(value) || address.test(value)) return false;
  if (hasDigit(value) || /[^\p{L}\d_.,-]/u.test(value))
    return !quantity.test(value) || /^\d{4,}$/.test(value);
  return /\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(value) && value.length >= 8;
}

/** Words in quotation marks that say nothing about passwords. */
const isPassphrase = (value: string): boolean => {
  const words = value.trim().split(/\s+/);
  return words.length <= 24 && !words.some((it) => saysSomething.test(it));
};

const shapesSentences =
  /^(?:the|an?|and|or|for|with|from|not|to|of|at|by|if|it|its|that|this|my|your|our|is|are|was|has|have|must|should|can|will|when|because|der|die|das|ein|eine|und|oder|mit|nicht|ist|muss|le|les|des|une?|et|ou|pas|est|el|los|las|una?|y|no|es|il|lo|un|e|non|não|para|и|не|это)$/i;

/** Plain words in a row that make no sentence: what follows where a passphrase is told. */
export const isPhrase = (words: readonly string[]): boolean =>
  words.length >= 4 &&
  words.length <= 24 &&
  words.filter((it) => shapesSentences.test(it)).length * 4 < words.length;

/**
 * The word could be a password in a sentence about passwords. `linked`: the sentence says what the password is.
 * Otherwise it only stands somewhere behind the word, and must look the odder.
 */
export function isSpokenPassword(value: string, linked: boolean): boolean {
  if (value.length < 4 || value.length > 200) return false;
  if (standIn.test(value) || saysSomething.test(value) || isLongHash(value) || isCode(value)) return false;
  if (isOrdinary(value) || (!linked && isVariableName(value))) return false;
  const mixed = hasDigit(value) && hasLetter(value);
  if (linked)
    return (mixed && value.length >= 5) || (hasSign(value) && hasLetter(value) && value.length >= 5);
  return value.length >= 6 && isOdd(value);
}

const adjective =
  /(?:ed|ing|able|ible|ive|ous|ful|less|ent|ant|ic|ary|ly|ish|ig|lich|isch|bar|sam|ment|tion|ness)$|^(?:fine|good|bad|ready|public|private|long|old|new|known|easy|hard|simple|complex|common|unique|default|random|secret|special|useless|gone|back|obvious|silly|stupid|great|okay|open|full|clear|free|true|false|there|these|those|mine|yours|ours|theirs|about|after|before|again|anyway|already|still|never|always|often|either|neither|both|none|nothing|something|anything|everything|somebody|nobody|people|their|would|could|because|since|until|while|though|through|under|over|between|against|during|without|within|alt|neu|lang|kurz|gut|schlecht|einfach|schwer|leicht|gleich|anders|noch|schon|wieder|immer|hier|dort|jetzt|weg|drin|dabei)$/i;

/** A word without digits or signs, right after "the password is": none that describes one. */
export const isPlainPassword = (value: string): boolean =>
  /^\p{L}[\p{L}'’]*(?:[-_.]\p{L}+)*$/u.test(value) &&
  value.length >= 5 &&
  value.length <= 40 &&
  !saysSomething.test(value) &&
  !standIn.test(value) &&
  !isCode(value) &&
  !isOrdinary(value) &&
  !adjective.test(value);

/** No name and no number of anything is spelt so: digits within a word, or signs that no word has. */
const isOdd = (value: string): boolean =>
  /\p{L}\d+\p{L}/u.test(value) ||
  /\p{Ll}\p{L}*\d{3,}|\d\p{Lu}\p{Ll}/u.test(value) ||
  (hasDigit(value) && hasLetter(value) && hasSign(value));

/** A key or token: long, of letters and digits without a pattern. */
export const isKey = (value: string): boolean =>
  value.length >= 12 &&
  !standIn.test(value) &&
  !isCode(value) &&
  !address.test(value) &&
  !isPath(value) &&
  !fileName.test(value) &&
  hasDigit(value) &&
  /[A-Za-z]/.test(value) &&
  entropy(value) >= 2.8;

export const isUuid = (value: string): boolean => uuid.test(value);

export const isToken = (value: string): boolean => isKey(value) && value.length >= 16 && !isHash(value);

/** A number that opens something: in one piece or in groups. */
export const isCodeNumber = (value: string): boolean => /^#?\d(?:[-– ]?\d){2,11}[#*]?$/.test(value);

/** How services call their keys: a name, what it is good for, and something random. */
export const isNamedKey = (value: string): boolean =>
  /^[A-Za-z]{2,12}[_-](?:live|test|prod|secret|key|token|api|pat)[_-][A-Za-z0-9_-]{8,200}$/.test(value) &&
  /[A-Za-z]\d|\d[A-Za-z]/.test(value) &&
  entropy(value) >= 3;

/** Prefixes of ids that many services give out; they name a thing and open nothing. */
const idPrefix =
  /^(?!(?:sk|pk|rk|tok|token|pat|key|secret|api|auth|pass|access|private)_)[a-z]{2,12}_[A-Za-z0-9]+$/;

/**
 * Looks random without anybody saying what it is: long, both cases and digits in several places, as no identifier, path
 * or address is written.
 */
export function isRandom(value: string): boolean {
  if (/^(?:[A-Z\d]{5}-){4}[A-Z\d]{5}$/.test(value))
    return (value.match(/\d/g)?.length ?? 0) >= 3 && hasLetter(value);
  const core = value.replace(/[=.]+$/, '');
  if (core.length < 20 || core.length > 400 || isHash(core) || idPrefix.test(core)) return false;
  if (!/[a-z]/.test(core) || !/\d/.test(core) || /[/.]{2}|^[./~]/.test(core)) return false;
  const parts = core.split(/[-_/+.=~]/).filter((part) => part !== '');
  if (
    parts.some((part) => part.length >= 5 && /^[A-Z]?[a-z]+$|^[A-Z]+$/.test(part) && /[aeiouy]/i.test(part))
  )
    return false;
  const longest = parts.toSorted((one, other) => other.length - one.length)[0] ?? '';
  if (longest.length < 12) return false;
  if (core.length === 40 && /[+/]/.test(core) && /[A-Z]/.test(core)) return entropy(core) >= 4.2;
  const digitGroups = core.match(/\d+/g)?.length ?? 0;
  const enough = /[A-Z]/.test(core) ? 3 : 6;
  return digitGroups >= enough && entropy(core) >= 3.6;
}

/** At least eight characters of four kinds, a sign among letters and digits. */
export const isSigned = (value: string): boolean =>
  value.length >= 8 &&
  /^[\p{L}\p{N}_.!#$%^&*?+~-]+$/u.test(value) &&
  /[\p{L}\p{N}][!#$%^?][\p{L}\p{N}]/u.test(value) &&
  /\p{Lu}/u.test(value) &&
  /\p{Ll}/u.test(value) &&
  (value.match(/\d/g)?.length ?? 0) >= 2 &&
  !standIn.test(value) &&
  !/%[0-9A-F]{2}|&[a-z]+|#L\d|\.\w{1,5}#\d+$|#\d+-\d+$|^[\w.+-]+\+[\w.+-]*$/.test(value);
