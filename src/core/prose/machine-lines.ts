/** Tells a line that a machine wrote, or that is code, from a line of a person's prose, by its look alone. */
import { isEastAsian, isSentence, longestLook, plainWordsIn } from './sentence-look.ts';

/** Lines that no sentence begins like, once their indentation is off. */
const surely = [
  String.raw`\[?\d{4}-\d\d-\d\d[T ]\d\d:`,
  String.raw`\[?\d\d:\d\d:\d\d`,
  String.raw`File ".*", line \d+`,
  String.raw`(?:Traceback \(|Caused by:|\.\.\. \d+ more)`,
  String.raw`(?:\$|>>>|PS [A-Z]:\\.{0,100}>|[\w.-]{1,40}@[\w.-]{1,40}:\S{0,100}[$#])\s\S`,
  String.raw`[\w./\\-]{1,200}:\d+(?::\d+)?:\s`,
  String.raw`[d-][rwx-]{9}[\s.+@]`,
  String.raw`\d{1,6}\t`,
  String.raw`\|.*\|\s*$`,
  String.raw`\+[-=+]{3,}`,
  String.raw`"[^"]{1,80}"\s*:\s`,
  String.raw`(?:from\s\S{1,80}\simport\s|#include\s|package\s[\w.]{1,80};|using\s[\w.]{1,80};)`,
  String.raw`(?:export |public |private |static |async )*(?:def|class|function|const|let|var|fn|func|interface)\s+[\w$]{1,80}\s*[(:={<]`,
  '(?:@@ |diff --git |index [0-9a-f]{6,})',
  String.raw`(?:\/\/|\/\*|\*\/|--\s\w+\s*=|<!--)`,
  String.raw`[\])}]{1,4}[;,)]{0,3}\s*$`,
  String.raw`<\/?[A-Za-z][^<>]{0,400}>\s*$`,
];

/** How code begins, and a sentence can. */
const codeLike = [
  String.raw`import\s.{1,120}\sfrom\s`,
  String.raw`(?:if|for|while|elif|else|try|except|return|await)\b.{0,200}[:;{]\s*$`,
];

/** How logs mark what is worth a look; people who shout do it too. */
const levelName = '(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|NOTICE|CRITICAL)';
const levels = [
  String.raw`\[?${levelName}\]?[\s:|]`,
  String.raw`(?:npm (?:ERR!|WARN|error|warn)|error(?:\[\w+\])?:|warning:|hint:|fatal:|panic:)\s`,
];

/** The name of an error may begin a message or a sentence about it. */
const errorName = String.raw`[A-Za-z_.]{1,60}(?:Error|Exception|Warning)\b`;

const anyOf = (sources: readonly string[]): RegExp =>
  new RegExp(sources.map((source) => `^${source}`).join('|'));

const surelyMachine = anyOf(surely);
const code = anyOf([...surely, ...codeLike]);
const level = anyOf(levels);
const likeMessage = anyOf([...levels, errorName]);
/** Rather the subject of a sentence than the head of a message: “INFO boxes”, “AppError must”. */
const isSubject = anyOf([`${levelName} [a-z]`, `${errorName} [a-z]`]);
const machine = anyOf([...surely, ...codeLike, ...levels, errorName]);

const stackFrame = /^\s+at\s\S.{0,150}[(:]\S{0,60}\d/;
const listItem = /^\s*(?:[-*•+–]|\d{1,3}[.)]|[a-z][.)])\s+\S/;

export const isListItem = (line: string): boolean => listItem.test(line);

export function isMachineLine(line: string): boolean {
  if (line.length > 4_000) return !isEastAsian(line) && line.split(' ').length * 14 < line.length;
  const said = line.trim();
  if (machine.test(said.slice(0, 300)) || stackFrame.test(line.slice(0, 300))) return true;
  if (said.endsWith('{') || said.endsWith('}')) return true;
  return said.endsWith(';') && /[=(){}[\]]/.test(said) && !listItem.test(line);
}

/**
 * Whether a person may have typed a line that looks like a machine's. Between a machine's lines it is one of them.
 *
 * @param amongLog a log's levels stand around it
 */
export function maySpeak(line: string, amongLog: boolean): boolean {
  const said = line.trim().replace(listItem, (found) => found.slice(-1));
  if (surelyMachine.test(said)) return false;
  if (likeMessage.test(said) && (amongLog || !isSubject.test(said))) return false;
  return isSentence(said);
}

const comment = /^(?:#|\/\/|\/\*|\*|--\s|"""|''')/;
const codeSigns = /[{}|\\]|;$|\s[-+*/!=]?=|=[=>]|<\/?\w|\$[A-Za-z_({]|\p{L}\(|\[\]/u;

/**
 * True for a line that a person could have typed as a sentence, whatever it stands among.
 *
 * @param amongLog a log's levels stand around it, so that one at its beginning is no shout
 */
export function readsAsProse(line: string, amongLog: boolean): boolean {
  const said = line.trim().slice(0, longestLook);
  if (maySpeak(said, false)) return true;
  if (code.test(said) || (amongLog && level.test(said))) return false;
  const bare = said
    .replace(listItem, (found) => found.slice(-1))
    .replace(/`[^`]*`/g, 'x')
    .replace(/(?<=^[A-Z]{4,8}):/, '');
  if (comment.test(bare) || codeSigns.test(bare)) return false;
  if (isEastAsian(bare)) return true;
  const words = bare.split(/\s+/);
  const plain = plainWordsIn(words).length;
  if (plain < 2 || plain * 10 < words.length * 6) return false;
  return plain > 3 || /[.!?…]["')]*$/.test(bare);
}
