/** Words, numbers and times in the language that VS Code is set to. */
import * as vscode from 'vscode';
import type { Translate } from './translate.ts';

export const translate: Translate = (message, ...values) =>
  vscode.l10n.t(
    message,
    ...values.map((value) => (typeof value === 'number' ? value.toLocaleString(vscode.env.language) : value)),
  );

/** An instant, in milliseconds since the epoch, as people write it: to the second, or `short`, to the minute. */
export const dateAndTime = (at: number, timeStyle: 'medium' | 'short' = 'medium'): string =>
  new Date(at).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle });
