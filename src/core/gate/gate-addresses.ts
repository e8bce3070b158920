/** Addresses in a line of the memory that nobody wrote. */
import { markStart } from '../redaction/redaction-marks.ts';
import type { Witness } from './gate-witness.ts';
import { gap, type SiftedLine } from './sifted-line.ts';

const schemed =
  /\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.|(?:mailto|tel|sms|javascript|vbscript):)[^\s<>"'`)\]}|,…“”„«»‘’]{2,2000}/gi;

/** Words of a line without blanks and brackets, in which addresses without a scheme are sought. */
const word = /[^\s<>"'`()[\]{}|,;…“”„«»‘’]{4,2000}/g;

/** `host.example/path`. The labels of a host cannot be read in two ways, since none holds a dot. */
const hostAndPath = /^(?:[a-z0-9-]{1,63}\.){1,10}[a-z]{2,24}(?::\d{1,5})?\/\S/i;
const mailbox = /^[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,10}[a-z]{2,24}$/i;

export function withoutUnknownAddresses(line: string, witness: Witness): SiftedLine {
  const removed: string[] = [];
  const judge = (found: string, isKnown: (address: string) => boolean): string => {
    const url = found.replace(/[.;:!?*_~]+$/, '').split(markStart, 1)[0] ?? '';
    const bare = url
      .replace(/^(?:[a-z][a-z0-9+.-]*:\/\/|[a-z]+:)/i, '')
      .replace(/^www\./i, '')
      .replace(/\/$/, '');
    if (bare === '' || isKnown(bare)) return found;
    removed.push(url);
    return gap + found.slice(url.length);
  };
  const hasAddress = (address: string): boolean => witness.hasAddress(address);
  const sifted = line
    .replace(schemed, (found) => judge(found, hasAddress))
    .replace(word, (found) => {
      if (mailbox.test(found.replace(/[.:!?]+$/, ''))) return judge(found, hasAddress);
      if (!hostAndPath.test(found) || /^www\./i.test(found)) return found;
      // `package.json/tsconfig.json` are two names, and each was written.
      const isNames = (bare: string): boolean => bare.split('/').every((part) => hasAddress(part));
      return judge(found, (bare) => hasAddress(bare) || isNames(bare));
    });
  return { line: sifted, removed };
}
