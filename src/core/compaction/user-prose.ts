/**
 * Tells what a user typed from what the user pasted: code fences, quotations, wrapped documents, logs, diffs and traces.
 * Line by line and in linear time, since a paste can be a megabyte long.
 */

/** Whole lines of a message, in order; the passages of a message joined give the message again. */
export interface Passage {
  readonly kind: 'typed' | 'pasted';
  readonly text: string;
  readonly lines: number;
}

/** Tags that wrap the user's own orders and not a document; what stands in them is read as typed. */
const orderTag =
  /^(?:instructions?|rules?|constraints?|requirements?|guidelines?|preferences?|task|request)$/i;

const openingTag = /^\s{0,12}<([A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,400})?>/;

/** A line that introduces somebody else's words; the paragraph after it is theirs. */
const announcement = new RegExp(
  [
    String.raw`\b(?:says?|said|wrote|writes|reads|states?|replied|answered|told (?:me|us|them)|complained|returns|returned|prints|printed|shows|outputs?|logs?|traceback|stack ?trace|error(?: message)?|README|docs|documentation|changelog|e-?mail|ticket|article|excerpt|quote[ds]?|transcript|paste[ds]?)\b[^:]{0,40}:\s*$`,
    String.raw`\b(?:here(?:'s| is| are)|below is|this is|the following)\b[^:]{0,80}:\s*$`,
    String.raw`(?:schreibt|schrieb|sagt|sagte|steht|lautet|ausgabe|fehlermeldung|écrit|a dit|message d'erreur|escribió|dice|dijo|salida|ha scritto|scrive|escreveu|disse|schreef|zegt|пишет|написал[а]?|ошибка)\b[^:]{0,40}:\s*$`,
    String.raw`(?:说|写道|输出|日志|报错|と言|と書|エラー|ログ|出力)[^：:]{0,20}[：:]\s*$`,
  ].join('|'),
  'iu',
);
const ownAnnouncement =
  /\b(?:I|my|our|we|rules?|requirements?|constraints?|instructions?|guidelines?|preferences?|must|follow|please)\b/i;

const forwarded =
  /^\s*-{2,}\s*(?:original|forwarded|weitergeleitet|ursprüngliche|message d'origine|mensaje)/i;

/** Lines that a machine wrote, told by how they begin once their indentation is off. */
const machineLine = new RegExp(
  [
    String.raw`\[?\d{4}-\d\d-\d\d[T ]\d\d:`,
    String.raw`\[?\d\d:\d\d:\d\d`,
    String.raw`\[?(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE|NOTICE|CRITICAL)\]?[\s:|]`,
    String.raw`(?:npm (?:ERR!|WARN|error|warn)|error(?:\[\w+\])?:|warning:|hint:|fatal:|panic:)\s`,
    String.raw`[A-Za-z_.]{1,60}(?:Error|Exception|Warning)\b:?`,
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
    String.raw`(?:if|for|while|elif|else|try|except|return|await|await)\b.{0,200}[:;{]\s*$`,
    String.raw`(?:\/\/|\/\*|\*\/|--\s\w+\s*=|<!--)`,
    String.raw`[\])}]{1,4}[;,)]{0,3}\s*$`,
    String.raw`<\/?[A-Za-z][^<>]{0,400}>\s*$`,
  ]
    .map((source) => `^${source}`)
    .join('|'),
);
const stackFrame = /^\s+at\s\S.{0,150}[(:]\S{0,60}\d/;
const listItem = /^\s*(?:[-*•+–]|\d{1,3}[.)]|[a-z][.)])\s+\S/;

type Mode =
  | { readonly kind: 'open' }
  | { readonly kind: 'fence'; readonly mark: string }
  | { readonly kind: 'tag'; readonly name: string; readonly depth: number; readonly lastClose: number }
  | { readonly kind: 'diff' }
  | { readonly kind: 'announced'; readonly begun: boolean }
  | { readonly kind: 'rest' };

const open: Mode = { kind: 'open' };

/** `wrapped` stands inside something that says so itself; `machine` is a guess by the look of the line. */
type LineKind = 'typed' | 'wrapped' | 'machine';
type ReadLine = readonly [LineKind, Mode];

/** Parts a message into typed and pasted passages. */
export function passagesOf(text: string): readonly Passage[] {
  if (text === '') return [];
  const lines = text.split('\n');
  return joined(lines, smoothed(lines, classified(lines)));
}

/** What was typed, passages parted by a blank line so that no sentence runs across a paste. */
export const typedOf = (passages: readonly Passage[]): string =>
  passages
    .filter((passage) => passage.kind === 'typed')
    .map((passage) => passage.text)
    .join('\n\n');

export const typedPart = (text: string): string => typedOf(passagesOf(text));

function classified(lines: readonly string[]): LineKind[] {
  const closings = lastClosings(lines);
  const kinds: LineKind[] = [];
  let mode: Mode = open;
  for (const [index, line] of lines.entries()) {
    const [kind, next]: ReadLine = readLine(mode, line, index, closings);
    kinds.push(kind);
    mode = next;
  }
  return kinds;
}

/** The last line on which each tag is closed, so that an unclosed tag does not swallow the rest of a message. */
function lastClosings(lines: readonly string[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (!line.includes('</')) continue;
    for (const match of line.matchAll(/<\/([A-Za-z][\w:.-]{0,60})\s*>/g)) last.set(match[1] ?? '', index);
  }
  return last;
}

function readLine(mode: Mode, line: string, index: number, closings: ReadonlyMap<string, number>): ReadLine {
  switch (mode.kind) {
    case 'fence':
      return ['wrapped', closesFence(line, mode.mark) ? open : mode];
    case 'tag':
      return ['wrapped', afterTagLine(mode, line, index, closings)];
    case 'rest':
      return ['wrapped', mode];
    case 'diff':
      return /^(?:[ +\-@\\]|index |new file|deleted|similarity|rename|Binary|diff )/.test(line)
        ? ['wrapped', mode]
        : readOpen(line, index, closings);
    case 'announced':
      if (line.trim() === '') return ['typed', mode.begun ? open : mode];
      return fenceMark(line) !== undefined
        ? readOpen(line, index, closings)
        : ['wrapped', { kind: 'announced', begun: true }];
    case 'open':
      return readOpen(line, index, closings);
  }
}

const fenceMark = (line: string): string | undefined => /^\s{0,12}(`{3,}|~{3,})/.exec(line)?.[1];

const closesFence = (line: string, mark: string): boolean => {
  const trimmed = line.trim();
  return trimmed.startsWith(mark) && trimmed.replaceAll(mark.charAt(0), '') === '';
};

function readOpen(line: string, index: number, closings: ReadonlyMap<string, number>): ReadLine {
  if (line === '') return ['typed', open];
  const mark = fenceMark(line);
  if (mark !== undefined) return ['wrapped', { kind: 'fence', mark }];
  if (/^\s{0,12}>/.test(line)) return ['wrapped', open];
  const tag = openingTag.exec(line)?.[1];
  if (tag !== undefined) return readTag(tag, line, index, closings);
  if (forwarded.test(line)) return ['wrapped', { kind: 'rest' }];
  if (/^(?:diff --git |@@ -|--- a\/)/.test(line)) return ['wrapped', { kind: 'diff' }];
  if (isMachineLine(line)) return ['machine', open];
  const announces =
    line.length < 300 && /[:：]\s*$/.test(line) && announcement.test(line) && !ownAnnouncement.test(line);
  return ['typed', announces ? { kind: 'announced', begun: false } : open];
}

function readTag(name: string, line: string, index: number, closings: ReadonlyMap<string, number>): ReadLine {
  if (orderTag.test(name)) return ['wrapped', open];
  const lastClose = closings.get(name);
  if (lastClose === undefined || lastClose < index) return [isMachineLine(line) ? 'machine' : 'typed', open];
  return ['wrapped', afterTagLine({ kind: 'tag', name, depth: 0, lastClose }, line, index, closings)];
}

function afterTagLine(
  mode: Extract<Mode, { kind: 'tag' }>,
  line: string,
  index: number,
  closings: ReadonlyMap<string, number>,
): Mode {
  if (!line.includes(mode.name)) return mode;
  const opened = line.split(`<${mode.name}`).length - 1;
  const closed = line.split(`</${mode.name}`).length - 1;
  const depth = mode.depth + opened - closed;
  if (depth > 0 && index < mode.lastClose) return { ...mode, depth };
  // One wrapper may begin on the line on which another ends.
  const next = /<([A-Za-z][\w:.-]{0,60})>\s*$/.exec(line.slice(-200))?.[1];
  if (next === undefined || next === mode.name || orderTag.test(next)) return open;
  const lastClose = closings.get(next) ?? -1;
  return lastClose > index ? { kind: 'tag', name: next, depth: 1, lastClose } : open;
}

function isMachineLine(line: string): boolean {
  if (line.length > 4_000) return line.split(' ').length * 14 < line.length;
  const said = line.trim();
  if (machineLine.test(said.slice(0, 300)) || stackFrame.test(line.slice(0, 300))) return true;
  if (said.endsWith('{') || said.endsWith('}')) return true;
  return said.endsWith(';') && /[=(){}[\]]/.test(said) && !listItem.test(line);
}

/**
 * What stands among a machine's lines is the machine's too, as long as it does not outweigh them; so is indented code
 * right below a paste.
 */
function smoothed(lines: readonly string[], kinds: readonly LineKind[]): boolean[] {
  const result = kinds.map((kind) => kind !== 'typed');
  let first = -1;
  let last = -1;
  let machine = 0;
  for (let index = 0; index <= lines.length; index++) {
    const kind = kinds[index];
    if (kind === 'machine') {
      if (first < 0) first = index;
      last = index;
      machine++;
    }
    if (kind === 'machine' || (kind === 'typed' && lines[index]?.trim() !== '')) continue;
    if (machine >= 3 && machine * 2 >= last - first + 1) result.fill(true, first, last + 1);
    first = -1;
    machine = 0;
  }
  for (let index = 1; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (result[index - 1] === true && /^(?: {4,}|\t)/.test(line) && !listItem.test(line))
      result[index] = true;
  }
  return result;
}

function joined(lines: readonly string[], pasted: readonly boolean[]): Passage[] {
  const passages: Passage[] = [];
  let from = 0;
  for (let index = 1; index <= lines.length; index++) {
    if (index < lines.length && pasted[index] === pasted[from]) continue;
    passages.push({
      kind: pasted[from] === true ? 'pasted' : 'typed',
      text: lines.slice(from, index).join('\n'),
      lines: index - from,
    });
    from = index;
  }
  return passages;
}
