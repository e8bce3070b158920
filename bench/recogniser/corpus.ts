/** The labelled messages that the recogniser is trained and judged with. Format: test/fixtures/recogniser/README.md. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Sentence, sentencesOf } from '../../src/core/prose/sentences.ts';
import { sharedForms, topicOf } from '../../src/core/prose/topics.ts';
import { recogniserFolder, seenHalf } from '../fixture-paths.ts';
import { onOneLine, type ProbeConversation, readHalf } from '../probe/conversations.ts';
import { isQuoted } from '../probe/quoted.ts';

const labels = ['none', 'rule', 'correction', 'revocation', 'either'] as const;
export type Label = (typeof labels)[number];

export interface Part {
  readonly label: Label;
  readonly text: string;
}

export interface LabelledMessage {
  /** The file, which is the work of one writer. */
  readonly source: string;
  readonly language: string;
  readonly parts: readonly Part[];
  readonly sentences: readonly LabelledSentence[];
}

export interface LabelledSentence {
  readonly sentence: Sentence;
  readonly label: Label | null;
  /** It takes a rule back or puts another in its place; null where nobody knows. */
  readonly revokes: boolean | null;
  /** Fragments of a part count for less. */
  readonly weight: number;
}

const filesOfCorpus = async (): Promise<readonly string[]> => [
  ...(await readdir(recogniserFolder))
    .filter((name) => /\.jsonl?$/.test(name))
    .sort()
    .map((name) => join(recogniserFolder, name)),
  seenHalf,
];

/** Messages from lines, and from conversations in the probe's format. */
export async function readCorpus(): Promise<readonly LabelledMessage[]> {
  const read = (await filesOfCorpus()).map(async (path) => {
    if (path.endsWith('.jsonl')) return readLines(basename(path, '.jsonl'), await readFile(path, 'utf8'));
    const { name, conversations } = await readHalf(path);
    return conversations.flatMap((conversation) => messagesOf(name, conversation));
  });
  return (await Promise.all(read)).flat();
}

export async function hashOfCorpus(): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await filesOfCorpus()) hash.update(basename(path)).update(await readFile(path));
  return hash.digest('hex').slice(0, 16);
}

interface WrittenMessage {
  readonly lang: string;
  readonly parts: readonly (readonly [Label, string])[];
}

function readLines(source: string, lines: string): readonly LabelledMessage[] {
  return lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const { lang, parts } = JSON.parse(line) as WrittenMessage;
      const labelled = parts.map(([label, text]) => ({ label, text }));
      const unknown = labelled.find(({ label }) => !labels.includes(label));
      if (unknown !== undefined)
        throw new Error(`${source}, line ${index + 1}: no such label: ${unknown.label}`);
      const glue = lang === 'zh' || lang === 'ja' ? '' : ' ';
      return message(source, lang, labelled, labelled.map(({ text }) => text).join(glue));
    });
}

/** The turns of a probe's conversation; what is neither planted nor a negative has no label. */
const messagesOf = (
  source: string,
  { language, turns, plants, negatives }: ProbeConversation,
): readonly LabelledMessage[] =>
  turns.map(({ user }, index) => {
    const planted = plants.flatMap(({ turn, kind, text }): readonly Part[] => {
      if (turn !== index + 1) return [];
      if (kind === 'instruction') return [{ label: 'rule', text }];
      return kind === 'correction' ? [{ label: 'correction', text }] : [];
    });
    const others = negatives
      .filter(({ turn }) => turn === index + 1)
      .map(({ text }): Part => ({ label: 'none', text }));
    const revoked = plants.filter(({ revokedIn }) => revokedIn === index + 1);
    return withRevoked(
      message(source, language, [...planted, ...others], user),
      revoked.map(({ text }) => text),
    );
  });

/**
 * The message with what it takes back, of which only the turn is known: who takes a rule back mostly names what it is about.
 * Where no sentence does, each of them may be the one.
 */
function withRevoked(given: LabelledMessage, revoked: readonly string[]): LabelledMessage {
  if (revoked.length === 0) return given;
  const revoking = new Set<LabelledSentence>();
  for (const text of revoked) {
    const counts = given.sentences.map(({ sentence }) =>
      sharedForms(topicOf(sentence.quote).words, topicOf(text)),
    );
    const best = given.sentences[counts.indexOf(Math.max(1, ...counts))];
    if (best !== undefined) revoking.add(best);
  }
  const sentences = given.sentences.map((sentence) => ({
    ...sentence,
    revokes: revoking.has(sentence) ? true : revoking.size === 0 ? null : sentence.revokes,
  }));
  return { ...given, sentences };
}

const message = (
  source: string,
  language: string,
  parts: readonly Part[],
  typed: string,
): LabelledMessage => ({
  source,
  language,
  parts,
  sentences: sentencesOf(typed).map((sentence) => labelled(sentence, parts)),
});

const precedence: readonly Label[] = ['revocation', 'correction', 'rule', 'none', 'either'];

/** A sentence has the label of the part that it is, is in or holds; where it holds several, the most telling one. */
function labelled(sentence: Sentence, parts: readonly Part[]): LabelledSentence {
  const quote = onOneLine(sentence.quote);
  const related = parts.filter(({ text }) => {
    const part = onOneLine(text);
    return part.includes(quote) || quote.includes(part);
  });
  const label = precedence.find((one) => related.some((part) => part.label === one)) ?? null;
  const isWhole = related.some((part) => part.label === label && isQuoted([quote], part.text));
  const revokes = label === null || label === 'either' ? null : label === 'revocation';
  return { sentence, label, revokes, weight: isWhole ? 1 : 0.4 };
}
