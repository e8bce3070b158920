/** Words that nobody calls a credential and that are spelt as nothing else is. Cost: two looks at each character. */
import { isIn, parting, tokenLike } from './alphabet.ts';
import { isNamedKey, isRandom, isSigned } from './secret-look.ts';
import type { Found, Subject } from './subject.ts';

const shortest = 14;
const longest = 400;

export const findOddWords = (subject: Subject): readonly Found[] => [
  ...findRandom(subject),
  ...findSigned(subject),
];

function findRandom(subject: Subject): readonly Found[] {
  const found: Found[] = [];
  for (let at = 0, from = 0; at <= subject.length; at++) {
    if (at < subject.length && isIn(tokenLike, subject.charCodeAt(at))) continue;
    const length = at - from;
    if (length >= shortest && length <= longest && standsFree(subject, from, at)) {
      const value = subject.slice(from, at);
      const assigned = /^[A-Za-z][\w-]{0,40}=(?!=)/.exec(value)?.[0].length ?? 0;
      const bare = value.slice(assigned).replace(/[.~-]+$/, '');
      if (isRandom(bare) || isNamedKey(bare))
        found.push({ from: from + assigned, to: from + assigned + bare.length, kind: 'key' });
    }
    from = at + 1;
  }
  return found;
}

/** Not a part of an address, of an attribute such as `integrity`, or of a block of base64, as certificates are. */
function standsFree(subject: Subject, from: number, to: number): boolean {
  const before = subject.charAt(from - 1);
  if (/[:@\\/?&#%]/.test(before) && from > 0) return false;
  if (before === ',' && subject.slice(from - 8, from - 1).endsWith('base64')) return false;
  const isLine = /^[\n\r]?$/.test(before) && /^[\n\r]?$/.test(subject.charAt(to));
  return (
    !isLine || !(ofBlock.test(subject.slice(to, to + 60)) || blockEnd.test(subject.slice(from - 60, from)))
  );
}

const ofBlock = /^\r?\n[+> -]?(?:[A-Za-z0-9+/=]{32,}|-----END)/;
const blockEnd = /(?:[A-Za-z0-9+/=]{32,}|-----BEGIN [^\n]{0,40})\r?\n$/;

/** Passwords as people are told to make them: both cases, digits, and a sign in the middle. */
function findSigned(subject: Subject): readonly Found[] {
  const found: Found[] = [];
  for (let at = 0, from = 0; at <= subject.length; at++) {
    if (at < subject.length && !isIn(parting, subject.charCodeAt(at))) continue;
    const isPassed = at - from >= 8 && at - from <= 60;
    const value = isPassed ? subject.slice(from, at).replace(/[.!?*]+$/, '') : '';
    if (isSigned(value)) found.push({ from, to: from + value.length, kind: 'password' });
    from = at + 1;
  }
  return found;
}
