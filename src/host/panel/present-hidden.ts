/** Tells the user what a file holds that no editor shows, before the user says yes to it. */
import type { HiddenText } from '../../core/prompts/hidden-text.ts';
import type { Translate } from '../translate.ts';

const maxLines = 5;

/** Empty when there is nothing hidden; else a sentence or two. */
export function describeHidden(hidden: readonly HiddenText[], t: Translate): string {
  const parts = [
    part(hidden, 'comment', t('HTML comments'), t),
    part(hidden, 'bidirectional', t('characters that turn the direction of text'), t),
    part(hidden, 'invisible', t('invisible characters'), t),
  ].filter((words) => words !== '');
  if (parts.length === 0) return '';
  return t(
    'It holds what you may not see when you read it: {0}. None of that is ever sent.',
    parts.join('; '),
  );
}

function part(hidden: readonly HiddenText[], kind: HiddenText['kind'], name: string, t: Translate): string {
  const found = hidden.filter((item) => item.kind === kind);
  const [first] = found;
  if (first === undefined) return '';
  const lines = [...new Set(found.map(({ line }) => line))];
  const shown = lines.slice(0, maxLines).join(', ');
  const where = lines.length > maxLines ? t('lines {0} and more', shown) : t('line {0}', shown);
  const what = kind === 'comment' ? t('“{0}”', first.what) : first.what;
  return t('{0} ({1}: {2})', name, where, what);
}
