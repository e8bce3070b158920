/** What an instruction is about: its content words and whether it asks or forbids. For folding, striking and ranking. */
import { keepingResults } from '../kept-results.ts';
import { eastAsian, eastAsianLetters } from '../scripts.ts';
import type { Span } from '../span.ts';

export interface Topic {
  readonly words: ReadonlySet<string>;
  /** True when the sentence forbids. */
  readonly negative: boolean;
}

// Words that shape orders and say nothing of what they are about.
const empty = new Set(
  `the and for that this with you your from are was has have had not but all any can will would should could must may shall always never ever only please now use uses used using make sure keep dont don doesnt isnt let lets just also very more most much than then them they there their what when where which who how why our ours mine his her its out into about again instead actually really again rule rules instruction instructions said say told earlier previous before anymore longer fine okay allowed limit ban restriction apply applies applied requirement constraint preference convention forget scrap drop ignore matter matters thing back changed change mind lift cancel vergiss regel oublie règle olvida regla dimentica regola esqueça regra vergeet regel забудь правило need want like prefer
  der die das den dem des ein eine einen einem einer und oder nicht kein keine keinen nie niemals immer nur bitte ich mich mir wir uns sie ihr für mit von auf bei aus ist sind war hat haben soll sollst darfst kannst muss musst doch wieder mehr verwende verwenden benutze benutzen nutze nutzen
  les des une est pas jamais toujours plus que qui dans pour avec sur par vous nous mes tes ses utilise utilisez utiliser peux dois nouveau
  los las una uno por para con que del nunca siempre solo usa use usar uses puedes debes nuevo volver
  gli della delle con per che mai sempre solo non usa usare puoi devi nuovo
  dos das uma com por para que não nunca sempre pode deve usar novo
  het een van met voor niet geen nooit altijd alleen gebruik gebruiken mag moet weer
  и в на не с по что как для это никогда всегда только можно нельзя снова больше используй использовать пожалуйста`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Words that forbid or deny. */
export const negation =
  /(?<![\p{L}\p{N}])(?:never|don'?t|do not|not|no|avoid|stop|without|nie|niemals|nicht|kein\p{L}*|jamais|ne|n'|pas|aucune?|nunca|jamás|no|sin|mai|non|niente|não|jamais|sem|nooit|niet|geen|никогда|не|без|нельзя)(?![\p{L}\p{N}])|不|别|勿|禁止|ない|禁|ません/iu;

/** A crude stem: plural and verb endings go, and after "s" and the like also the e of one: "phrase" meets "phrases". */
export function stem(word: string): string {
  if (word.length > 6 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 5 && word.endsWith('ed')) return word.slice(0, -2);
  if (/..xes$|...[sz]es$|..[cs]hes$/.test(word)) return word.slice(0, -2);
  if (word.length > 4 && /(?:[sxz]|ch|sh)e$/.test(word)) return word.slice(0, -1);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

/** Words of two letters that say nothing of what a sentence is about; others do: "UK", "Go", "js". */
const emptyShort = new Set(
  `am an as at be by do he hi if in is it me my no of oh ok on or so to up us we
  ab da du er es ja je im ob um wo zu au ce en et eu il la le ma mi ne ni où on ou sa se si ta te tu un va al de el ha lo su sí ya yo
  ad di è ed ci ho io li sé ti vi ao as do em há já lá na os só ik op er na nu om wij ze zo
  бы во да до ей ее её же за из ил им их ко ли мы не ни но об он от со та те то ту ты`.split(/\s+/),
);

const mostWords = 60;

/** Words, and signs that stand by themselves or as code: `==` is as much a subject as "tabs". */
const term = new RegExp(
  [
    `[${eastAsianLetters}]+`,
    String.raw`[\p{L}\p{N}][\p{L}\p{N}_.+#/-]*`,
    '(?<=`)[^\\p{L}\\p{N}\\s`]{1,20}(?=`)',
    String.raw`(?<![\p{L}\p{N}])[\p{Sm}\p{Sc}#@\\]{1,20}(?![\p{L}\p{N}])`,
  ].join('|'),
  'gu',
);

export const topicOf: (sentence: string) => Topic = keepingResults(read);

function read(sentence: string): Topic {
  const words = new Set<string>();
  const said = sentence.slice(0, 1_000).replaceAll('’', "'");
  for (const { 0: found, index } of said.matchAll(term)) {
    if (words.size >= mostWords) break;
    if (eastAsian.test(found)) {
      for (let at = 0; at < Math.max(1, found.length - 1); at++) words.add(found.slice(at, at + 2));
    } else if (!/^[\p{L}\p{N}]/u.test(found)) {
      words.add(found);
    } else {
      const word = found.replace(/[./-]+$/, '');
      const small = word.toLowerCase();
      const isLong = word.length >= 3 || (word.length === 2 && /\d/.test(word));
      if (isLong ? !empty.has(small) : isTelling(word, said, index)) words.add(stem(small));
    }
  }
  return { words, negative: negation.test(said) };
}

/** Of short words those that name something; what stands beside an apostrophe is part of a longer one. */
function isTelling(word: string, said: string, at: number): boolean {
  if (said.charAt(at - 1) === "'" || said.charAt(at + word.length) === "'") return false;
  if (word.length === 2) {
    const small = word.toLowerCase();
    return word === 'US' || word === 'IT' || !(emptyShort.has(small) || empty.has(small));
  }
  return (
    /^\p{Lu}$/u.test(word) && word !== 'I' && /[\p{L}\p{N},]\s+$/u.test(said.slice(Math.max(0, at - 3), at))
  );
}

export const shared = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  let count = 0;
  for (const word of one) if (other.has(word)) count++;
  return count;
};

/** 1 for the same words, 0 for none in common. */
export function likeness(one: Topic, other: Topic): number {
  const common = shared(one.words, other.words);
  const all = one.words.size + other.words.size - common;
  return all === 0 ? 0 : common / all;
}

/** Where the parts of a sentence begin and end that could each be a rule of its own. */
export function clausesOf(sentence: string): readonly Span[] {
  const clauses: Span[] = [];
  let from = 0;
  for (const match of sentence.matchAll(/[,;:—–](?=\s)\s*|[，；：、。]|\s[-–—]\s/gu)) {
    clauses.push([from, match.index]);
    from = match.index + match[0].length;
  }
  clauses.push([from, sentence.length]);
  return clauses.filter(([start, end]) => end > start);
}

/**
 * Words that differ in their endings only; of a compound the beginning has to be the same.
 *
 * @param least letters that they begin with in common
 */
export function areForms(one: string, other: string, least: number): boolean {
  if (one === other) return true;
  const shorter = Math.min(one.length, other.length);
  let same = 0;
  while (same < shorter && one[same] === other[same]) same++;
  return same >= least && same * 4 >= shorter * 3;
}

/** With fewer, another word is as likely as another form. */
const leastInTopics = 5;

/** How many of the words stand in the topic, in whatever form. */
export function sharedForms(words: ReadonlySet<string>, topic: Topic): number {
  let count = 0;
  for (const word of words)
    if (topic.words.has(word) || [...topic.words].some((it) => areForms(word, it, leastInTopics))) count++;
  return count;
}
