/** What a session is called: it is seen, and kept, in other places than the transcript. */

import { stripInvisible } from '../../core/prompts/hidden-text.ts';
import { noCredentials } from '../../core/redaction/known-credentials.ts';
import { redactTyped } from '../../core/redaction/redact-typed.ts';
import { shortened } from '../../core/shortened.ts';

const maxTitleChars = 60;
/** A credential begins before and ends within it, or it is not in the title. */
const mostRead = 2_000;

/** The first line, short enough for a list; empty where nothing can be read. */
export function titleFrom(message: string, known = noCredentials): string {
  const start = redactTyped(message.trim().slice(0, mostRead), known).text;
  return oneLine(start.split('\n', 1)[0] ?? '');
}

/** A stored title may be anything: one short line of what can be seen, which turns no text around. */
export const shownTitle = (stored: string): string => oneLine(stored.slice(0, mostRead));

function oneLine(text: string): string {
  return shortened(stripInvisible(text).trim().replace(/\s+/g, ' '), maxTitleChars);
}
