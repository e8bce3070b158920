/** Reads a conversation for what a memory of it should hold. Extracts only: every line quotes what was said or done. */
import { hash } from 'node:crypto';
import { type MemoryLines, memoryIn, namesSections, type WrittenSection } from './memory-document.ts';
import { blocksOf, type ContentBlock, textOf, type WireMessage } from './wire.ts';

export interface Speech {
  readonly speaker: 'user' | 'assistant' | 'tool';
  readonly lines: readonly string[];
  readonly uses: readonly ContentBlock[];
}

const maxLineChars = 180;
const maxLinesPerSpeech = 400;

const clip = (line: string): string =>
  line.length > maxLineChars ? `${line.slice(0, maxLineChars)}…` : line;

export function linesOf(text: string): readonly string[] {
  const lines = text.split('\n', maxLinesPerSpeech).map((line) => clip(line.trim()));
  return lines.filter((line) => line !== '');
}

/** Who said what. A memory document that opens the conversation is not speech; see `memoryOf`. */
export function speeches(messages: readonly WireMessage[]): readonly Speech[] {
  return messages.flatMap(({ role, content }): Speech[] => {
    const blocks = blocksOf(content);
    const results = blocks
      .filter((block) => block.type === 'tool_result')
      .flatMap((block) => linesOf(textOf(block)));
    const texts = blocks.filter((block) => block.type === 'text').map(textOf);
    const lines = texts.flatMap((text) => linesOf(namesSections(text) ? memoryIn(text).rest : text));
    const uses = blocks.filter((block) => block.type === 'tool_use');
    const said: Speech[] = [{ speaker: role === 'assistant' ? 'assistant' : 'user', lines, uses }];
    if (results.length > 0) said.unshift({ speaker: 'tool', lines: results, uses: [] });
    return said.filter((speech) => speech.lines.length > 0 || speech.uses.length > 0);
  });
}

/** Speech rendered as plain text, each part opened by a line that names its speaker. */
export function speechesInText(text: string): readonly Speech[] {
  const found: { speaker: Speech['speaker']; lines: string[]; uses: [] }[] = [];
  for (const line of text.split('\n').map((raw) => clip(raw.trim()))) {
    const opening = /^\W{0,4}(user|human|assistant|claude|tool)\b[^:>\]]{0,40}[:>\]]\W*(.*)$/i.exec(line);
    const name = opening?.[1]?.toLowerCase();
    if (name !== undefined) {
      const speaker = name === 'tool' ? 'tool' : name === 'user' || name === 'human' ? 'user' : 'assistant';
      found.push({ speaker, lines: [], uses: [] });
    }
    const said = opening === null ? line : (opening[2] ?? '');
    if (said !== '') found.at(-1)?.lines.push(said);
  }
  return found.filter((speech) => speech.lines.length > 0);
}

/** The memory that the conversation itself carries since its last compaction. */
export function memoryOf(messages: readonly WireMessage[]): MemoryLines {
  for (const block of blocksOf(messages[0]?.content ?? [])) {
    const { memory } = memoryIn(textOf(block));
    if (memory.size > 0) return memory;
  }
  return new Map();
}

/** A mark that a summary made from these messages carries, so that a test can tell which request it came from. */
export function seenMark(messages: readonly WireMessage[]): string {
  const last = messages.at(-1);
  const said = last === undefined ? '' : blocksOf(last.content).map(textOf).join('\n');
  return `[seen ${messages.length} ${hash('sha256', said).slice(0, 8)}]`;
}

const errorLine = /\b(error|exception|failed|failure|traceback|denied|not found|cannot)\b/i;
const correction = /^(no\b|don't|do not|never|always|instead|actually|not that|wrong|that is wrong|stop)\b/i;
const doneLine =
  /\b(created|wrote|changed|added|fixed|deleted|removed|implemented|updated|renamed|finished)\b/i;
const pendingLine = /\b(todo|later|afterwards|next time|remind|still need|not yet|remains)\b/i;
const reference =
  /https?:\/\/[^\s"'<>)]+|(?:[\w.-]+\/)+[\w-]+\.\w{1,6}|\b[\w-]+\.(?:ts|js|py|md|json|rs|go|c|h|css|html)\b|#\d{2,}|\b[A-Z]{2,}-\d+\b/g;

const quoted = (line: string): string => `- "${line}"`;

/** Every line that each section could hold, oldest first, without repeats. */
export function harvest(spoken: readonly Speech[], mark: string): Map<WrittenSection, string[]> {
  const users = spoken.filter((speech) => speech.speaker === 'user');
  const answers = spoken.filter((speech) => speech.speaker === 'assistant');
  const firstLines = (some: readonly Speech[]): string[] =>
    some.flatMap((speech) => speech.lines.slice(0, 1));
  const matching = (some: readonly Speech[], pattern: RegExp): string[] =>
    some.flatMap((speech) => speech.lines.filter((line) => pattern.test(line)));
  const uses = spoken.flatMap((speech) => speech.uses).map(useLine);
  const references = spoken.flatMap((speech) => speech.lines.flatMap((line) => line.match(reference) ?? []));
  const now = [
    ...firstLines(users).slice(-1).map(quoted),
    ...firstLines(answers)
      .slice(-1)
      .map((line) => `- ${line}`),
  ];
  const sections: [WrittenSection, string[]][] = [
    ['User Intent', firstLines(users).map(quoted)],
    ['Completed Work', [...uses, ...matching(answers, doneLine).map((line) => `- ${line}`)]],
    ['Errors & Corrections', [...matching(spoken, errorLine), ...matching(users, correction)].map(quoted)],
    ['Active Work', [...now, `- Read to here ${mark}`]],
    ['Pending Tasks', matching(users, pendingLine).map(quoted)],
    ['Key References', references.map((found) => `- ${found}`)],
  ];
  return new Map(sections.map(([name, lines]) => [name, [...new Set(lines)]]));
}

function useLine(block: ContentBlock): string {
  return clip(`- ${String(block.name)} ${JSON.stringify(block.input)}`);
}
