/** What the extract says about single turns: what was asked for, and what the last exchange was about. */

import { isToolUse, plainText } from '../conversation/message.ts';
import {
  type AssistantRecord,
  isFromModel,
  type MessageRecord,
  type UserRecord,
} from '../conversation/transcript.ts';
import { firstStatement, sentencesOf } from '../prose/sentences.ts';
import { passagesOf, typedPart } from '../prose/user-prose.ts';
import { recognised } from '../recogniser/recognise.ts';
import { endOf, shortenedWords } from '../shortened.ts';
import type { Ledger } from './ledger.ts';

export interface Facts {
  readonly records: readonly MessageRecord[];
  readonly ledger: Ledger;
  /** The turn of the first user record among `records`, counted from 1. */
  readonly firstTurn: number;
}

export interface ToldTurn {
  readonly turn: number;
  readonly user: UserRecord;
  /** Answers and tool results until the next user record. */
  readonly rest: readonly MessageRecord[];
}

export function turnsOf({ records, firstTurn }: Facts): readonly ToldTurn[] {
  const turns: { turn: number; user: UserRecord; rest: MessageRecord[] }[] = [];
  for (const record of records) {
    if (record.kind === 'user') turns.push({ turn: firstTurn + turns.length, user: record, rest: [] });
    else turns.at(-1)?.rest.push(record);
  }
  return turns;
}

export const answersOf = ({ rest }: ToldTurn): readonly AssistantRecord[] =>
  rest.filter((record): record is AssistantRecord => record.kind === 'assistant' && isFromModel(record));

const mostRequests = 25;

/** The first request at length, then what each later turn asked for, in the user's words. */
export function userIntent(facts: Facts): readonly string[] {
  const asked = turnsOf(facts).flatMap((told): string[] => {
    const isFirst = told.turn === 1;
    const request = requestIn(told.user.typed, isFirst ? 600 : 220);
    if (request === '') return [];
    return [`- ${isFirst ? 'First request: ' : ''}${request} (turn ${told.turn})`];
  });
  const [first, ...later] = asked;
  return first === undefined ? [] : [first, ...later.slice(-mostRequests)];
}

/**
 * The sentences that ask for something, quoted, standing rules left to their own section; the beginning where none does.
 * Empty for none. What did not stand together is no one quotation: `"One." … "Two."`.
 */
export function requestIn(typed: string, longest: number): string {
  const sentences = sentencesOf(typed);
  const plain = recognised(sentences).flatMap(({ sentence, kind }) => (kind === 'none' ? [sentence] : []));
  const telling = (plain.length > 0 ? plain : sentences).filter((sentence) => !isCourtesy(sentence.quote));
  const text = typed.replace(/\s+/g, ' ');
  const pieces: string[] = [];
  let room = longest;
  for (const { quote } of telling) {
    room -= quote.length + 1;
    if (room < 0) break;
    const last = pieces.at(-1) ?? '';
    const joined = [`${last} ${quote}`, `${last}${quote}`].find((both) => last !== '' && text.includes(both));
    if (joined === undefined) pieces.push(quote);
    else pieces.splice(-1, 1, joined);
  }
  if (pieces.length === 0 && telling[0] !== undefined) pieces.push(shortenedWords(telling[0].quote, longest));
  return pieces.map((piece) => `"${piece.replaceAll('"', "'")}"`).join(' … ');
}

const isCourtesy = (quote: string): boolean =>
  /^(?:thanks?|thank you|ok(?:ay)?|great|perfect|nice|cool|good|yes|no|hi|hello|hey|danke|merci|gracias|grazie|obrigad[oa]|bedankt|谢谢|ありがとう|спасибо)\b[^.!?]{0,25}[.!]*$/iu.test(
    quote,
  );

/** The last exchange, condensed: what was asked, how the answer began and ended, and what it left open. */
export function activeWork(facts: Facts): readonly string[] {
  const last = turnsOf(facts).at(-1);
  if (last === undefined) return [];
  const request = requestIn(last.user.typed, 400);
  const pasted = passagesOf(last.user.typed).some((passage) => passage.kind !== 'typed');
  const answers = answersOf(last);
  const said = answers.map((answer) => plainText(answer.content)).filter((text) => text.trim() !== '');
  const tools = answers.flatMap((answer) => answer.content.filter(isToolUse).map((use) => use.name));
  const interrupted = answers.at(-1)?.outcome === 'interrupted';
  const wordless =
    last.user.continues === true
      ? 'to go on with the answer'
      : pasted
        ? 'pasted material without a question'
        : 'none in words';
  return [
    `- Last request (turn ${last.turn}): ${request === '' ? wordless : request}`,
    ...condensed(said).map((line) => `- Answer: ${line}`),
    ...(tools.length === 0
      ? []
      : [`- Tools used for it: ${[...new Set(tools)].slice(0, 8).join(', ')} (${tools.length} calls)`]),
    ...(interrupted ? ['- The answer was interrupted.'] : []),
  ];
}

/** The first statement and, of a long answer, its last lines, where conclusions and open questions stand. */
function condensed(said: readonly string[]): readonly string[] {
  const first = firstStatement(said[0] ?? '', 400);
  const final = typedPart(endOf(said.at(-1) ?? '', 3_000))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const ending = final.slice(-2).map((line) => shortenedWords(line.replace(/\s+/g, ' '), 300));
  return [...new Set([first, ...ending])].filter((line) => line !== '');
}
