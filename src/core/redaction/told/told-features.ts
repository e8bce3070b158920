/** What speaks for and against a word's being a credential, as names of features: its spelling, and what is said around it. */
import type { Cue } from './cue-lists.ts';
import { around, has, isNear, isOdd, isRare, type Reading, strong } from './told-reading.ts';
import type { ToldWord } from './told-word.ts';
import { groupOf } from './word-shapes.ts';

const isPlainOrNum = (group: string): string => (group === 'plain' ? 'p' : group === 'num' ? 'n' : 'o');

const near = (distance: number): string =>
  distance <= 2 ? String(distance) : distance <= 4 ? '4' : distance <= 8 ? '8' : '9';

const farthest = 16;

/** A word and what is said around it, and the names of its features as they are found. */
interface Judged {
  readonly reading: Reading;
  readonly word: ToldWord;
  readonly index: number;
  readonly group: string;
  readonly rarity: string;
  /** Whether another word was taken for one. */
  readonly isTaken: (index: number) => boolean;
  readonly features: string[];
}

/**
 * In an order that counts: their weights are summed, and the sum of such numbers depends on it in its last digits.
 *
 * @param isTaken whether the word before was taken for one, and the one before that
 */
export function featuresOf(
  reading: Reading,
  index: number,
  isTaken: (index: number) => boolean,
): readonly string[] {
  const word = reading.words[index];
  if (word === undefined) return [];
  const group = groupOf(word.shape);
  const rarity = group !== 'plain' ? group : isRare(word) ? 'rare' : 'common';
  const judged: Judged = { reading, word, index, group, rarity, isTaken, features: [] };
  addLook(judged);
  addMeaning(judged);
  addNeighbours(judged);
  addSigns(judged);
  addSaidBefore(judged);
  addSaidAfter(judged);
  addSentencesAround(judged);
  addAnswer(judged);
  addOfSeveral(judged);
  return judged.features;
}

/** A feature by itself, and together with what kind of word it is. */
const add = ({ features, group }: Judged, name: string): void => {
  features.push(name, `${name} ${group}`);
};

function addLook({ word: { shape, bare }, group, features }: Judged): void {
  const length =
    bare.length <= 3 ? 3 : bare.length <= 5 ? 5 : bare.length <= 7 ? 7 : bare.length <= 12 ? 12 : 13;
  features.push(`s ${shape}`, `l ${group} ${length}`, `g ${group}`);
}

function addMeaning({ word, index, group, rarity, isTaken, features }: Judged): void {
  for (const cue of word.cues) features.push(`own ${cue}`);
  if (word.cues.length > 0) features.push(`own ${group}`);
  if (group !== 'plain') return;
  features.push(`own ${word.cues.length === 0} ${isTaken(index - 1)}`);
  if (word.bare.length > 10) features.push('long word');
  features.push(rarity, `${rarity} ${word.shape}`);
}

const besides = [
  ['-1', -1],
  ['-2', -2],
  ['-3', -3],
  ['+1', 1],
  ['+2', 2],
] as const;

function addNeighbours(judged: Judged): void {
  const { reading, word, index, group, features } = judged;
  for (const [name, distance] of besides) {
    const other = reading.words[index + distance];
    if (other === undefined || other.sentence !== word.sentence) {
      if (Math.abs(distance) === 1) add(judged, `${name} edge`);
      continue;
    }
    for (const cue of other.cues) add(judged, `${name} ${cue}`);
    if (other.cues.length === 0) add(judged, `${name} ${groupOf(other.shape)}`);
    if (Math.abs(distance) <= 2 && other.shape !== 'mark')
      features.push(`${name} "${other.lower.slice(0, 7)}" ${isPlainOrNum(group)}`);
  }
}

function addSigns(judged: Judged): void {
  const { reading, word, index } = judged;
  const before = reading.words[index - 1];
  const sign = signBetween(before, word);
  if (sign !== '') add(judged, `( ${/^[-—–→>]/.test(sign) ? '-' : sign}`);
  if (/,/.test(before?.tail ?? '')) add(judged, '( ,');
  if (word.lead.startsWith('(')) add(judged, '( (');
  if (/["“„«`「'‘]/.test(word.lead)) add(judged, '( "');
  if (/[.!?,;)。]/.test(word.tail)) add(judged, ') ,');
  if (word.quoted > 0) add(judged, `quoted ${word.quoted === 1 ? 1 : word.quoted <= 5 ? 5 : 6}`);
  if (word.beginsLine && word.endsLine) add(judged, 'line');
  else if (word.endsLine) add(judged, 'line ends');
}

function signBetween(before: ToldWord | undefined, word: ToldWord): string {
  const opening = `${before?.tail ?? ''}${word.lead}`;
  if (/[:：]/.test(opening)) return ':';
  if (/=/.test(opening)) return '=';
  return before?.shape === 'none' ? before.bare || before.lead || before.tail : '';
}

const measuring = ['number', 'unit', 'policy'] as const;
const handling = ['enter', 'open', 'set', 'give', 'spell', 'so', 'after', 'guess', 'not', 'new'] as const;

function addSaidBefore(judged: Judged): void {
  const { nearest, link, lastStrong, oddBetween } = saidBefore(judged);
  for (const cue of measuring) {
    const distance = nearest.get(cue);
    if (distance !== undefined && distance > 2) add(judged, `<${cue} ${near(distance)}`);
  }
  for (const cue of handling) {
    const distance = nearest.get(cue);
    if (distance !== undefined) add(judged, `<${cue} ${distance <= 4 ? 'near' : 'far'}`);
  }
  for (const cue of strong) if (nearest.has(cue)) add(judged, `<${cue}`);
  if (lastStrong !== null) {
    const distance = nearest.get(lastStrong);
    add(judged, `last ${near(distance ?? 9)}`);
    add(judged, `between ${Math.min(oddBetween, 2)}`);
    const isLinked = link < (distance ?? 0);
    if (link > 0) add(judged, `link ${isLinked} ${near(link)}`);
    if (link > 0 && isLinked) add(judged, `linked ${lastStrong}`);
  } else if (link > 0) add(judged, `link alone ${near(link)}`);
}

/** What has been said before a word in its sentence, and how far away. */
interface SaidBefore {
  readonly nearest: ReadonlyMap<Cue, number>;
  /** How far away something says that it comes now; -1 where nothing does. */
  readonly link: number;
  readonly lastStrong: Cue | null;
  /** How many words between it and that are no plain ones. */
  readonly oddBetween: number;
}

function saidBefore({ reading: { words }, word, index, isTaken }: Judged): SaidBefore {
  const nearest = new Map<Cue, number>();
  let odd = 0;
  let oddBetween = -1;
  let link = -1;
  let lastStrong: Cue | null = null;
  for (let at = index - 1; at >= Math.max(0, index - farthest); at--) {
    const other = words[at];
    if (other === undefined || other.sentence !== word.sentence) break;
    for (const cue of other.cues) if (!nearest.has(cue)) nearest.set(cue, index - at);
    if (link < 0 && (other.cues.includes('is') || /[:：=]$/.test(other.tail))) link = index - at;
    const named = other.shape === 'mark' ? 'secret' : other.cues.find((cue) => strong.includes(cue));
    if (named !== undefined && lastStrong === null) {
      lastStrong = named;
      oddBetween = odd;
    }
    if (isOdd(other) || isTaken(at)) odd++;
  }
  return { nearest, link, lastStrong, oddBetween };
}

const tellingAfter: ReadonlySet<Cue> = new Set([...strong, 'policy', 'open', 'spell', 'guess']);

function addSaidAfter(judged: Judged): void {
  const { reading, word, index } = judged;
  const { words } = reading;
  const following = new Set<Cue>();
  for (let at = index + 1; at < Math.min(words.length, index + farthest); at++) {
    const other = words[at];
    if (other === undefined || other.sentence !== word.sentence) break;
    for (const cue of other.cues) {
      if (following.has(cue)) continue;
      following.add(cue);
      if (tellingAfter.has(cue)) add(judged, `>${cue}`);
    }
  }
}

function addSentencesAround(judged: Judged): void {
  const { reading, word, rarity, features } = judged;
  const { sentences } = reading;
  const told = [
    has(sentences[word.sentence], strong) ? '0' : '',
    addAbout(judged, -1, strong) ? '-' : addAbout(judged, -2, strong) ? '=' : '',
    addAbout(judged, 1, ['secret', 'code', 'key', 'phrase', 'spell']) ? '+' : '',
  ].join('');
  add(judged, `told ${told}`);
  features.push(`told ${told} ${rarity}`);
  for (const cue of [...around, 'fail', 'ask'] as const)
    if (isNear(sentences, word, [cue], 3)) add(judged, `around ${cue}`);
  addAbout(judged, 0, ofItsSentence);
  add(judged, `odd ${Math.min(sentences[word.sentence]?.odd ?? 0, 3)}`);
}

const ofItsSentence: readonly Cue[] = [
  'policy',
  'spell',
  'guess',
  'enter',
  'open',
  'keypad',
  'number',
  'service',
  'fail',
  'ask',
];

/** Whether a sentence so far from its own speaks of one of them. */
function addAbout(judged: Judged, distance: number, cues: readonly Cue[]): boolean {
  const { reading, word } = judged;
  const sentence = reading.sentences[word.sentence + distance];
  const spoken = cues.filter((cue) => sentence?.cues.has(cue));
  for (const cue of spoken) add(judged, `s${distance > 0 ? '+' : ''}${distance} ${cue}`);
  return spoken.length > 0;
}

/** What tells of a credential that has several words. */
function addOfSeveral(judged: Judged): void {
  const { reading, word, index, isTaken } = judged;
  const before = reading.words[index - 1];
  if (isTaken(index - 1) && before !== undefined) {
    add(judged, 'taken');
    const between = `${before.tail}${word.lead}`;
    const sign = /[.!?]/.test(between) ? '.' : /["”»)]/.test(between) ? '"' : between.slice(0, 1);
    add(judged, `taken ${sign}`);
    if (before.shape === word.shape) add(judged, 'taken alike');
    if (isTaken(index - 2)) add(judged, 'taken twice');
    if (before.quoted > 0) add(judged, `taken quoted ${word.quoted === before.quoted}`);
  } else if (isTaken(index - 2)) {
    add(judged, 'taken -2');
    if (reading.words[index - 2]?.shape === word.shape) add(judged, 'taken alike');
  }
}

/** What the question says that the message answers, and where in the answer the word stands. */
function addAnswer({ reading: { words, first, asked }, word, index, rarity, features }: Judged): void {
  if (first === 0) return;
  const isEarly = word.sentence === words[first]?.sentence;
  const place = index === first ? 'first' : isEarly ? 'early' : 'later';
  const found = [`answer ${place}`];
  for (const cue of [...strong, 'guess', 'ask', 'number'] as const)
    if (asked.has(cue)) found.push(`asked ${cue} ${place}`);
  if (asked.has('verify'))
    for (const cue of ['secret', 'code', 'question', 'word', 'phrase'] as const)
      if (asked.has(cue)) found.push(`asked ${cue} verify ${place}`);
  if (isEarly && word.endsLine) found.push(`answer ${place} ends`);
  if (place === 'first' && /[.,!]/.test(word.tail)) found.push('answer alone');
  features.push(...found.flatMap((name) => [name, `${name} ${rarity}`]));
}
