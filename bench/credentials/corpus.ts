/** Typed messages with what is secret in them: test/fixtures/redaction, the recogniser's blind writers, and messages that hold nothing. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { askedIn } from '../../src/core/conversation/asked.ts';
import { recogniserFolder, redactionFolder, seenHalf } from '../fixture-paths.ts';

export interface TypedMessage {
  /** The file, which is the work of one writer. */
  readonly source: string;
  /** What the assistant asked right before, as `askedIn` gives it. */
  readonly asked: string;
  readonly text: string;
  readonly secrets: readonly string[];
  /** What looks like one, and should stay. */
  readonly plain: readonly string[];
  /** From messages that were written for another purpose, and none of which holds anything that rules miss. */
  readonly isOther: boolean;
}

const linesFiles = async (): Promise<readonly string[]> =>
  (await readdir(redactionFolder))
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(redactionFolder, name));

interface WrittenMessage {
  /** What the assistant had said. */
  readonly asked?: string;
  readonly user: string;
  readonly secrets: readonly string[];
  readonly plain: readonly string[];
}

export async function readMessages(): Promise<readonly TypedMessage[]> {
  const read = (await linesFiles()).map(async (path) =>
    (await readFile(path, 'utf8'))
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): TypedMessage => {
        const { asked = '', user, secrets, plain } = JSON.parse(line) as WrittenMessage;
        return {
          source: basename(path, '.jsonl'),
          asked: askedIn(asked),
          text: user,
          secrets,
          plain,
          isOther: false,
        };
      }),
  );
  return (await Promise.all(read)).flat();
}

interface Conversation {
  readonly turns: readonly { readonly user: string; readonly assistant?: string }[];
  readonly plants: readonly { readonly kind: string; readonly text: string }[];
}

/** The blind writers' turns, with the secrets that are planted in them. */
async function readPlanted(path: string): Promise<readonly TypedMessage[]> {
  const read = JSON.parse(await readFile(path, 'utf8')) as
    | readonly Conversation[]
    | { readonly conversations: readonly Conversation[] };
  const conversations = 'conversations' in read ? read.conversations : read;
  return conversations.flatMap(({ turns, plants }) =>
    turns.map(({ user }, index): TypedMessage => {
      const secrets = plants
        .filter(({ kind, text }) => kind === 'secret' && user.includes(text))
        .map(({ text }) => text);
      return {
        source: basename(path, '.json'),
        asked: askedIn(turns[index - 1]?.assistant ?? ''),
        text: user,
        secrets,
        plain: [],
        isOther: secrets.length === 0,
      };
    }),
  );
}

/** Messages that the recogniser is fitted to. */
async function readOthers(name: string): Promise<readonly TypedMessage[]> {
  return (await readFile(join(recogniserFolder, name), 'utf8'))
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): TypedMessage => {
      const { lang, parts } = JSON.parse(line) as {
        readonly lang: string;
        readonly parts: readonly (readonly [label: string, text: string])[];
      };
      const text = parts.map(([, part]) => part).join(/^(?:zh|ja)/.test(lang) ? '' : ' ');
      return { source: basename(name, '.jsonl'), asked: '', text, secrets: [], plain: [], isOther: true };
    });
}

/** Everything that the model is fitted to. */
export async function readTraining(): Promise<readonly TypedMessage[]> {
  const names = (await readdir(recogniserFolder)).sort();
  const read = [
    ...names
      .filter((name) => name.endsWith('.json'))
      .map((name) => readPlanted(join(recogniserFolder, name))),
    readPlanted(seenHalf),
    ...names.filter((name) => name.endsWith('.jsonl')).map(readOthers),
  ];
  return [...(await readMessages()), ...(await Promise.all(read)).flat()];
}

/** Of the messages that hold secrets. */
export async function hashOfMessages(): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await linesFiles()) hash.update(basename(path)).update(await readFile(path));
  return hash.digest('hex').slice(0, 16);
}
