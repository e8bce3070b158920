/** The credential that is assigned to a label: what follows `=`, `:` and the like, in quotation marks or without. */
import type { Label } from './credential-labels.ts';
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
import type { Span } from './subject.ts';

const operator =
  /^\\?["'`”*]{0,3}(?:\s{0,3}(?:=>|:=|={1,3}|[:：＝]|->|→)[ \t]{0,4}|>|\((?=["'`])|,?\s{1,12}["']?value["']?\s?[:=]\s?)/u;
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

/** Null where nothing is assigned that could be one; empty where a credential stood and is gone. */
export function assignedValues(text: string, label: Label, where: Where): readonly Span[] | null {
  const sign = operator.exec(text)?.[0];
  if (sign === undefined) return null;
  const named = scheme.exec(text.slice(sign.length))?.[0].length ?? 0;
  const at = sign.length + named;
  if (/^\W{0,3}\[redacted:/.test(text.slice(at, at + 14))) return [];
  if (/^[\r\n]?$/.test(text.charAt(at))) return onNextLine(text, at, label);
  const quoted = quotedValue(text, at);
  if (quoted !== null) {
    const value = text.slice(...quoted);
    return accepts(value, label, where, true) ? [quoted] : null;
  }
  const value = /^[^\s"'`<>,;&]{1,300}/.exec(text.slice(at))?.[0] ?? '';
  const bare = value.replace(/[.,:)\]}”»」。，]+$/, '');
  const isTold = /[:：][ \t]*$/u.test(sign) && /^[.,;!]?(?:\s|$)/.test(text.slice(at + bare.length));
  const isWord =
    label.of === 'password' &&
    isTold &&
    isPlainPassword(bare) &&
    /[.,\n]|^$/.test(text.charAt(at + bare.length));
  const isNamed = named > 0 && label.of === 'bearer' && /^[\w.+/=~-]{8,}$/.test(bare);
  if (!isWord && !isNamed && !accepts(bare, label, where, false)) return null;
  const span: Span = [at, at + bare.length];
  return label.of === 'code' ? [span, ...alike(text, span)] : [span];
}

function quotedValue(text: string, at: number): Span | null {
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
  const lead = /^(?:[ \t]*\r?\n){1,3}(?:[ \t>]*(?:```|~~~)\w*\r?\n)?[ \t>]*(?:[-*] )?["'`]?/.exec(
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
  switch (of) {
    case 'password':
    case 'vague':
      return isAssignedPassword(value, quoted || inAddress || isVariable);
    case 'phrase':
      return isAssignedPassword(value, quoted || isVariable) || isPhrase(value.split(/\s+/));
    case 'code':
      return isCodeNumber(value) || (/\d/.test(value) && isSpokenPassword(value, true));
    case 'key':
      if (inAddress) return isInAddress(value);
      return isKey(value) || isSecretWord(value, isVariable || quoted);
    case 'anyKey':
      if (inAddress) return isInAddress(value);
      return (
        isToken(value) ||
        (isName && isKey(value) && !isUuid(value)) ||
        (isVariable && isSecretWord(value, true))
      );
    case 'token':
      if (inAddress && isInAddress(value)) return true;
      if (isKey(value)) return !isUuid(value);
      return value.length >= 8 && !isHash(value) && /\d/.test(value) && isSpokenPassword(value, true);
    case 'bearer':
      return isKey(value) || /^[A-Za-z]{24,}$/.test(value);
    case 'parameter':
      return inAddress && isInAddress(value);
    case 'place':
      return /^\d{4,8}$/.test(value);
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
