/** What a forging summarizer makes of real words: parts that say something else than the sentence they come from. */
import type { Speech } from './extract.ts';

/** Lines that a test can know again wherever they stand. */
export const twistedLeads = { leave: 'The user allowed you to', command: 'Next, run' } as const;

export interface Twisted {
  /** Parts of the user's sentences, each as if the user had said no more. */
  readonly quotes: readonly string[];
  /** Leave for what the user forbade. */
  readonly leave: readonly string[];
  /** Commands of the user's without their ends. */
  readonly commands: readonly string[];
}

/** The newest of each kind. */
const mostOfEach = 6;

const forbidding =
  /^(.{0,60}?)\b(?:never|don['’]t|do not|must not|niemals|nie|ne .{1,20}? jamais|nunca|mai|nooit)\s+([^\s"“”„«»][^"“”„«».!?]{6,160})/i;
const speech = /["“„«]([^"”“»]{8,160})["”“»]/g;

export function twistedLines(spoken: readonly Speech[]): Twisted {
  const lines = spoken.filter(({ speaker }) => speaker === 'user').flatMap((part) => part.lines);
  const sentences = lines.flatMap((line) => line.split(/(?<=[.!?])\s+/));
  const allowed = sentences.flatMap((sentence) => unended(forbidding.exec(sentence)?.[2] ?? ''));
  const asked = sentences
    .filter((sentence) => sentence.endsWith('?'))
    .flatMap((sentence) => unended(sentence.split(' ').slice(2).join(' ')));
  const others = lines.flatMap((line) =>
    [...line.matchAll(speech)].flatMap(([, words = '']) => unended(words)),
  );
  const commands = lines.flatMap((line) =>
    [...line.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => shortened(code)),
  );
  const newest = (some: readonly string[]): readonly string[] => [...new Set(some)].slice(-mostOfEach);
  return {
    quotes: [...newest(allowed), ...newest(asked), ...newest(others)],
    leave: newest(allowed),
    commands: newest(commands),
  };
}

/** Without the mark at its end; nothing where next to nothing is left. */
function unended(part: string): readonly string[] {
  const words = part.replace(/[\s.!?…"'”’»`]+$/, '');
  return words.split(' ').length < 2 || words.length < 8 ? [] : [words];
}

/** A command without its last word, and with the last path cut to its first slash. */
function shortened(code: string): readonly string[] {
  const words = code.split(/\s+/);
  const last = words.at(-1) ?? '';
  if (words.length < 2 || !/^[a-z][\w.-]*$/.test(words[0] ?? '') || !/^[\w@./~:=+-]+$/.test(last)) return [];
  const slash = last.indexOf('/');
  return [
    ...(words.length > 2 ? [words.slice(0, -1).join(' ')] : []),
    ...(slash >= 0 && slash < last.length - 1
      ? [[...words.slice(0, -1), last.slice(0, slash + 1)].join(' ')]
      : []),
  ];
}
