/** Credentials that a sentence tells: "the password for the old box is …", "… and the new one is …". */
import { alike } from './assigned-values.ts';
import type { Label } from './credential-labels.ts';
import {
  isAssignedPassword,
  isCodeNumber,
  isKey,
  isPhrase,
  isPlainPassword,
  isSpokenPassword,
  isToken,
  isUuid,
  isVariableName,
} from './secret-look.ts';
import type { Span } from './subject.ts';

/** Words of a sentence that are looked at after a label, and after a credential that was found. */
const mostWords = 16;
const mostBetween = 6;

/** Words that say: what comes now is it. */
const linking = new Set(
  `is was it's its are = : := -> → – — as be reads to with ist lautet war sind heißt heisst wäre als mit est c'est sont était avec es son era fue será con è sono é são foi com is zijn luidt met jest on är er var je jsou yra это теперь есть comme como come stands に は`.split(
    ' ',
  ),
);
/** Between two credentials, and before one, without a meaning of their own. */
const joining = new Set(
  'and or / , then & + und oder et ou y o e oder и или en of plus now still again just actually currently called set jetzt nun noch aktuell maintenant ahora adesso agora nu сейчас теперь to auf zu a para naar na на から'.split(
    ' ',
  ),
);

/** @param linked the label's script has no words between it and the credential that could be known */
export function spokenValues(text: string, label: Label, linked = false): readonly Span[] {
  const found: Span[] = [];
  const said: Said = {
    linked,
    justLinked: false,
    isToldNow: false,
    isFound: false,
    justFound: false,
    hasName: false,
  };
  let since = 0;
  let index = 0;
  for (const { word, at, closes } of wordsOf(text)) {
    if (index >= mostWords || since > mostBetween || /^[{}]/.test(word)) break;
    const bare = trimmed(word);
    const isMark = bare.startsWith('redacted: ');
    const span = isMark ? null : spanOf(text, at, word, label, said, index);
    if (span !== null) {
      found.push(span);
      if (label.of === 'code') found.push(...alike(text, span));
    }
    if (span !== null || isMark) {
      said.isFound = true;
      since = 0;
    } else if (said.isFound) since++;
    const plain = word.toLowerCase().replace(/[,;]$/, '').replace('’', "'");
    const links =
      linking.has(plain) || /(?:^|[^:])[:：]$/.test(word) || (plain === 'to' && polish.test(label.word));
    if (said.linked && !links && /\p{L}/u.test(bare)) said.hasName = true;
    said.justLinked =
      links || ((said.justLinked || said.justFound) && (joining.has(bare.toLowerCase()) || bare === ''));
    said.justFound = span !== null || isMark;
    if (said.justFound) said.justLinked = /[,;/]$/.test(word);
    said.isToldNow = telling.test(word) || (links && plain === 'to');
    said.linked ||= links;
    if (closes && !said.isFound && !goesOn.test(text.slice(at + word.length))) break;
    if (closes && said.isFound) break;
    index++;
  }
  return found.length === 0 && label.of === 'phrase' ? phrase(text) : found;
}

interface Said {
  /** A word has said that now it comes. */
  linked: boolean;
  /** The word right before this one says so. */
  justLinked: boolean;
  /** And means nothing else. */
  isToldNow: boolean;
  isFound: boolean;
  /** The word right before this one was one, or its mark. */
  justFound: boolean;
  /** After the link came a word that could be the name of an account. */
  hasName: boolean;
}

/** Links after which even a plain word is taken for the credential. */
const telling = /^(?:is|was|ist|lautet|war|est|es|è|é|jest|это|called|=)$|(?:^|[^:])[:：]$/i;

/** In Polish "to" says what something is. */
const polish = /^has[łl]/;

const goesOn = /^\s*(?:it(?:'|’)?s|it is|es ist|c'est|es|è|é|это)\b/iu;

interface Word {
  readonly word: string;
  readonly at: number;
  /** The sentence ends with it. */
  readonly closes: boolean;
}

const spaceless = '\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\u0e00-\\u0e7f';
const part = new RegExp(
  `\\[redacted: [^\\][\\n]{1,40}\\]|[${spaceless}]+|[，、：；（）「」『』＝]|[。！？]|[^\\s${spaceless}，、：；（）「」『』＝。！？]+`,
  'g',
);
const linkingSign = /^[：＝はがは是为為는은이가]|[是为為はがは는은：]$/;

/** Words are parted by blanks and, in scripts that part none, by where the script changes. */
function* wordsOf(text: string): Generator<Word> {
  const paragraph = text.split(/\n\s*\n|\n(?=\s*[-*•#])/, 1)[0] ?? '';
  for (const match of paragraph.matchAll(part)) {
    const word = linkingSign.test(match[0]) ? `${match[0]}:` : match[0];
    const closes = /[.!?][)"'”]?$/.test(match[0]) || /^[。！？]$/.test(match[0]);
    yield { word, at: match.index, closes };
  }
}

export const trimmed = (word: string): string =>
  word.replace(/^["'`“„«»「『*‘(<[,;:=]+/, '').replace(/["'`”“»」』*’)>\],;:.!?…]+$/, '');

/** In a header it stands before the credential and is none. */
const scheme = /^(?:bearer|basic)$/i;

interface Place extends Readonly<Said> {
  /** How many words stand between it and the label. */
  readonly index: number;
  readonly endsClause: boolean;
  /** What it was changed to comes next. */
  readonly isReplaced: boolean;
}

function spanOf(
  text: string,
  at: number,
  word: string,
  label: Label,
  said: Said,
  index: number,
): Span | null {
  if (label.of === 'card' || label.of === 'code') {
    const number = numberIn(text, at, word, label, said, index);
    if (number !== null || label.of === 'card') return number;
  }
  const quoted = said.linked || index <= 2 ? quotedIn(text, at, label, said.linked || index === 0) : null;
  if (quoted !== null && (!said.isFound || said.justLinked)) return quoted;
  const bare = trimmed(word);
  if (bare === '' || scheme.test(bare)) return null;
  const start = at + word.indexOf(bare);
  if (label.of === 'login') return loginIn(bare, start, said);
  if (said.isFound && !said.justLinked) return null;
  const after = text.slice(start + bare.length, start + bare.length + 12);
  const place: Place = {
    ...said,
    index,
    isReplaced: /^ (?:to|auf|zu|para|a|naar|na|на) [\p{L}\p{N}]/u.test(after),
    endsClause: /^["'”»)]?(?:[.,;!)\n]|$| (?:and|but|so|und|aber)\b)/.test(after),
  };
  // A sign at a password's end may be its own.
  const tail = /^[!?#*]+(?=\s|$)/.exec(after)?.[0].length ?? 0;
  return isSpoken(bare, label, place) ? [start, start + bare.length + tail] : null;
}

const quotation =
  /^(?:"([^"\n]{4,120})"|“([^”\n]{4,120})”|„([^“”\n]{4,120})[“”]|«\s?([^»\n]{4,120}?)\s?»|'([^'\n]{4,120})'|`([^`\n]{4,120})`|「([^」\n]{4,120})」|\*\*([^*\n]{4,120})\*\*)/;

/** What stands in quotation marks is taken whole. */
function quotedIn(text: string, at: number, { of }: Label, isNear: boolean): Span | null {
  if (of !== 'password' && of !== 'phrase') return null;
  const match = quotation.exec(text.slice(at, at + 130));
  const value = match?.slice(1).find((group) => group !== undefined);
  if (match === null || value === undefined || !isAssignedPassword(value, true)) return null;
  if ((!isNear && !/\d/.test(value)) || /^[)\]},;:.]/.test(value)) return null;
  const from = at + match[0].indexOf(value);
  return [from, from + value.length];
}

/** A number in one piece or in groups, as codes and cards are spelt. */
function numberIn(
  text: string,
  at: number,
  word: string,
  { of }: Label,
  said: Said,
  index: number,
): Span | null {
  const from = at + (/^[("'`*“„]*/.exec(word)?.[0].length ?? 0);
  const number = /^#?\d(?:[-– ]?\d){2,24}[#*]?(?![\p{L}\p{N}])/u.exec(text.slice(from, from + 60))?.[0] ?? '';
  const count = number.replace(/\D/g, '').length;
  const span: Span = [from, from + number.length];
  if (of === 'card') return count >= 13 && count <= 19 ? span : null;
  const isNear = said.isFound ? said.justLinked : said.linked || index === 0;
  return isNear && count >= 3 && count <= 12 && !/^\d{4}-\d\d-\d\d$/.test(number) ? span : null;
}

/** After the name of an account, or behind a slash: `admin / …`, `admin/…`. */
function loginIn(bare: string, start: number, { hasName, isFound }: Said): Span | null {
  const slash = bare.search(/[/:](?!\/)/);
  const value = slash > 0 ? bare.slice(slash + 1) : bare;
  if ((slash <= 0 && !hasName && !isFound) || !isSpokenPassword(value, true)) return null;
  return [start + bare.length - value.length, start + bare.length];
}

function isSpoken(bare: string, { of, isStem }: Label, place: Place): boolean {
  const { linked, isToldNow, isFound, index, endsClause, isReplaced } = place;
  const near = linked || index === 0;
  switch (of) {
    case 'password':
    case 'phrase':
      if (linked || (index === 0 && isStem)) {
        if (/^\d{4,}$/.test(bare) && !/^(?:19|20)\d\d$/.test(bare)) return true;
      }
      if (
        isToldNow &&
        (isJoined(bare) || (index <= 8 && (endsClause || /^\p{Lu}/u.test(bare)))) &&
        isPlainPassword(bare)
      )
        return true;
      if (
        (isStem || index === 0) &&
        bare.length >= 6 &&
        /\d/.test(bare) &&
        (linked || index === 0 || !isNumbered.test(bare))
      )
        return isSpokenPassword(bare, true);
      return isSpokenPassword(bare, linked || isFound || (isReplaced && index <= 2));
    case 'vague':
      if (isToldNow && index <= 2 && isSpokenPassword(bare, true)) return true;
      return index === 0 && isSpokenPassword(bare, false) && !/^\w+$/.test(bare);
    case 'code':
      return (
        (near &&
          (isCodeNumber(bare) ||
            isGrouped(bare) ||
            (linked && /\d/.test(bare) && isSpokenPassword(bare, true)))) ||
        (index <= 2 && endsClause && /^(?!(?:19|20)\d\d$)\d{4,6}$/.test(bare))
      );
    case 'anyKey':
      return near && isToken(bare);
    case 'key':
    case 'token':
    case 'bearer':
      if (of === 'bearer' && near && isKey(bare)) return true;
      if (near && (isToken(bare) || ((linked || of === 'key') && isKey(bare) && !isUuid(bare)))) return true;
      if (near && bare.length >= 8 && isMachineMade(bare) && isSpokenPassword(bare, true)) return true;
      return isToken(bare) && (bare.match(/\d+/g)?.length ?? 0) >= 2;
    case 'place':
      return (linked || index <= 3) && isLockCode(bare);
    case 'card':
    case 'login':
    case 'setting':
    case 'parameter':
      return false;
  }
}

/** As locks have them: digits, with a letter or in groups; a year is none. */
export const isLockCode = (value: string): boolean =>
  /^(?!(?:19|20)\d\d$)(?:[A-Z]?\d{4,8}[#*]?|\d{2,4}[A-Z]\d{1,4}|\d\d(?:[-.]\d\d){2,3})$/.test(value);

const isJoined = (value: string): boolean => /^\p{L}+(?:[-_]\p{L}+){2,}$/u.test(value);

/** Groups of letters and digits, as licences and codes for activation have. */
const isGrouped = (value: string): boolean =>
  /\d/.test(value) && /^[A-Z\d]{3,8}(?:-[A-Z\d]{3,8}){1,7}$/i.test(value);

/** A name with a number: of a person, a machine, a product. */
const isNumbered = /^(?:[a-z]+|(?:[A-Z][a-z]+){2,})\d{1,2}$/;

const isMachineMade = (value: string): boolean =>
  !isVariableName(value) &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  /^[\w.+/=:-]+$/.test(value) &&
  !/^[A-Z]{1,6}(?:-?\d+)+$/.test(value);

const phraseIn =
  /(?:(?<!\p{L})(?:is|ist|lautet|est|es|è|é|это)|[:=])\s{1,3}["'“„«]?((?:\p{L}{1,30}[ -]){2,23}\p{L}{1,30})/u;

/** Words after the link, where a passphrase is spoken of: as many as are plain words. */
function phrase(text: string): readonly Span[] {
  const match = phraseIn.exec(text);
  const value = match?.[1] ?? '';
  if (match === null || !isPhrase(value.split(/[ -]/))) return [];
  const start = match.index + match[0].length - value.length;
  return [[start, start + value.length]];
}
