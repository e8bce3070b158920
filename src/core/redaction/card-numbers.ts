/** Numbers of payment cards in groups of four, as they are embossed; the last digit proves the others. */
import { digits, isIn } from './alphabet.ts';
import type { Found, Subject } from './subject.ts';

/** Groups of four, or of four, six and five digits. */
const grouped = /^(?:[3-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,4}|3[47]\d\d([ -])\d{6}\2\d{5})(?!\d)/;

export function findCardNumbers(subject: Subject): readonly Found[] {
  const found: Found[] = [];
  for (let at = 0; at + 16 <= subject.length; at++) {
    if (!isIn(digits, subject.charCodeAt(at))) continue;
    let end = at;
    while (isIn(digits, subject.charCodeAt(end))) end++;
    const match = end - at === 4 ? grouped.exec(subject.slice(at, at + 20)) : null;
    if (match !== null && isValid(match[0].replace(/\D/g, ''))) {
      found.push({ from: at, to: at + match[0].length, kind: 'card number' });
      end = at + match[0].length;
    }
    at = end;
  }
  return found;
}

/** Luhn's checksum. */
function isValid(number: string): boolean {
  let sum = 0;
  for (let index = 0; index < number.length; index++) {
    const digit = Number(number.charAt(number.length - 1 - index));
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return number.length >= 13 && sum % 10 === 0;
}
