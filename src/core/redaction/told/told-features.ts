/** What speaks for and against a word's being a credential, as names of features: its spelling, and what is said around it. */
import type { Cue } from './cue-lists.ts';
import { around, has, isNear, isOdd, isRare, type Reading, strong } from './told-reading.ts';
import { groupOf } from './word-shapes.ts';

const isPlainOrNum = (group: string): string => (group === 'plain' ? 'p' : group === 'num' ? 'n' : 'o');

const near = (distance: number): string =>
  distance <= 2 ? String(distance) : distance <= 4 ? '4' : distance <= 8 ? '8' : '9';

const farthest = 16;

/** @param isTaken whether the word before was taken for one, and the one before that */
export function featuresOf(
  reading: Reading,
  index: number,
  isTaken: (index: number) => boolean,
): readonly string[] {
  const { words, sentences } = reading;
  const word = words[index];
  if (word === undefined) return [];
  const { shape, bare } = word;
  const group = groupOf(shape);
  const rarity = group !== 'plain' ? group : isRare(word) ? 'rare' : 'common';
  const length =
    bare.length <= 3 ? 3 : bare.length <= 5 ? 5 : bare.length <= 7 ? 7 : bare.length <= 12 ? 12 : 13;
  const features = [`s ${shape}`, `l ${group} ${length}`, `g ${group}`];
  const add = (name: string): void => {
    features.push(name, `${name} ${group}`);
  };
  const before = words[index - 1];
  // Its own meaning.
  for (const cue of word.cues) features.push(`own ${cue}`);
  if (word.cues.length > 0) features.push(`own ${group}`);
  if (group === 'plain') {
    features.push(`own ${word.cues.length === 0} ${isTaken(index - 1)}`);
    if (bare.length > 10) features.push('long word');
    features.push(rarity, `${rarity} ${shape}`);
  }
  // Right beside it.
  for (const [name, distance] of [
    ['-1', -1],
    ['-2', -2],
    ['-3', -3],
    ['+1', 1],
    ['+2', 2],
  ] as const) {
    const other = words[index + distance];
    if (other === undefined || other.sentence !== word.sentence) {
      if (Math.abs(distance) === 1) add(`${name} edge`);
      continue;
    }
    for (const cue of other.cues) add(`${name} ${cue}`);
    if (other.cues.length === 0) add(`${name} ${groupOf(other.shape)}`);
    if (Math.abs(distance) <= 2 && other.shape !== 'mark')
      features.push(`${name} "${other.lower.slice(0, 7)}" ${isPlainOrNum(group)}`);
  }
  // The signs around it.
  const opening = `${before?.tail ?? ''}${word.lead}`;
  const sign = /[:：]/.test(opening)
    ? ':'
    : /=/.test(opening)
      ? '='
      : before?.shape === 'none'
        ? before.bare || before.lead || before.tail
        : '';
  if (sign !== '') add(`( ${/^[-—–→>]/.test(sign) ? '-' : sign}`);
  if (/,/.test(before?.tail ?? '')) add('( ,');
  if (word.lead.startsWith('(')) add('( (');
  if (/["“„«`「'‘]/.test(word.lead)) add('( "');
  if (/[.!?,;)。]/.test(word.tail)) add(') ,');
  if (word.quoted > 0) add(`quoted ${word.quoted === 1 ? 1 : word.quoted <= 5 ? 5 : 6}`);
  if (word.beginsLine && word.endsLine) add('line');
  else if (word.endsLine) add('line ends');
  // What has been said before it in its sentence, and how far away.
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
  for (const cue of ['number', 'unit', 'policy'] as const) {
    const distance = nearest.get(cue);
    if (distance !== undefined && distance > 2) add(`<${cue} ${near(distance)}`);
  }
  for (const cue of [
    'enter',
    'open',
    'set',
    'give',
    'spell',
    'so',
    'after',
    'guess',
    'not',
    'new',
  ] as const) {
    const distance = nearest.get(cue);
    if (distance !== undefined) add(`<${cue} ${distance <= 4 ? 'near' : 'far'}`);
  }
  for (const cue of strong) {
    const distance = nearest.get(cue);
    if (distance !== undefined) add(`<${cue}`);
  }
  if (lastStrong !== null) {
    add(`last ${near(nearest.get(lastStrong) ?? 9)}`);
    add(`between ${Math.min(oddBetween, 2)}`);
    if (link > 0) add(`link ${link < (nearest.get(lastStrong) ?? 0)} ${near(link)}`);
    if (link > 0 && link < (nearest.get(lastStrong) ?? 0)) add(`linked ${lastStrong}`);
  } else if (link > 0) add(`link alone ${near(link)}`);
  // What follows.
  const following = new Set<Cue>();
  for (let at = index + 1; at < Math.min(words.length, index + farthest); at++) {
    const other = words[at];
    if (other === undefined || other.sentence !== word.sentence) break;
    for (const cue of other.cues) {
      if (following.has(cue)) continue;
      following.add(cue);
      if (strong.includes(cue) || cue === 'policy' || cue === 'open' || cue === 'spell' || cue === 'guess')
        add(`>${cue}`);
    }
  }
  // The sentences around.
  const about = (name: string, distance: number, cues: readonly Cue[]): boolean => {
    const sentence = sentences[word.sentence + distance];
    const isSo = has(sentence, cues);
    if (isSo) for (const cue of cues) if (sentence?.cues.has(cue)) add(`${name} ${cue}`);
    return isSo;
  };
  const told = [
    has(sentences[word.sentence], strong) ? '0' : '',
    about('s-1', -1, strong) ? '-' : about('s-2', -2, strong) ? '=' : '',
    about('s+1', 1, ['secret', 'code', 'key', 'phrase', 'spell']) ? '+' : '',
  ].join('');
  add(`told ${told}`);
  features.push(`told ${told} ${rarity}`);
  for (const cue of [...around, 'fail', 'ask'] as const) {
    if (isNear(sentences, word, [cue], 3)) add(`around ${cue}`);
  }
  about('s0', 0, ['policy', 'spell', 'guess', 'enter', 'open', 'keypad', 'number', 'service', 'fail', 'ask']);
  add(`odd ${Math.min(sentences[word.sentence]?.odd ?? 0, 3)}`);
  features.push(...ofAnswer(reading, index, rarity));
  // Those of several words.
  if (isTaken(index - 1) && before !== undefined) {
    add('taken');
    const between = `${before.tail}${word.lead}`;
    add(`taken ${/[.!?]/.test(between) ? '.' : /["”»)]/.test(between) ? '"' : between.slice(0, 1)}`);
    if (before.shape === shape) add('taken alike');
    if (isTaken(index - 2)) add('taken twice');
    if (before.quoted > 0) add(`taken quoted ${word.quoted === before.quoted}`);
  } else if (isTaken(index - 2)) {
    add('taken -2');
    if (words[index - 2]?.shape === shape) add('taken alike');
  }
  return features;
}

/** What the question says that the message answers, and where in the answer the word stands. */
function ofAnswer({ words, first, asked }: Reading, index: number, rarity: string): readonly string[] {
  const word = words[index];
  if (first === 0 || word === undefined) return [];
  const isEarly = word.sentence === words[first]?.sentence;
  const place = index === first ? 'first' : isEarly ? 'early' : 'later';
  const features = [`answer ${place}`];
  for (const cue of [...strong, 'guess', 'ask', 'number'] as const)
    if (asked.has(cue)) features.push(`asked ${cue} ${place}`);
  if (asked.has('verify'))
    for (const cue of ['secret', 'code', 'question', 'word', 'phrase'] as const)
      if (asked.has(cue)) features.push(`asked ${cue} verify ${place}`);
  if (isEarly && word.endsLine) features.push(`answer ${place} ends`);
  if (place === 'first' && /[.,!]/.test(word.tail)) features.push('answer alone');
  return features.flatMap((name) => [name, `${name} ${rarity}`]);
}
