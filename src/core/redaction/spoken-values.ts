/** Credentials that a sentence tells: "the password for the old box is …", "… and the new one is …". */

import type { Span } from '../span.ts';
import { alike } from './assigned-values.ts';
import type { Label } from './credential-labels.ts';
import { markOpening } from './redaction-marks.ts';
import { goesOn, joining, linking, polish, telling, trimmed, wordsOf } from './sentence-words.ts';
import type { Said } from './spoken-look.ts';
import { phrase, spanOf } from './spoken-spans.ts';

/** Words of a sentence that are looked at after a label, and after a credential that was found. */
const mostWords = 16;
const mostBetween = 6;
/** A word is looked at without the brackets around it. */
const unbracketedMark = markOpening.slice(1);

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
    const isMark = bare.startsWith(unbracketedMark);
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
