/** Error messages, verbatim, with what was tried after them. */

import { endsOf } from '../prose/text-ends.ts';
import type { Redact } from '../redaction/redact.ts';
import { redactedStart } from '../redaction/redacted-ends.ts';
import { asCode } from './ledger-lines.ts';

export interface ErrorEntry {
  /** One line, word for word but for credentials, cut when very long. */
  readonly message: string;
  readonly turn: number;
  /** How often it was seen. */
  readonly count: number;
  /** What the assistant said or did next; empty until it has. */
  readonly followedBy: string;
}

/** Oldest first. */
export type ErrorTrail = readonly ErrorEntry[];

const mostErrors = 40;
const longestMessage = 300;
const mostPerResult = 3;

const errorLine = new RegExp(
  [
    String.raw`^\s*(?:[A-Za-z_.$]{0,60}(?:Error|Exception|Panic)|Fehler|Erreur)\b\s*[:(\[]`,
    String.raw`^\s*(?:\[?(?:ERROR|FATAL|CRITICAL)\]?|error|fatal|panic|npm ERR!|E)(?:\[\w{1,12}\])?[:\s]\s*\S`,
    String.raw`\b(?:command not found|No such file or directory|Permission denied|Segmentation fault|cannot find module|is not recognized as|ECONNREFUSED|ENOENT|EACCES|out of memory|timed out after|undefined reference to|unresolved import)\b`,
    String.raw`^\s*(?:warning|warn)\b.{0,80}\b(?:fail(?:ed|ing|ure)?|back-?off|refused|denied|error)\b`,
    String.raw`^\s*(?:FAILED|FAIL|✗|✘|×)\s+\S`,
    String.raw`\b(?:exited?|failed) with (?:code|status|exit code|exit status) [1-9]`,
    String.raw`^\S{1,200}[:(]\d+[:,]\d+\)?:?\s+(?:error|fatal)`,
  ].join('|'),
  'i',
);
const noError =
  /\b(?:0 errors?|no errors?|error-free|errors?: 0|without errors?|def |class |raise |except |catch|throw |import )\b/i;

/** The lines of an output that name an error: the last ones, where an output says what went wrong. */
export function errorLines(output: string, isError: boolean, redact: Redact): readonly string[] {
  const shown = endsOf(output, 40_000, '\n');
  const lines = shown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const named = lines.filter(
    (line) => line.length < 2_000 && errorLine.test(line.slice(0, 400)) && !noError.test(line.slice(0, 400)),
  );
  const found = named.length > 0 || !isError ? named : lines.slice(-1);
  return [...new Set(found)].slice(-mostPerResult).map((line) => redactedStart(line, longestMessage, redact));
}

/** An error that is seen again moves to the end, since it is not over. */
export function withErrors(trail: ErrorTrail, messages: readonly string[], turn: number): ErrorTrail {
  let errors = trail;
  for (const message of messages) {
    const before = errors.find((entry) => entry.message === message);
    const entry: ErrorEntry = { message, turn, count: (before?.count ?? 0) + 1, followedBy: '' };
    errors = [...errors.filter((other) => other !== before), entry];
  }
  return errors === trail ? trail : errors.slice(-mostErrors);
}

/** Notes what came after the errors that nothing has followed yet. */
export function withSequel(trail: ErrorTrail, said: () => string): ErrorTrail {
  if (!trail.some((entry) => entry.followedBy === '')) return trail;
  const sequel = said();
  if (sequel === '') return trail;
  return trail.map((entry) => (entry.followedBy === '' ? { ...entry, followedBy: sequel } : entry));
}

export function errorLineOf({ message, turn, count, followedBy }: ErrorEntry): string {
  const often = count > 1 ? `, seen ${count} times` : '';
  const then = followedBy === '' ? '' : `; then: ${followedBy}`;
  return `- ${asCode(message)} (turn ${turn}${often})${then}`;
}
