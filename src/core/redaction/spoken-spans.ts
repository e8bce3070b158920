/** Where a credential that a sentence tells begins and ends: a word, a quotation, a number in groups, what follows a slash. */

import type { Span } from '../span.ts';
import type { Label } from './credential-labels.ts';
import { isAssignedPassword, isPhrase, isSpokenPassword } from './secret-look.ts';
import { trimmed } from './sentence-words.ts';
import { isSpoken, type Place, type Said } from './spoken-look.ts';

/** In a header it stands before the credential and is none. */
const scheme = /^(?:bearer|basic)$/i;

export function spanOf(
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

const phraseIn =
  /(?:(?<!\p{L})(?:is|ist|lautet|est|es|è|é|это)|[:=])\s{1,3}["'“„«]?((?:\p{L}{1,30}[ -]){2,23}\p{L}{1,30})/u;

/** Words after the link, where a passphrase is spoken of: as many as are plain words. */
export function phrase(text: string): readonly Span[] {
  const match = phraseIn.exec(text);
  const value = match?.[1] ?? '';
  if (match === null || !isPhrase(value.split(/[ -]/))) return [];
  const start = match.index + match[0].length - value.length;
  return [[start, start + value.length]];
}
