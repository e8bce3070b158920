/** Sessions of any length, the same in every run: plain prose with names, numbers and paths as conversations have them. */

import { textTokens } from '../../src/core/conversation/tokens.ts';
import type { MessageRecord, TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import { sectionsForModel } from '../../src/core/memory/memory-headings.ts';
import { noOwnership } from '../../src/core/ports/memory-history.ts';
import type { SessionState } from '../../src/core/session.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { resumedSession } from './resumed-session.ts';

const words =
  'the parser reads every line of the report and keeps what it found in a list so that later steps can ask for it without opening the file again please check why src/report.ts drops row 17 when the total is 4.25 and the name holds a comma then change the test and tell me what was wrong before we go on with the export'.split(
    ' ',
  );

/** Text of exactly `characters`, different for each `seed`. */
export function prose(characters: number, seed: number): string {
  const picked: string[] = [`Item ${seed}:`];
  let length = picked[0]?.length ?? 0;
  for (let step = 1; length < characters; step++) {
    const word = words[(seed * 7 + step * step + step) % words.length] ?? '';
    const ending = step % 13 === 0 ? '.' : '';
    picked.push(word + ending);
    length += word.length + ending.length + 1;
  }
  return picked.join(' ').slice(0, characters).trimEnd().padEnd(characters, '.');
}

export function message(index: number, characters: number): MessageRecord {
  const text = prose(characters, index);
  const base = { id: `m${index}`, parent: index === 0 ? null : `m${index - 1}`, at: index };
  const content = [{ type: 'text', text }] as const;
  if (index % 2 === 0) return { ...base, kind: 'user', content, typed: text };
  return {
    ...base,
    kind: 'assistant',
    content,
    provider: 'anthropic',
    model: 'claude-sonnet-5-5',
    outcome: 'complete',
    stopReason: 'end_turn',
    usage: null,
  };
}

export interface Shape {
  readonly messages: number;
  readonly charactersEach: number;
  /** A compaction every so many messages, the last one so many before the end. Absent: none, all is in the context. */
  readonly compactEvery?: number;
}

export function records({ messages, charactersEach, compactEvery }: Shape): TranscriptRecord[] {
  const all: TranscriptRecord[] = [];
  for (let index = 0; index < messages; index++) {
    all.push(message(index, charactersEach));
    const left = messages - 1 - index;
    if (compactEvery !== undefined && left > 0 && left % compactEvery === 0) all.push(compaction(index));
  }
  return all;
}

/** Keeps the last two messages before it. */
const compaction = (index: number): TranscriptRecord => ({
  kind: 'compaction',
  id: `c${index}`,
  parent: null,
  at: index,
  strategy: 'instant',
  head: [{ type: 'text', text: memoryText }],
  document: memoryText,
  covered: `m${index}`,
  tailFrom: `m${index - 1}`,
  tokensBefore: 100_000,
  tokensAfter: 10_000,
  messagesBefore: 100,
  messagesAfter: 3,
  waitedMs: 0,
  provisional: false,
});

/** A memory as it is after a while: about 200 words a section. */
export const memoryText = `# Session memory\n\n${sectionsForModel(noOwnership)
  .map(({ heading }, at) => {
    const lines = Array.from({ length: 20 }, (_, line) => `- ${prose(60, at * 20 + line)}`);
    return `## ${heading}\n\n${lines.join('\n')}\n`;
  })
  .join('\n')}`;

/** A session at rest whose memory covers all but the last `uncovered` messages. */
export const syntheticState = (shape: Shape, uncovered = 4): SessionState =>
  resumedSession({
    records: records(shape),
    covered: `m${shape.messages - 1 - uncovered}`,
    memory: memoryText,
    limitTokens: limitFor(shape),
  });

/** The default limit, or as much more as it takes to hold everything. */
function limitFor({ messages, charactersEach, compactEvery = messages }: Shape): number {
  const held = textTokens(' '.repeat(charactersEach)) * Math.min(messages, compactEvery);
  return Math.max(defaultSettings.contextLimitTokens, Math.ceil(held * 1.1));
}

/** An answer as models write them, of some 900 characters: a list, code, and every fourth time a table. */
export function markdown(seed: number): string {
  const table = `| step | before | after |\n|:--|--:|--:|\n${Array.from({ length: 4 }, (_, row) => `| ${prose(12, row)} | ${seed} | ${row} |`).join('\n')}\n\n`;
  return [
    `**${prose(40, seed)}** and \`src/report.ts\`, see [the notes](https://example.com/${seed}).`,
    Array.from({ length: 3 }, (_, line) => `- ${prose(70, seed + line)}`).join('\n'),
    `\`\`\`ts\nexport function row${seed}(line: string): number | null {\n  // ${prose(40, seed)}\n  const found = /total: (\\d+)/.exec(line);\n  return found === null ? null : Number(found[1]);\n}\n\`\`\``,
    `${seed % 4 === 1 ? table : ''}${prose(200, seed + 3)}`,
  ].join('\n\n');
}
