/**
 * Credentials that are known by what stands before them: "password: …", "das Passwort lautet …", `API_KEY=…`, `?token=…`.
 * Every label is found by plain search, and no more than a short stretch around it is looked at.
 */

import { unpartedLetters } from '../scripts.ts';
import type { Span } from '../span.ts';
import { assignedValues, signless } from './assigned-values.ts';
import type { Label, LabelClass } from './credential-labels.ts';
import type { LabelAt } from './credential-words.ts';
import { isSpokenPassword } from './secret-look.ts';
import { trimmed } from './sentence-words.ts';
import { spokenValues } from './spoken-values.ts';
import type { Found, Subject } from './subject.ts';

/** How far after a label a credential may end, and how far before one it may begin. */
const reach = 320;
const reachBack = 100;

/** What opens with a code. */
const lockable =
  /door|gate|alarm|lock|safe|house|garage|entry|entrance|building|flat|apartment|shed|tür|tor\b|schloss|tresor|haus|wohnung|porte|portail|coffre|immeuble|puerta|alarma|caja fuerte|port[aã]|cancello|cassaforte|allarme|cofre|deur|kluis|двер|сейф|домофон|подъезд|сигнализац|смс|drzwi|sejf|ドア|玄関|金庫|门|門|sms|text(?:ed)? m|authenticat|verif|confirm|bestätig|bank|log.?in|sign.?in|two-factor|2fa|one-time/i;

const kinds: { readonly [of in LabelClass]: string } = {
  password: 'password',
  vague: 'password',
  phrase: 'passphrase',
  code: 'code',
  card: 'card number',
  key: 'key',
  anyKey: 'key',
  token: 'token',
  bearer: 'token',
  login: 'password',
  place: 'code',
  setting: 'token',
  parameter: 'key in URL',
};

/** Codes that open nothing, whatever they stand beside. */
const ofNoLock =
  /(?:error|status|exit|zip|area|country|post(?:al)?|response|http|return|fehler|source|booking|order|discount|promo|colou?r|product|line|das|the same|this|that|your) ?-?$/i;

/** Pins of other kinds. */
const ofNoCard = /(?:gpio|bowling|analog|digital|board|header|connector|rolling|hair|safety) ?-?$/i;

interface PlacedLabel extends Label {
  readonly at: number;
  /** Where the next label of its class is; as far as this one is in charge. */
  readonly until: number;
}

const ofNetwork = /ssid|wi-?fi|wlan|netzwerk|network|router/i;

const ofAccount = /\b(?:user(?:name)?|login|name|account) ?[:=]? ?\S{2,40},? $/i;

/** A plain key opens what stands beside it, and a pass behind a name is a password. */
function meant(subject: Subject, label: PlacedLabel): PlacedLabel {
  const before = subject.slice(Math.max(0, label.at - 60), label.at);
  const isPassword =
    (label.of === 'anyKey' && ofNetwork.test(before)) || (label.of === 'vague' && ofAccount.test(before));
  return isPassword ? { ...label, of: 'password' } : label;
}

/** @param labels in order */
export function findLabelled(subject: Subject, labels: readonly LabelAt[]): readonly Found[] {
  const found: Found[] = [];
  let latest: readonly Span[] = [];
  for (const each of placed(subject, labels)) {
    const label = meant(subject, each);
    if (latest.some(([from, to]) => from <= label.at && label.at < to)) continue;
    const spans = [...valuesAfter(subject, label), ...valueBefore(subject, label)];
    const kind = kinds[label.of];
    found.push(...spans.map(([from, to]) => ({ from, to, kind })));
    if (spans.length > 0) latest = spans;
  }
  return found;
}

/** In order; a label inside a longer one of its class is none of its own. */
function placed(subject: Subject, labels: readonly LabelAt[]): readonly PlacedLabel[] {
  const ends = new Map<LabelClass, number>();
  const own = labels.filter(({ at, label }) => {
    if (at < (ends.get(label.of) ?? 0) || !beginsLabel(subject, at, label)) return false;
    ends.set(label.of, at + label.word.length);
    return true;
  });
  const next = new Map<LabelClass, number>();
  return own
    .toReversed()
    .map(({ at, label }): PlacedLabel => {
      const until = next.get(label.of) ?? subject.length;
      next.set(label.of, at);
      return { ...label, at, until };
    })
    .toReversed();
}

const isLetter = (character: string): boolean => /\p{L}/u.test(character);
const unparted = new RegExp(`[${unpartedLetters}]`);
const isSpaceless = (word: string): boolean => unparted.test(word);

const isOfLock = (subject: Subject, at: number): boolean =>
  lockable.test(subject.slice(Math.max(0, at - 60), at + 80)) &&
  !ofNoLock.test(subject.slice(Math.max(0, at - 12), at));

/** A label of its own, the end of a compound, or a part of a variable's name: `dbPass`, `DB_PASS`. */
function beginsLabel(subject: Subject, at: number, { word, of, isStem }: Label): boolean {
  if (of === 'place' && !isOfLock(subject, at)) return false;
  if (of === 'code' && ofNoCard.test(subject.slice(Math.max(0, at - 12), at))) return false;
  // Within base64 everything occurs sooner or later.
  if (/^[A-Za-z0-9+/]{30,}$/.test(subject.slice(Math.max(0, at - 16), at + 16))) return false;
  const before = subject.charAt(at - 1);
  if (isStem || isSpaceless(word) || !isLetter(before)) return true;
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(subject.charAt(at));
}

const inflection = /^\p{Ll}{0,4}(?!\p{L})/u;

/** The rest of a variable's name, as in `PASSWORD_PROD =` or `token2:`. */
const restOfName = /^[A-Za-z0-9]{0,20}(?:[_-][A-Za-z0-9]{1,20}){0,4}(?=["'`\\]{0,3}\s{0,3}[:=：])|^\d{0,3}/;

/** Names of what belongs to a credential and is none: `secret_name`, `tokenType`. */
const aboutIt =
  /(?:name|id|ref|arn|path|file|type|url|uri|length|size|hash|expir\w*|field|label|hint|policy|count|limit|scope|manager|version|reset|min|max|ttl|age|format|regex|pattern|strength|rules?)s?\d?$/i;

const ofCompound =
  /^ (?:managers?|fields?|polic(?:y|ies)|resets?|prompts?|generators?|forms?|hash(?:es|ing)?|strength|rotation|input|box|dialog|screen|page)\b/i;

/** What is called a key in databases, music and maps. */
const noCredential =
  /^ (?:prim|for[áae]|forán|secund|únic|unic|public|públic|étrang|aj[eé]n|compuest|compost|candidat)/i;

function valuesAfter(subject: Subject, label: PlacedLabel): readonly Span[] {
  const { at: labelAt, until } = label;
  const from = labelAt + label.word.length;
  const stretch = subject.slice(from, Math.min(from + reach, Math.max(until, from)));
  const ending = isSpaceless(label.word) ? '' : (inflection.exec(stretch)?.[0] ?? null);
  if (ending === null || (ending.length > 1 && label.word.length < 5 && !label.isStem)) return [];
  const skipped = ending.length + (restOfName.exec(stretch.slice(ending.length))?.[0].length ?? 0);
  if (aboutIt.test(stretch.slice(0, skipped)) || noCredential.test(stretch.slice(skipped, skipped + 12)))
    return [];
  const rest = stretch.slice(skipped);
  const mark = markOfName(subject, labelAt);
  const sign = signlessLength(subject, labelAt, rest, mark);
  const inAddress = /[?&#;]/.test(mark);
  const name = subject.slice(labelAt, from);
  const isName = /[\w-]/.test(subject.charAt(labelAt - 1));
  const isVariable = /^[A-Z]/.test(name) && name === name.toUpperCase() && rest.startsWith('=');
  const assigned = assignedValues(sign === 0 ? rest : signless.padEnd(sign) + rest.slice(sign), label, {
    inAddress,
    isName,
    isVariable,
  });
  // Within a path or a longer name it says nothing about the words after it.
  const before = subject.slice(Math.max(0, labelAt - 32), labelAt);
  const isPart = (/[\w./\\]$/.test(before) && !label.isStem) || /=[\w-]*[_-]$/.test(before);
  const isSpoken = label.of !== 'parameter' && label.of !== 'setting' && !isPart && !/^[-_./\\]\w/.test(rest);
  const spoken = isSpoken ? spokenValues(rest, label, isSpaceless(label.word)) : [];
  // What is said of a password's field or manager is hardly a password where it is a plain word.
  const spans =
    assigned ??
    (ofCompound.test(rest)
      ? spoken.filter(([start, end]) => !/^\p{L}+$/u.test(rest.slice(start, end)))
      : spoken);
  return spans.map(([start, end]) => [from + skipped + start, from + skipped + end]);
}

/** What stands before the name that a label is part of: `-` for an option of a command, `?` and the like in an address. */
function markOfName(subject: Subject, labelAt: number): string {
  const before = subject.slice(Math.max(0, labelAt - 40), labelAt);
  if (/(?:^|\s)--[\w-]*$/.test(before)) return '-';
  return /([^\w.-])[\w.-]*$/.exec(before)?.[1] ?? '';
}

/** How much stands between a name and its value where no sign says so: `--name value`, `ENV NAME value`, `set("name", "value")`. */
function signlessLength(subject: Subject, labelAt: number, rest: string, mark: string): number {
  if (mark === '-') return /^ [^\s-]/.test(rest) ? 1 : 0;
  const before = subject.slice(Math.max(0, labelAt - 50), labelAt);
  if (/(?:^|\s)(?:ENV|ARG|setx|set -\w{1,3})\s+\w*$/.test(before)) return /^ [^\s=]/.test(rest) ? 1 : 0;
  return /\(["'][\w.-]*$/.test(before) ? (/^["'], ?(?=["'])/.exec(rest)?.[0].length ?? 0) : 0;
}

const linkingBack = new Set(
  'is was as = ist war als est comme es como è come é jest это — – - for'.split(' '),
);

/** "hunter2 is the password", "hunter2 (my password)", "hunter2, the old password". */
function valueBefore(subject: Subject, { at: labelAt, of }: PlacedLabel): readonly Span[] {
  if (of !== 'password' && of !== 'phrase' && of !== 'code') return [];
  const start = Math.max(0, labelAt - reachBack);
  const words = [...subject.slice(start, labelAt).matchAll(/\S+/g)].slice(-6);
  const link = words.findLastIndex(([word]) => linkingBack.has(word.toLowerCase()) || /^\(|,$/.test(word));
  const linking = words[link]?.[0] ?? '';
  const before = linking.endsWith(',') ? words[link] : words[link - 1];
  if (before === undefined || !words.slice(link + 1).every(([word]) => /^[\p{L}'’-]+$/u.test(word)))
    return [];
  const bare = trimmed(before[0]);
  const isOne =
    of === 'code'
      ? /^\d{4,8}$/.test(bare)
      : bare.length >= 6 && !/^[\w.-]+=/.test(bare) && isSpokenPassword(bare, true);
  const from = start + before.index + before[0].indexOf(bare);
  return isOne ? [[from, from + bare.length]] : [];
}
