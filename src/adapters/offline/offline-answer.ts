/** What the offline model answers: what conversation, memory and workspace say on the question, quoted with its source. */

import { plainText } from '../../core/conversation/message.ts';
import type { MessageRecord } from '../../core/conversation/transcript.ts';
import { type MemoryDocument, parseMemory } from '../../core/memory/memory.ts';
import type { WorkspaceHit } from '../../core/ports/workspace-search.ts';
import { typedPart } from '../../core/prose/user-prose.ts';
import { noCredentials } from '../../core/redaction/known-credentials.ts';
import { redact, redactWith } from '../../core/redaction/redact.ts';
import { redactedStart } from '../../core/redaction/redacted-ends.ts';
import { shortened } from '../../core/shortened.ts';
import { type Conversation, offlineOpening } from './offline-conversation.ts';
import { type Passage, rank, termsOf } from './offline-ranking.ts';

const advice =
  'To talk to Claude, run the command "Session Memory: Set API Key", or set `sessionMemory.provider` and a server of your own.';

const welcome = `${offlineOpening}

What works without a model:

- Everything you write here is kept, and the session memory in \`.claude/session-memory.md\` grows from it by rules: what you asked for, your standing instructions word for word, errors, open tasks and references.
- You can edit that file by hand. What you pin or correct there stays.
- "Compact Now" replaces older messages by that memory at once; "Undo Compaction" takes it back.
- Ask about something that was said here, that stands in the memory or in your files, and I quote the places that mention it.

${advice}`;

const greeting =
  /^\W*(?:hi|hello|hey|hallo|servus|moin|guten (?:tag|morgen|abend)|bonjour|salut|hola|buenos días|ciao|olá|oi|hoi|hej|привет|здравствуйте|你好|您好|こんにちは|help|hilfe|aide|ayuda|aiuto|start|test(?:ing)?|who are you|what can you do|how does this work|what is this|was kannst du|wie funktioniert das)(?: (?:there|claude|you|everyone|zusammen|du))*\W*$/iu;

export interface Question {
  readonly text: string;
  /** Words to look for; empty where there is nothing to look for. */
  readonly terms: readonly string[];
}

/** The question that a chat request ends with. */
export function questionIn({ records }: Conversation): Question {
  const last = records.at(-1);
  const text = last?.kind === 'user' ? last.typed : '';
  return { text, terms: greeting.test(text) ? [] : termsOf(typedPart(text).slice(0, 2_000)) };
}

const mostQuotes = 6;
const longestQuote = 280;

/** The whole answer. `files` is what the workspace says on the question's words. */
export function answerTo(
  question: Question,
  conversation: Conversation,
  files: readonly WorkspaceHit[],
): string {
  const isBeginning = conversation.records.length <= 1 && conversation.attached.length === 0;
  if (question.terms.length === 0 && (greeting.test(question.text) || isBeginning)) return welcome;
  const said = rank(spoken(conversation), question.terms, mostQuotes);
  const remembered = rank(inMemory(conversation.memory), question.terms, mostQuotes);
  const found = [
    section('In this conversation', said),
    section('In what is attached', rank(inAttached(conversation), question.terms, mostQuotes)),
    section('In the session memory', remembered),
    section(
      'In the workspace',
      files.slice(0, mostQuotes).map(({ path, line, text }) => ({ source: `\`${path}:${line}\``, text })),
    ),
  ].filter((part) => part !== '');
  const about =
    question.terms.length === 0
      ? ''
      : ` on ${question.terms
          .slice(0, 6)
          .map((term) => `"${term}"`)
          .join(', ')}`;
  const body =
    found.length > 0
      ? found.join('\n\n')
      : `Nothing that I can search says anything${about}. Your message is kept and goes into the session memory all the same.`;
  const parts = [offlineOpening, body, attachedWords(conversation), isAdvised(conversation) ? '' : advice];
  return redact(parts.filter((part) => part !== '').join('\n\n')).text;
}

/** An answer before this one has said how to talk to Claude, or may have: what was compacted is not here to be looked at. */
const isAdvised = ({ records, turnsBefore }: Conversation): boolean =>
  turnsBefore > 0 || records.some((record) => record.kind === 'assistant' && record.provider === 'offline');

const section = (title: string, passages: readonly Passage[]): string =>
  passages.length === 0
    ? ''
    : [`**${title}**`, '', ...passages.map(({ source, text }) => `- ${source}: ${quoted(text)}`)].join('\n');

/** On one line, cut, and without marks that would turn the rest of the answer into something else. */
function quoted(text: string): string {
  const line = redactedStart(harmless(text), longestQuote + 2, redactWith(noCredentials));
  return `"${shortened(line, longestQuote)}"`;
}

const harmless = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replaceAll('`', "'")
    .replace(/[<>[\]]/g, '\\$&')
    .trim();

/** Every earlier message in short passages. Answers of the offline model itself are quotations already. */
function spoken({ records, turnsBefore, earlierWords }: Conversation): Passage[] {
  const passages: Passage[] = [];
  let turn = turnsBefore;
  for (const words of earlierWords.split(/^(?=\[turn \d{1,7}\]$)/m)) {
    const number = /^\[turn (\d+)\]/.exec(words)?.[1];
    if (number !== undefined)
      passages.push(...passagesIn(words.slice(words.indexOf('\n') + 1), `You, turn ${number}`));
  }
  for (const record of records.slice(0, -1)) {
    if (record.kind === 'user') turn++;
    passages.push(
      ...passagesIn(textIn(record), record.kind === 'user' ? `You, turn ${turn}` : `Answer, turn ${turn}`),
    );
  }
  return passages;
}

function textIn(record: MessageRecord): string {
  if (record.kind === 'user') return record.typed;
  return record.kind === 'assistant' && record.provider !== 'offline' ? plainText(record.content) : '';
}

/** Paragraphs and lines, long ones cut at sentence ends, so that a quotation says what it is about. */
function passagesIn(text: string, source: string): Passage[] {
  return text
    .slice(0, 60_000)
    .split('\n')
    .flatMap((line) => (line.length <= longestQuote ? [line] : line.split(/(?<=[.!?。！？])\s*(?=\S)/u)))
    .filter((line) => /[\p{L}\p{N}]{2}/u.test(line))
    .map((line) => ({ source, text: line }));
}

function inAttached({ attached }: Conversation): Passage[] {
  return attached.flatMap(({ name, text }) => passagesIn(text ?? '', harmless(name)));
}

/** Images are kept and counted, but nothing here can look at them. */
function attachedWords({ attached }: Conversation): string {
  const images = attached.filter(({ text }) => text === null).length;
  if (images === 0) return '';
  return images === 1
    ? 'The attached image is kept; without a model nothing can look at it.'
    : `The ${images} attached images are kept; without a model nothing can look at them.`;
}

function inMemory(memory: MemoryDocument | null): Passage[] {
  const sections = memory?.sections ?? parseMemory('').sections;
  return sections.flatMap(({ heading, body }) =>
    passagesIn(body, heading).map((passage) => ({
      ...passage,
      text: passage.text.replace(/^\s*[-*+] /, ''),
    })),
  );
}
