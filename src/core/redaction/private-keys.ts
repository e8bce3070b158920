/** Blocks of private keys, to their end or, where that is missing, as far as the lines look like a key's. */
import { type Found, positionsOf, type Subject } from './subject.ts';

const begin = 'BEGIN ';
const header = /^BEGIN ((?:[A-Z0-9]{1,12} ){0,5}KEY(?: [A-Z]{1,12}){0,2}) ?-{2,5}/;
const longestKey = 20_000;

export function findPrivateKeys(subject: Subject): readonly Found[] {
  const found: Found[] = [];
  // The next end of each name is sought once, however many beginnings stand before it.
  const ends = new Map<string, number>();
  let done = 0;
  for (const at of positionsOf(subject, begin)) {
    const dashes = /-{2,5} ?$/.exec(subject.slice(Math.max(0, at - 6), at))?.[0];
    const match = at < done || dashes === undefined ? null : header.exec(subject.slice(at, at + 110));
    const name = match?.[1] ?? '';
    if (dashes === undefined || match === null || name.includes('PUBLIC')) continue;
    const end = `END ${name}`;
    const known = ends.get(end);
    const endAt = known === undefined || (known >= 0 && known < at) ? subject.indexOf(end, at) : known;
    ends.set(end, endAt);
    const closing =
      endAt < 0
        ? ''
        : (/^ ?-{1,5}/.exec(subject.slice(endAt + end.length, endAt + end.length + 6))?.[0] ?? '');
    done =
      endAt >= 0 && endAt - at < longestKey
        ? endAt + end.length + closing.length
        : bodyEnd(subject, at + match[0].length);
    found.push({ from: at - dashes.length, to: done, kind: 'private key' });
  }
  return found;
}

const border = /-{2,5} ?(BEGIN|END) ((?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: [A-Z]{1,12}){0,2}) ?-{1,5}/g;

/** Where the last private key ends that began before this part of a text; 0 where none did. */
export function endOfBegunKey(part: string): number {
  const begun = new Set<string>();
  let end = 0;
  for (const { 0: whole, 1: side, 2: name = '', index } of part.matchAll(border)) {
    if (side === 'BEGIN') begun.add(name);
    else if (!begun.has(name)) end = index + whole.length;
  }
  return end;
}

function bodyEnd(subject: Subject, from: number): number {
  const next = subject.indexOf('--', from);
  const limit = Math.min(from + longestKey, next < 0 ? subject.length : next);
  const taken = /^(?:[\s>|"'+\\A-Za-z0-9/=]|,(?= ))*/.exec(subject.slice(from, limit))?.[0] ?? '';
  // Words with blanks between them are prose again.
  const prose = /\n[ \t>|]*[A-Za-z]+ [A-Za-z]/.exec(taken);
  return from + (prose === null ? taken.length : prose.index);
}
