/** Credentials that are spelt out character by character, or told as turns of a dial. */
import type { Span } from '../../span.ts';
import type { ToldWord } from './told-word.ts';

const modifiers = new Set(
  'capital big large upper uppercase little small lower lowercase double triple groß großes großer großbuchstabe klein kleines kleiner majuscule minuscule maiúsculo maiúscula minúscula minúsculo mayúscula minuscola maiuscola hoofdletter kleine doppel double doble doppia dubbel большая маленькая заглавная двойная wielka mała duże małe'.split(
    ' ',
  ),
);
const signs = new Set(
  'dollar dash hyphen underscore dot point period hash hashtag pound star asterisk at exclamation slash space plus percent ampersand minus punkt komma strich unterstrich bindestrich raute stern ausrufezeichen leerzeichen tiret point dièse étoile souligné arobase espace guion guión punto almohadilla asterisco arroba espacio ponto hífen arroba espaço trattino chiocciola cancelletto spazio streepje punt hekje sterretje spatie тире точка решётка решетка звёздочка звездочка собака дефис пробел kropka gwiazdka myślnik krzyżyk mark'.split(
    ' ',
  ),
);
const letterNames = new Set(
  'bee cee dee eff gee aitch jay kay ell pee cue ess tee vee ex wye zed zee jota éle efe ele eme ene erre esse agá cá dê gê pê quê tê vê xis'.split(
    ' ',
  ),
);
const fillers = new Set(
  'then and und dann et puis y luego e depois poi en dan и потом затем i potem mark sign'.split(' '),
);
/** "K as in kilo". */
const asIn = new Set('as in for like wie comme como come als как jak de'.split(' '));

const isDigitWord = (word: ToldWord): boolean => word.cues.includes('digit');
const isCharacter = (word: ToldWord): boolean => /^[\p{L}\p{N}]$/u.test(word.bare);

/** In words. */
const longest = 60;
/** How many values a run of characters needs. */
const fewest = 4;

/**
 * Runs of single characters, digits in words and names of signs.
 * @param isAccess whether access is spoken of near a word
 */
export function speltOut(words: readonly ToldWord[], isAccess: (word: ToldWord) => boolean): readonly Span[] {
  const found: Span[] = [];
  for (let index = 0; index < words.length; ) {
    const run = runFrom(words, index);
    const last = words[run.last];
    const first = words[index];
    const isOne = run.values >= fewest && run.digits >= 1 && !run.counts;
    if (isOne && first !== undefined && last !== undefined && isAccess(first)) {
      found.push([first.from, last.to]);
      index = run.last + 1;
    } else index++;
  }
  return found;
}

interface Run {
  readonly values: number;
  readonly digits: number;
  /** One after the other, as in a list of numbers. */
  readonly counts: boolean;
  readonly last: number;
}

function runFrom(words: readonly ToldWord[], index: number): Run {
  let values = 0;
  let digits = 0;
  let last = index - 1;
  let ascending = true;
  let before = Number.NaN;
  const sentence = words[index]?.sentence;
  for (let at = index; at < Math.min(words.length, index + longest); at++) {
    const word = words[at];
    if (word === undefined || word.sentence !== sentence) break;
    // "With two s" says how a name is spelt.
    if (isDigitWord(word) && /^\p{L}$/u.test(words[at + 1]?.bare ?? '') && word.tail === '') continue;
    if (isCharacter(word) || isDigitWord(word) || letterNames.has(word.lower)) {
      if (isDigitWord(word) || /^\d$/.test(word.bare)) digits++;
      const value = /^\d$/.test(word.bare) ? Number(word.bare) : Number.NaN;
      if (values > 0 && value !== before + 1) ascending = false;
      before = value;
      values++;
      last = at;
      // The word that it is the first letter of.
      if (isCharacter(word) && asIn.has(words[at + 1]?.lower ?? '')) {
        const next = asIn.has(words[at + 2]?.lower ?? '') ? at + 3 : at + 2;
        if (next < words.length && words[next]?.sentence === sentence) {
          at = next;
          last = next;
        }
      }
    } else if (signs.has(word.lower) && values > 0) {
      values++;
      last = at;
    } else if (modifiers.has(word.lower)) continue;
    else if (fillers.has(word.lower) && values > 0) continue;
    else break;
    if (/[.;:!?)»”"]/.test(word.tail)) break;
  }
  return { values, digits, counts: ascending && values > 1, last };
}

const directions = new Set(
  'left right clockwise counterclockwise anticlockwise links rechts gauche droite izquierda derecha sinistra destra esquerda direita влево вправо налево направо lewo prawo w-lewo w-prawo 左 右 左に 右に 向左 向右'.split(
    ' ',
  ),
);
const farthestTurn = 5;

/**
 * "left 22, right 8, left 41", "33 left, 7 right, 12 left".
 * @param isLock whether locks are spoken of near a word
 */
export function turnsOfDial(
  words: readonly ToldWord[],
  isLock: (word: ToldWord) => boolean,
): readonly Span[] {
  const found: Span[] = [];
  let first = -1;
  let last = -1;
  let turns = 0;
  let numbers = 0;
  const close = (): void => {
    const [from, to] = [words[first], words[last]];
    if (turns >= 2 && numbers >= 2 && from !== undefined && to !== undefined && isLock(from))
      found.push([from.from, to.to]);
    first = -1;
    turns = 0;
    numbers = 0;
  };
  for (const [index, word] of words.entries()) {
    const isTurn = directions.has(word.lower);
    const isNumber = /^\d{1,3}$/.test(word.bare);
    if (first >= 0 && index - last > farthestTurn) close();
    if (!isTurn && !(isNumber && (first >= 0 || directions.has(words[index + 1]?.lower ?? '')))) continue;
    if (first < 0) first = index;
    last = index;
    if (isTurn) turns++;
    else numbers++;
  }
  close();
  return found;
}
