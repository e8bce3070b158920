/** Passwords beside a name: `scheme://name:password@host`, `-u name:password`, `admin:password`. */
import { markStart } from './redaction-marks.ts';
import { isKey, isSpokenPassword, isUuid } from './secret-look.ts';
import { type Found, positionsOf, type Subject } from './subject.ts';

const longestUser = 300;

const noPassword =
  /^(?:\$|<|\{|%[({]|\*+$|x+$|•+$|\.+$|(?:your|my)[-_]|password$|passwd$|pass$|pwd$|secret$|redacted)/i;

export const findInAddresses = (subject: Subject): readonly Found[] => [
  ...usersOf(subject),
  ...['-u ', '--user ', '--user=', '-U '].flatMap((option) => optionsOf(subject, option)),
  ...['admin:', 'root:', 'administrator:', 'postgres:', 'guest:', 'sshpass -p '].flatMap((name) =>
    pairsOf(subject, name),
  ),
  ...namesOf(subject),
  ...accountsOf(subject),
  ...secretPaths(subject),
];

function usersOf(subject: Subject): readonly Found[] {
  return positionsOf(subject, '://').flatMap((at): readonly Found[] => {
    if (!/[A-Za-z\d]/.test(subject.charAt(at - 1))) return [];
    const start = at + 3;
    const authority = /^[^\s/"'<>`?]{1,300}/.exec(subject.slice(start, start + longestUser))?.[0] ?? '';
    // A slash, a question mark or an `@` within a password should have been escaped, and often is not.
    const whole = /^[^\s"'<>`]{1,300}/.exec(subject.slice(start, start + longestUser))?.[0] ?? '';
    const end = authority.includes('@') ? authority.lastIndexOf('@') : unescapedEnd(whole);
    const colon = whole.indexOf(':');
    if (colon < 0 && end >= 16 && isKey(whole.slice(0, end)))
      return [{ from: start, to: start + end, kind: 'key in URL' }];
    if (colon < 0 || end <= colon + 1) return [];
    const value = whole.slice(colon + 1, end);
    return noPassword.test(value) || value.startsWith(markStart)
      ? []
      : [{ from: start + colon + 1, to: start + end, kind: 'password in URL' }];
  });
}

/** `name:pa/ss@host`, but not `host:80/path@x`. */
function unescapedEnd(whole: string): number {
  const match = /^[\w.%+-]*:(?!\d{1,5}\/)[^@]{1,200}@(?=[\w.-]+(?:[:/?]|$))/.exec(whole);
  return match === null ? -1 : match[0].length - 1;
}

function optionsOf(subject: Subject, option: string): readonly Found[] {
  return positionsOf(subject, option).flatMap((at): readonly Found[] => {
    if (!/^\s?$/.test(subject.charAt(at - 1))) return [];
    const start = at + option.length;
    const match = /^["']?[\w.@%+-]{1,80}:([^\s"']{1,200})/.exec(subject.slice(start, start + longestUser));
    const value = match?.[1];
    if (match === null || value === undefined || value.length < 3 || noPassword.test(value)) return [];
    // `docker run -u 1000:1000` names a group.
    if (/^\d+$/.test(value) && value.length < 6) return [];
    const from = start + match[0].length - value.length;
    return [{ from, to: from + value.length, kind: 'password' }];
  });
}

/** `admin:…`, where what follows is spelt as only passwords are. */
function pairsOf(subject: Subject, name: string): readonly Found[] {
  return positionsOf(subject, name).flatMap((at): readonly Found[] => {
    const from = at + name.length;
    const value =
      /^[^\s"'`<>@/]{4,80}/.exec(subject.slice(from, from + 80))?.[0].replace(/[.,;:)]+$/, '') ?? '';
    if (/\w/.test(subject.charAt(at - 1)) || !/[A-Za-z]/.test(value) || !isSpokenPassword(value, true))
      return [];
    return [{ from, to: from + value.length, kind: 'password' }];
  });
}

/** `name:password@host` without a scheme. */
function namesOf(subject: Subject): readonly Found[] {
  return positionsOf(subject, '@').flatMap((at): readonly Found[] => {
    if (!/^[\w-]+(?:\.[\w-]+)+/.test(subject.slice(at + 1, at + 60))) return [];
    const value = /(?:^|[\s"'`(=])[\w.+-]{1,40}:([^\s:/@"'`]{4,60})$/.exec(
      subject.slice(Math.max(0, at - 110), at),
    )?.[1];
    if (value === undefined || !isSpokenPassword(value, true)) return [];
    return [{ from: at - value.length, to: at, kind: 'password' }];
  });
}

/** `name@host:password` and `name@host / password`, as lists of accounts have them; what copies files writes paths so. */
function accountsOf(subject: Subject): readonly Found[] {
  return positionsOf(subject, '@').flatMap((at): readonly Found[] => {
    const after = subject.slice(at + 1, at + 140);
    const match = /^[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}(?::| [:/|] )([^\s/"'`<>|]{6,60})(?![^\s"'`|,;])/d.exec(
      after,
    );
    const [from, to] = match?.indices?.[1] ?? [0, 0];
    const value = after.slice(from, to).replace(/[.,;:)]+$/, '');
    if (
      !isSpokenPassword(value, false) ||
      /\b(?:scp|rsync|sftp|ssh|git)\b/.test(subject.slice(Math.max(0, at - 80), at))
    )
      return [];
    return [{ from: at + 1 + from, to: at + 1 + from + value.length, kind: 'password' }];
  });
}

/** Words in an address that say: whoever has it is let in. */
const letsIn =
  /hook|reset|invit|magic|token|secret|verif|confirm|activat|unsubscribe|signed|one-?time|private|ical|share|guest|\/sh?\//i;

/** Says itself that nobody else should know it. */
const named = /^(?:private|secret|token|key)[-_][0-9a-f]{16,64}$/i;

function secretPaths(subject: Subject): readonly Found[] {
  return positionsOf(subject, '://').flatMap((at): readonly Found[] => {
    const start = at + 3;
    const whole = /^[^\s"'<>`?#)]{1,300}/.exec(subject.slice(start, start + longestUser))?.[0] ?? '';
    if (!letsIn.test(whole)) return [];
    const [host = '', ...segments] = whole.split('/');
    let from = start + host.length;
    return segments.flatMap((segment) => {
      const span = { from: from + 1, to: from + 1 + segment.length, kind: 'key in URL' };
      from = span.to;
      const isOne = (segment.length >= 16 && isKey(segment) && !isUuid(segment)) || named.test(segment);
      return isOne ? [span] : [];
    });
  });
}
