/** Passphrases of plain words: what follows "the passphrase is" up to the next comma, where it says nothing about one. */
import type { Span } from '../../span.ts';
import type { Cue } from './cue-lists.ts';
import type { ToldWord } from './told-word.ts';
import { groupOf } from './word-shapes.ts';

/** No word that means something else as often. */
const label =
  /^(?:passphrase|password|passcode|passwort|passwd|pw|pwd|kennwort|contraseña|contrasena|senha|wachtwoord|парол|hasł|lösenord|adgangskode|heslo|şifre|parola|mdp)|passwort|wachtwoord|lösenord/;

/** How many words stand between the word for it and the link, and how many it has. */
const mostBetween = 6;
const mostWords = 7;

/** What sentences about credentials are made of. */
const ofSentences: readonly Cue[] = [
  'stop',
  'fail',
  'policy',
  'not',
  'secret',
  'phrase',
  'code',
  'number',
  'set',
  'ask',
  'unit',
  'with',
  'is',
];

export const adjective =
  /(?:ed|ing|able|ible|ive|ous|ful|less|ary|ly|ig|lich|isch|bar)$|^(?:case|too|up|out|saved|stored|kept|safe|secure|strong|weak|easy|hard|good|bad|fine|ok|okay|right|kind|part|based|default|random|unique|public|private|open|closed)$/;

export function phrases(words: readonly ToldWord[]): readonly Span[] {
  return words.flatMap((word, index): readonly Span[] => {
    const isKeyOfNet = word.cues.includes('key') && isOfNet(words, index);
    if (!label.test(word.lower) && !isKeyOfNet) return [];
    if (word.shape === 'mark' || /[.!?,;]/.test(word.tail)) return [];
    const link = linkAfter(words, index);
    const said = wordsFrom(words, link ?? index + 1, link !== null && ofPhrases.test(word.lower));
    const [first, last] = [said[0], said.at(-1)];
    if (said.length < 2 || first === undefined || last === undefined) return [];
    // Without a link the next words mostly say what is done with it.
    if (link === null && !(/^\d{1,4}$/.test(last.bare) && said.length <= 5)) return [];
    return [[first.from, last.to]];
  });
}

const isOfNet = (words: readonly ToldWord[], index: number): boolean =>
  words
    .slice(Math.max(0, index - 12), index)
    .some(({ cues, sentence }) => cues.includes('net') && (words[index]?.sentence ?? 0) - sentence <= 1);

/** Where what is linked to the word begins. */
function linkAfter(words: readonly ToldWord[], index: number): number | null {
  for (let at = index; at <= index + mostBetween; at++) {
    const word = words[at];
    if (word === undefined || word.sentence !== words[index]?.sentence) return null;
    if (
      /[:=]$/.test(word.tail) ||
      (at > index && (word.cues.includes('is') || /^[=:]$/.test(word.lead + word.tail)))
    )
      return at + 1;
    if (at > index && /[,;)]/.test(word.tail)) return null;
  }
  return null;
}

/** What says that several words are to come, and the words that a sentence of them may well have. */
const ofPhrases = /^(?:passphrase|passwortsatz|wachtzin)/;
const ofPhrase: readonly Cue[] = ['unit', 'is', 'not', 'with', 'number', 'lock', 'net', 'open', 'stop'];
const firstOfPhrase =
  /^(?:the|an?|my|our|der|die|das|mein|meine|ein|eine|le|la|les|un|une|el|los|il|de|het|een)$/;
const pointing =
  /^(?:same|ones?|usual|default|only|following|other|one's|gleiche|selbe|übliche|même|misma|stessa)$/;

const saysAbout = ({ lower, cues }: ToldWord, isFirst: boolean): boolean =>
  pointing.test(lower) ||
  !cues.every((cue) => ofPhrase.includes(cue)) ||
  (isFirst &&
    !firstOfPhrase.test(lower) &&
    (adjective.test(lower) || cues.some((cue) => cue !== 'unit' && ofSentences.includes(cue))));

/** As far as they are plain words or small numbers; none where the clause goes on in another way. */
function wordsFrom(words: readonly ToldWord[], begin: number, isPhrase: boolean): readonly ToldWord[] {
  const said: ToldWord[] = [];
  const sentence = words[begin]?.sentence;
  for (const word of words.slice(begin, begin + mostWords)) {
    const group = groupOf(word.shape);
    const isPlain = group === 'plain' || /^\d{1,4}$/.test(word.bare);
    if (!isPlain || word.sentence !== sentence) break;
    const isOther = isPhrase
      ? saysAbout(word, said.length === 0)
      : word.cues.some((cue) => ofSentences.includes(cue)) || adjective.test(word.lower);
    if (isOther) return said.length >= 2 && word.cues.includes('stop') ? said : [];
    said.push(word);
    if (/[.,;:!?)"”»]/.test(word.tail) || word.endsLine) return said;
  }
  return [];
}
