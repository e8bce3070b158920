/** What VS Code makes of a language's bundle: texts that it lacks stay English. */
import type { Translate } from '../../../src/host/translate.ts';
import { plainTranslate } from '../plain-translate.ts';
import { readBundle } from './texts.ts';

export function translateTo(language: string): Translate {
  const bundle = readBundle(language);
  return (message, ...values) => plainTranslate(bundle.get(message) ?? message, ...values);
}
