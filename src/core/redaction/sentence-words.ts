/** The words of a sentence in any script, and those among them that lead to a credential. */
import { unpartedLetters } from '../scripts.ts';
import { markSource } from './redaction-marks.ts';

/** Words that say: what comes now is it. */
export const linking = new Set(
  `is 's was it's its are = : := -> → – — as be reads to with ist lautet war sind heißt heisst wäre als mit est c'est sont était avec es son era fue será con è sono é são foi com is zijn luidt met jest on är er var je jsou yra это теперь есть comme como come stands に は`.split(
    ' ',
  ),
);
/** Between two credentials, and before one, without a meaning of their own. */
export const joining = new Set(
  'and or / , then & + und oder et ou y o e oder и или en of plus now still again just actually currently called set jetzt nun noch aktuell maintenant ahora adesso agora nu сейчас теперь to auf zu a para naar na на から'.split(
    ' ',
  ),
);

/** Links after which even a plain word is taken for the credential. */
export const telling = /^(?:is|was|ist|lautet|war|est|es|è|é|jest|это|called|=)$|(?:^|[^:])[:：]$/i;

/** In Polish "to" says what something is. */
export const polish = /^has[łl]/;

/** After a full stop the next sentence says it: "Here is the password. It's …" */
export const goesOn = /^\s*(?:it(?:'|’)?s|it is|es ist|c'est|es|è|é|это)\b/iu;

export interface Word {
  readonly word: string;
  readonly at: number;
  /** The sentence ends with it. */
  readonly closes: boolean;
}

const part = new RegExp(
  `${markSource}|[${unpartedLetters}]+|[，、：；（）「」『』＝]|[。！？]|[^\\s${unpartedLetters}，、：；（）「」『』＝。！？]+`,
  'g',
);
const linkingSign = /^[：＝はがは是为為는은이가]|[是为為はがは는은：]$/;

/** Words are parted by blanks and, in scripts that part none, by where the script changes. */
export function* wordsOf(text: string): Generator<Word> {
  const paragraph =
    text.split(/\n\s*\n|\n(?=\s*[-*•#])|\n(?=[0-9a-f]{7,12} [a-z]{2,12}(?:\([\w-]{1,30}\))?!?:)/, 1)[0] ?? '';
  for (const match of paragraph.matchAll(part)) {
    const word = linkingSign.test(match[0]) ? `${match[0]}:` : match[0];
    const closes = /[.!?][)"'”]?$/.test(match[0]) || /^[。！？]$/.test(match[0]);
    yield { word, at: match.index, closes };
  }
}

export const trimmed = (word: string): string =>
  word.replace(/^["'`“„«»「『*‘(<[,;:=]+/, '').replace(/["'`”“»」』*’)>\],;:.!?…]+$/, '');
