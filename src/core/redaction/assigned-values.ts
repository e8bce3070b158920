/** The credential that is assigned to a label: what follows `=`, `:` and the like, in quotation marks or without. */

import type { Span } from '../span.ts';
import type { Label } from './credential-labels.ts';
import { markOpening } from './redaction-marks.ts';
import {
  isAssignedPassword,
  isCodeNumber,
  isHash,
  isKey,
  isPath,
  isPhrase,
  isPlainPassword,
  isSpokenPassword,
  isToken,
  isUuid,
} from './secret-look.ts';
import { isLockCode } from './spoken-look.ts';

const operator =
  /^\\?["'`”*]{0,3}(?:["'\]]{0,2}\s{0,3}(?:=>|[:?]=|={1,3}|[:：＝]|->|→)(?:\*\*)?[ \t]{0,4}(?:!{1,2}(?!secret)[\w-]{1,20}[ \t])?|>|\((?=["'`])|,?\s{1,12}["']?value["']?\s?[:=]\s?)/u;
/** Stands for the sign where a value follows its name without one, as in `--name value`. */
export const signless = '→';

/** The value that a variable has where it is not set. */
const fallback = /^["']?\$\{\w{1,60}:?-/;
const scheme = /^(?:basic|bearer|token|apikey|digest|key)[ \t]{1,3}/i;
const opening = /^(?:\\?["'`“„«「『‘]|\*\*|<(?=\S+>))/;
const closers: { readonly [opening: string]: string } = {
  '“': '”“',
  '„': '“”',
  '«': '»',
  '「': '」',
  '『': '』',
  '‘': '’',
  '<': '>',
};
const longestValue = 300;

export interface Where {
  /** A parameter of an address. */
  readonly inAddress: boolean;
  /** A part of a longer name, as in `TILE_KEY`. */
  readonly isName: boolean;
  /** A variable of the environment, which holds no code. */
  readonly isVariable: boolean;
}

const nowhere: Where = { inAddress: false, isName: false, isVariable: false };

const removed = new RegExp(`^\\W{0,3}\\${markOpening}`);

/** Null where nothing is assigned that could be one; empty where a credential stood and is gone. */
export function assignedValues(text: string, label: Label, where: Where): readonly Span[] | null {
  const sign = operator.exec(text)?.[0];
  if (sign === undefined) return null;
  const named = scheme.exec(text.slice(sign.length))?.[0].length ?? 0;
  const unset = fallback.exec(text.slice(sign.length + named, sign.length + named + 70))?.[0].length ?? 0;
  const at = sign.length + named + unset;
  if (removed.test(text.slice(at, at + 14))) return [];
  if (/^[\r\n]?$/.test(text.charAt(at))) return onNextLine(text, at, label);
  const quoted = quotedValue(text, at, /(?<![-=])>$/.test(sign));
  if (quoted !== null) {
    const value = text.slice(...quoted);
    return accepts(value, label, where, true) ? [quoted] : null;
  }
  // A count of tokens says nothing about what comes after it either.
  if (label.of === 'token' && /^\d[\d_.,]*k?(?![\w-])/.test(text.slice(at, at + 20))) return [];
  const grouped = groupedValue(text.slice(at), label);
  if (grouped > 0) return [[at, at + grouped]];
  const value = /^[^\s"'`<>,;&]{1,300}/.exec(text.slice(at))?.[0] ?? '';
  const bare = value.replace(unset > 0 ? /\}.*$/ : /[.,:)\]}”»」。，]+$/, '');
  const isTold = /[:：]\*{0,2}[ \t]*$/u.test(sign) && /^[.,;!]?(?:\s|$)/.test(text.slice(at + bare.length));
  const after = text.slice(at + bare.length, at + bare.length + 4);
  const isWord =
    (label.of === 'password' || (label.of === 'vague' && where.isName)) &&
    isPlainPassword(bare) &&
    ((isTold && /^(?:[.,\n]|$)/.test(after)) ||
      (/=$|\?= ?$/.test(sign) && isSetting(bare, after)) ||
      (sign === signless && /^(?:$|\n| [-|&>])/.test(after)) ||
      unset > 0);
  const isNamed = named > 0 && label.of === 'bearer' && /^[\w.+/=~-]{8,}$/.test(bare);
  if (!isWord && !isNamed && !accepts(bare, label, where, false)) return null;
  const span: Span = [at, at + bare.length];
  return label.of === 'code' ? [span, ...alike(text, span)] : [span];
}

/** A plain word behind `password=`, and no variable that is handed on under that name. */
const isSetting = (bare: string, after: string): boolean =>
  !/pass|pwd|secret|token|credential|input|value|param|field/i.test(bare) &&
  !/\p{Ll}\p{Lu}/u.test(bare) &&
  /^(?:["'`]?[\s;&}<,]|$)/u.test(after) &&
  !/^ ?[(.=)]/.test(after);

/** A key in groups of four letters and digits, as one is shown for setting up an authenticator, or a passphrase to the line's end. */
function groupedValue(text: string, { of, word }: Label): number {
  const groups = /^(?:[A-Za-z2-7]{4}[ -]){3,15}[A-Za-z2-7]{4}(?![\p{L}\p{N}])/u.exec(text)?.[0] ?? '';
  if (of === 'password' && groups.length === 19 && isPhrase(groups.split(' '))) return groups.length;
  if (/key|secret|otp|2fa|mfa/.test(word) && (/\d/.test(groups) || groups === groups.toUpperCase()))
    return groups.length;
  const numbered = of === 'phrase' ? /^(?:\s?\d{1,2}[.)]? ?[a-z]{3,8}[,\n ]?){11,24}/.exec(text)?.[0] : '';
  if (numbered) return numbered.trimEnd().length;
  const line = of === 'phrase' ? (/^[^\n"'`<>=(){};]{8,120}(?=\n|$)/.exec(text)?.[0] ?? '') : '';
  return isAssignedPassword(line, true) && line.includes(' ') && !/ [a-z]\w* ?[(.]/.test(line)
    ? line.length
    : 0;
}

/** @param isElement the value is what an element of XML holds */
function quotedValue(text: string, at: number, isElement: boolean): Span | null {
  if (isElement) {
    const content = /^([^\n<>]{3,300})<\//.exec(text.slice(at))?.[1] ?? '';
    return content.trim() === '' ? null : [at, at + content.length];
  }
  const mark = opening.exec(text.slice(at))?.[0];
  if (mark === undefined) return null;
  const start = at + mark.length;
  const closing = closers[mark.slice(-1)] ?? mark.slice(-1);
  let end = start;
  while (end < text.length && end - start < longestValue && !`${closing}\n`.includes(text.charAt(end))) end++;
  if (end === start || !closing.includes(text.charAt(end)) || text.charAt(end) === '') return null;
  return [start, text.charAt(end - 1) === '\\' ? end - 1 : end];
}

/** "Here is the password:" and the password on the next line, in a code fence or not. */
function onNextLine(text: string, at: number, label: Label): readonly Span[] | null {
  if (label.of === 'parameter' || label.of === 'login') return null;
  const lead =
    /^(?:[ \t]*\r?\n){1,3}(?:[ \t>]*(?:```|~~~)\w*\r?\n)?[ \t>]*(?:[-*•] |\d{1,2}[.)] )?["'`]?/.exec(
      text.slice(at),
    )?.[0];
  if (lead === undefined) return null;
  const start = at + lead.length;
  const value = /^[^\s"'`<>]{4,200}(?=["'`]?[ \t]*(?:\r?\n|$))/.exec(text.slice(start))?.[0];
  if (value === undefined) return null;
  const isOne = /[:=]/.test(value) ? isSpokenPassword(value, false) : accepts(value, label, nowhere, false);
  if (!isOne) return null;
  const span: Span = [start, start + value.length];
  return label.of === 'code' ? [span, ...alike(text, span)] : [span];
}

/** The codes of a list, after its first: spelt alike, with nothing but commas, bullets and line ends between them. */
export function alike(text: string, [from, to]: Span): readonly Span[] {
  const shape = shapeOf(text.slice(from, to));
  const found: Span[] = [];
  let at = to;
  for (;;) {
    const lead =
      /^[,;/|]?\s{0,6}(?:(?:and|or|und|et|y|e|и) )?(?:[-*•] |\d{1,2}[.)] )?/.exec(text.slice(at))?.[0] ?? '';
    const value = /^[A-Za-z0-9-]{3,40}/.exec(text.slice(at + lead.length))?.[0] ?? '';
    if (lead === '' || shapeOf(value) !== shape) return found;
    at += lead.length + value.length;
    found.push([at - value.length, at]);
  }
}

const shapeOf = (code: string): string => code.replace(/[A-Za-z0-9]/g, 'x');

function accepts(
  value: string,
  { of }: Label,
  { inAddress, isName, isVariable }: Where,
  quoted: boolean,
): boolean {
  const isText = of === 'password' || of === 'vague' || of === 'phrase' || of === 'code';
  if (!isText && /\s/.test(value)) return false;
  switch (of) {
    case 'password':
    case 'vague':
      return isAssignedPassword(value, quoted || inAddress || isVariable);
    case 'phrase':
      return (
        isAssignedPassword(value, quoted || isVariable) ||
        isPhrase(value.split(/\s+/)) ||
        /^[0-9a-f]{64}$/i.test(value)
      );
    case 'code':
      return isCodeNumber(value) || (/\d/.test(value) && isSpokenPassword(value, true));
    case 'key':
      if (inAddress) return isInAddress(value);
      return (
        isKey(value) || isSecretWord(value, isVariable || quoted) || /^\d{5,6}(?:-\d{5,6}){5,7}$/.test(value)
      );
    case 'anyKey':
      if (inAddress) return isInAddress(value);
      return (
        isToken(value) ||
        (isName && isKey(value) && !isUuid(value)) ||
        (isVariable && isSecretWord(value, true))
      );
    case 'token':
      if (inAddress && isInAddress(value)) return true;
      if (isKey(value)) return isName || !isUuid(value);
      return value.length >= 8 && !isHash(value) && /\d/.test(value) && isSpokenPassword(value, true);
    case 'setting':
      return isToken(value) || (isName && isSpokenPassword(value, true) && value.length >= 8);
    case 'bearer':
      return isKey(value) || /^[A-Za-z]{24,}$/.test(value);
    case 'parameter':
      return inAddress && isInAddress(value);
    case 'place':
      return isLockCode(value);
    case 'card':
      return false;
    case 'login':
      return (
        value.length >= 8 &&
        /\d/.test(value) &&
        isSpokenPassword(value, true) &&
        !/^[\w.]*\d{1,2}$/.test(value)
      );
  }
}

/** What somebody thought up as a key, and no machine. */
const isSecretWord = (value: string, isWhole: boolean): boolean =>
  value.length >= (isWhole ? 8 : 6) &&
  (isWhole || /\d/.test(value)) &&
  !isPath(value) &&
  isAssignedPassword(value, isWhole);

const isInAddress = (value: string): boolean =>
  value.length >= 8 && /\d/.test(value) && /[A-Za-z]/.test(value) && isKey(value.padEnd(12, value));
