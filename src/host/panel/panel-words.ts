/** The panel's own sentences in the user's language. The panel cannot ask VS Code, so its page brings them along. */
import { englishWords, type Words } from '../../protocol/words.ts';
import type { Translate } from '../translate.ts';

export function panelWords(t: Translate): Words {
  const translated = Object.entries(englishWords).map(([key, english]) => [key, t(english)]);
  return Object.fromEntries(translated) as Words;
}
