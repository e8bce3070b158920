/**
 * A session's transcript as Markdown for people: the branch that is shown, then what stands on others; compactions
 * marked, thinking left out.
 */

import { slice } from '../../core/append-list.ts';
import { askedAfter } from '../../core/conversation/asked.ts';
import { currentBranch, otherParts, readVersions, type Versions } from '../../core/conversation/branches.ts';
import {
  type ContentBlock,
  isText,
  isToolResult,
  isToolUse,
  plainText,
  resultText,
} from '../../core/conversation/message.ts';
import type {
  RecordId,
  Transcript,
  TranscriptRecord,
  UserRecord,
} from '../../core/conversation/transcript.ts';
import { inOnePiece } from '../../core/in-one-piece.ts';
import { type Credentials, noCredentials, withCredentials } from '../../core/redaction/known-credentials.ts';
import { type Redacted, redact } from '../../core/redaction/redact.ts';
import { redactTyped } from '../../core/redaction/redact-typed.ts';
import type { Translate } from '../translate.ts';
import { omissionWords } from './omission-words.ts';
import { titleFrom } from './session-title.ts';

/** Rests after each message, since a long session takes longer than the host may be held up in one piece. */
export function* readMarkdown(title: string, transcript: Transcript, t: Translate): Generator<void, string> {
  const versions = readVersions(transcript);
  const branch = slice(currentBranch(transcript), 0);
  const others = otherParts(transcript, versions).map((part) => slice(part, 0));
  const typed = yield* typedWithoutCredentials([...branch, ...others.flat()]);
  const marks = versionMarks(versions, branch, others, typed, t);
  const told = [...typed.values()].reduce((all, one) => withCredentials(all, one.credentials), noCredentials);
  const places = { marks, turns: turnsOf(branch, others), typed };
  const markdown = (record: TranscriptRecord): readonly string[] => recordMarkdown(record, places, t);
  const parts = [
    `# ${title || t('Conversation')}`,
    ...branch.flatMap(markdown),
    ...others.flatMap((part) => [`# ${t('Another branch')}`, ...part.flatMap(markdown)]),
  ];
  return `${(yield* withoutCredentials(parts, told)).join('\n\n')}\n`;
}

/** In one piece. */
export const transcriptMarkdown = (title: string, transcript: Transcript, t: Translate): string =>
  inOnePiece(readMarkdown(title, transcript, t));

/** The transcript in storage keeps what was said; a file that leaves it does not carry credentials along, wherever they were told. */
function* withoutCredentials(
  parts: readonly string[],
  told: Credentials,
): Generator<void, readonly string[]> {
  let known = told;
  let newest = 0;
  const clean: string[] = [];
  for (const [index, part] of parts.entries()) {
    const read = redact(part, known);
    clean.push(read.text);
    if ([...read.credentials.keys()].some((value) => !known.has(value))) newest = index;
    known = withCredentials(known, read.credentials);
    yield;
  }
  // Only what stands before the last one that was found can still hold one.
  for (const [index, part] of parts.slice(0, newest).entries()) {
    clean[index] = redact(part, known).text;
    yield;
  }
  return clean;
}

/** What the user typed, read message by message: what is told in one is known in those after it. */
function* typedWithoutCredentials(
  records: readonly TranscriptRecord[],
): Generator<void, ReadonlyMap<RecordId, Redacted>> {
  let known = noCredentials;
  const typed = new Map<RecordId, Redacted>();
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const record of records) {
    if (record.kind !== 'user' || typed.has(record.id)) continue;
    const answered = byId.get(record.parent ?? '');
    const asked = answered === undefined ? '' : askedAfter('', answered);
    const read = redactTyped(record.typed, known, asked);
    known = withCredentials(known, read.credentials);
    typed.set(record.id, read);
    yield;
  }
  return typed;
}

/** Which turn each message of the user's begins, as the memory counts them; each branch goes on from where it left. */
function turnsOf(
  branch: readonly TranscriptRecord[],
  others: readonly (readonly TranscriptRecord[])[],
): ReadonlyMap<RecordId, number> {
  const turns = new Map<RecordId, number>();
  for (const part of [branch, ...others]) {
    const parent = part.find(({ kind }) => kind === 'user')?.parent ?? null;
    let turn = part === branch || parent === null ? 0 : (turns.get(parent) ?? 0);
    for (const record of part) turns.set(record.id, record.kind === 'user' ? ++turn : turn);
  }
  return turns;
}

/** For each message that was edited: which version it is, and on another branch what it stands beside. */
function versionMarks(
  versions: Versions,
  branch: readonly TranscriptRecord[],
  others: readonly (readonly TranscriptRecord[])[],
  typed: ReadonlyMap<RecordId, Redacted>,
  t: Translate,
): ReadonlyMap<RecordId, string> {
  const marks = new Map<RecordId, string>();
  for (const [index, part] of [branch, ...others].entries()) {
    for (const record of part) {
      const all = versions.get(record.id);
      if (all === undefined || record.kind !== 'user') continue;
      const place = t('Version {0} of {1}', all.indexOf(record.id) + 1, all.length);
      const shown = branch.find(({ id }) => all.includes(id));
      const beside =
        index > 0 && shown?.kind === 'user' ? titleFrom(typed.get(shown.id)?.text ?? shown.typed) : '';
      marks.set(record.id, beside === '' ? place : t('{0}, beside “{1}”', place, beside));
    }
  }
  return marks;
}

interface Places {
  readonly typed: ReadonlyMap<RecordId, Redacted>;
  readonly marks: ReadonlyMap<RecordId, string>;
  readonly turns: ReadonlyMap<RecordId, number>;
}

function recordMarkdown(
  record: TranscriptRecord,
  { marks, turns, typed }: Places,
  t: Translate,
): readonly string[] {
  switch (record.kind) {
    case 'user': {
      const mark = marks.get(record.id);
      return [
        `## ${record.continues === true ? t('Continued') : t('You')} · ${t('turn {0}', turns.get(record.id) ?? 0)} · ${time(record.at)}`,
        ...(mark === undefined ? [] : [`*${mark}*`]),
        ...userMarkdown({ ...record, typed: typed.get(record.id)?.text ?? record.typed }, t),
      ];
    }
    case 'assistant':
      return [
        `## ${record.model} · ${time(record.at)}`,
        ...record.content.flatMap(blockMarkdown),
        ...(record.outcome === 'interrupted' ? [`*${t('Interrupted')}*`] : []),
        ...(record.outcome === 'refused' ? [`*${t('Refused')}*`] : []),
      ];
    case 'toolResults':
      return record.content.flatMap(blockMarkdown);
    case 'compaction': {
      const { tokensBefore, tokensAfter, tailFrom } = record;
      // The tail begins with a message of the user's, or there is none.
      const last = (tailFrom === null ? turns.get(record.id) : (turns.get(tailFrom) ?? 1) - 1) ?? 0;
      return [
        '---',
        `*${t('Compacted: {0} → {1} tokens', tokensBefore, tokensAfter)} · ${time(record.at)}*`,
        ...(last > 0 ? [`*${t('Turns 1 to {0} gave way to the memory.', last)}*`] : []),
        ...omissionWords(record, t).map((words) => `*${words}*`),
        '---',
      ];
    }
    case 'undo':
      return [`*${t('Compaction undone')} · ${time(record.at)}*`];
    case 'switch':
    case 'spent':
      return [];
  }
}

/** What was attached is named only: its content belongs to where it came from. */
function userMarkdown(record: UserRecord, t: Translate): readonly string[] {
  const { typed, content, attached = [], continues } = record;
  if (continues === true) return [];
  const words = typed.trim() === '' && attached.length === 0 ? plainText(content) : typed;
  const names = attached.map(({ name, firstLine, lastLine }) => {
    const lines = firstLine === undefined ? '' : `:${firstLine}-${lastLine ?? firstLine}`;
    return `- ${t('Attached: {0}', inlineCode(`${name}${lines}`))}`;
  });
  return [words, names.join('\n')].filter((part) => part.trim() !== '');
}

/** A name on one line that nothing in it can end. */
const inlineCode = (name: string): string =>
  `\`${name.replace(/[\p{Cc}\p{Cf}]/gu, '�').replaceAll('`', "'")}\``;

/** Nothing for thinking and what else is not for people. */
export function blockMarkdown(block: ContentBlock): readonly string[] {
  if (isText(block)) return [block.text];
  if (isToolUse(block))
    return [`**${block.name}**`, fenced(JSON.stringify(block.input, null, 2) ?? '', 'json')];
  return isToolResult(block) ? [fenced(resultText(block), '')] : [];
}

/** The fence is longer than any run of backticks inside, so that nothing in the text can end it. */
export function fenced(text: string, language: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

const time = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 16);
