/** Tells a line that a machine wrote, or that is code, from a line of a person's prose, by its look alone. */

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
  String.raw`(?:import\s.{1,120}\sfrom\s|from\s\S{1,80}\simport\s|#include\s|package\s[\w.]{1,80};|using\s[\w.]{1,80};)`,
  String.raw`(?:export |public |private |static |async )*(?:def|class|function|const|let|var|fn|func|interface)\s+[\w$]{1,80}\s*[(:={<]`,
  '(?:@@ |diff --git |index [0-9a-f]{6,})',
  String.raw`(?:if|for|while|elif|else|try|except|return|await)\b.{0,200}[:;{]\s*$`,
  String.raw`(?:\/\/|\/\*|\*\/|--\s\w+\s*=|<!--)`,
  String.raw`[\])}]{1,4}[;,)]{0,3}\s*$`,
  String.raw`<\/?[A-Za-z][^<>]{0,400}>\s*$`,
];

/** How logs mark what is worth a look; people who shout do it too. */
const levels = [
  String.raw`\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|NOTICE|CRITICAL)\]?[\s:|]`,
  String.raw`(?:npm (?:ERR!|WARN|error|warn)|error(?:\[\w+\])?:|warning:|hint:|fatal:|panic:)\s`,
];

/** The name of an error may begin a message or a sentence about it. */
const errorName = String.raw`[A-Za-z_.]{1,60}(?:Error|Exception|Warning)\b:?`;

const anyOf = (sources: readonly string[]): RegExp =>
  new RegExp(sources.map((source) => `^${source}`).join('|'));

const surelyMachine = anyOf(surely);
const level = anyOf(levels);
const machine = anyOf([...surely, ...levels, errorName]);

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

const plainWord = /^["'(*_“„«‘]*\p{L}[\p{L}'’-]*["')*_”“»’.,;:!?…]*$/u;
const comment = /^(?:#|\/\/|\/\*|\*|--\s|"""|''')/;
const codeSigns = /[{}|\\]|;$|\s[-+*/!=]?=|=[=>]|<\/?\w|\$[A-Za-z_({]|\p{L}\(|\[\]/u;

/** How much of a line is looked at. */
const longestLook = 600;

/**
 * True for a line that a person could have typed as a sentence, whatever it stands among.
 *
 * @param amongLog a log's levels stand around it, so that one at its beginning is no shout
 */
export function readsAsProse(line: string, amongLog: boolean): boolean {
  const said = line.trim().slice(0, longestLook);
  if (surelyMachine.test(said) || (amongLog && level.test(said))) return false;
  const bare = said
    .replace(listItem, (found) => found.slice(-1))
    .replace(/`[^`]*`/g, 'x')
    .replace(/(?<=^[A-Z]{4,8}):/, '');
  if (comment.test(bare) || codeSigns.test(bare)) return false;
  if (isEastAsian(bare)) return true;
  const words = bare.split(/\s+/);
  const plain = words.filter((word) => plainWord.test(word)).length;
  if (plain < 2 || plain * 10 < words.length * 6) return false;
  return plain > 3 || /[.!?…]["')]*$/.test(bare);
}

/** Sentences in which no blanks part the words. */
function isEastAsian(text: string): boolean {
  const seen = text.slice(0, longestLook);
  const signs = seen.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return signs >= 4 && signs * 2 > seen.length;
}
