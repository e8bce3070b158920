/** Finds credentials that are known by how they begin; `service-credentials.ts` lists them. */
import { isIn, word } from './alphabet.ts';
import type { AnchorAt } from './credential-words.ts';
import type { CredentialForm, Run } from './service-credentials.ts';
import type { Found, Subject } from './subject.ts';

/** @param anchors where the forms may begin, in order */
export function findForms(subject: Subject, anchors: readonly AnchorAt[]): readonly Found[] {
  const found: Found[] = [];
  let done = 0;
  for (const { at, anchor, form } of anchors) {
    if (at < done) continue;
    const from = form.lead === undefined ? at : leadStart(subject, at, form.lead);
    if (from < 0 || isWordAt(subject, from - 1)) continue;
    const to = formEnd(subject, at + anchor.length, form);
    if (to < 0 || (form.withDigit === true && !/\d/.test(subject.slice(from, to)))) continue;
    found.push({ from, to, kind: form.kind });
    done = to;
  }
  return found;
}

function leadStart(subject: Subject, at: number, { of, min, max }: Run): number {
  let from = at;
  while (from > 0 && at - from < max && isIn(of, subject.charCodeAt(from - 1))) from--;
  return at - from < min ? -1 : from;
}

/** Where the form ends that begins before `from`; -1 where it is none. */
function formEnd(subject: Subject, from: number, { parts, whole = false }: CredentialForm): number {
  let at = from;
  for (const part of parts) {
    if (typeof part === 'string') {
      if (subject.slice(at, at + part.length) !== part) return -1;
      at += part.length;
      continue;
    }
    const start = at;
    while (at - start < part.max && isIn(part.of, subject.charCodeAt(at))) at++;
    if (at - start < part.min) return -1;
  }
  return whole && isWordAt(subject, at) ? -1 : at;
}

/** A letter, digit or underscore, with which a key would be the middle of something longer. */
const isWordAt = (subject: Subject, at: number): boolean => isIn(word, subject.charCodeAt(at));
