/** What a word may be, by its looks and by what was said before it, where a sentence tells of a credential. */
import type { Label } from './credential-labels.ts';
import {
  isCodeNumber,
  isKey,
  isPlainPassword,
  isSpokenPassword,
  isToken,
  isUuid,
  isVariableName,
} from './secret-look.ts';

/** What the sentence has said so far. */
export interface Said {
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

export interface Place extends Readonly<Said> {
  /** How many words stand between it and the label. */
  readonly index: number;
  readonly endsClause: boolean;
  /** What it was changed to comes next. */
  readonly isReplaced: boolean;
}

export function isSpoken(bare: string, { of, isStem }: Label, place: Place): boolean {
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
