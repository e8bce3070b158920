/** Sessions in cookies: headers, and the jars that programs keep (seven fields a line, tabs between). */
import { isKey, isSpokenPassword } from './secret-look.ts';
import { type Found, positionsOf, type Subject } from './subject.ts';

const kind = 'cookie';
/** What says: whoever has it is let in. */
const ofSession = /sess|sid|auth|token|jwt|login|remember|proxy|ticket|csrf|xsrf/i;
const longestLine = 2_000;

export const findCookies = (subject: Subject): readonly Found[] => [...jars(subject), ...headers(subject)];

const isOne = (name: string, value: string): boolean =>
  isKey(value) ||
  (ofSession.test(name) && value.length >= 8 && /\d/.test(value) && isSpokenPassword(value, true));

function jars(subject: Subject): readonly Found[] {
  return ['\tTRUE\t/', '\tFALSE\t/'].flatMap((flag) =>
    positionsOf(subject, flag).flatMap((at): readonly Found[] => {
      const after = subject.slice(at, at + longestLine);
      const match =
        /^\t(?:TRUE|FALSE)\t\/[^\t\n]{0,200}\t(?:TRUE|FALSE)\t\d{1,14}\t([^\t\n]{1,100})\t([^\s]{8,1800})/.exec(
          after,
        );
      const [, name = '', value = ''] = match ?? [];
      if (match === null || !isOne(name, value)) return [];
      const to = at + match[0].length;
      return [{ from: to - value.length, to, kind }];
    }),
  );
}

function headers(subject: Subject): readonly Found[] {
  const found: Found[] = [];
  let done = 0;
  for (const at of positionsOf(subject, 'ookie: ')) {
    const start = at + 'ookie: '.length;
    // What the last header has read is not read again.
    if (start <= done) continue;
    const line = /^[^\n"'`]{0,2000}/.exec(subject.slice(start, start + longestLine))?.[0] ?? '';
    done = start + line.length;
    let end = start;
    for (const pair of line.split(';')) {
      end += pair.length;
      const [, name = '', value = ''] = /^\s?([\w.-]{1,80})=([^\s,]{8,1800})$/.exec(pair) ?? [];
      if (isOne(name, value)) found.push({ from: end - value.length, to: end, kind });
      end++;
    }
  }
  return found;
}
