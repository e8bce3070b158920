/** What a conversation goes on about after the plants: long enough that every compaction really frees something. */
import type { Conversation } from '../../test/support/replay/conversation.ts';

export interface Exchange {
  readonly user: string;
  readonly assistant: string;
}

/** The exchange with a number, counted from 0; always the same for the same number. */
export type Filler = (number: number) => Exchange;

const subjects = [
  'gauge',
  'ledger page',
  'tide table',
  'inventory',
  'timetable',
  'survey sheet',
  'index card',
];
const remarks = [
  'The columns agree with the totals at the bottom',
  'Two of the rows repeat the ones above them',
  'Nothing in this part stands out',
  'The figures rise slowly and then stay level',
  'The last row is shorter than the others',
];

const pick = (items: readonly string[], number: number): string => items[number % items.length] ?? '';

/** Dull tables with a short question, and an answer that describes them. Nothing in them is like any plant. */
export const dullFiller: Filler = (number) => {
  const rows = Array.from({ length: 24 }, (_, row) => {
    const cells = Array.from({ length: 6 }, (_, cell) => (number * 31 + row * 17 + cell * 7) % 97);
    return `row ${row + 1} | ${cells.join(' | ')}`;
  });
  const subject = pick(subjects, number);
  const described = Array.from(
    { length: 14 },
    (_, index) => `${pick(remarks, number + index)}, as far as part ${index + 1} of the ${subject} goes.`,
  );
  return {
    user: `What does this ${subject} show?\n\`\`\`\n${rows.join('\n')}\n\`\`\``,
    assistant: described.join(' '),
  };
};

const longest = 6_000;

/** The exchanges of a real conversation, one after the other and over again. */
export function fillerFrom({ exchanges }: Conversation): Filler {
  const complete = exchanges.filter(({ user, assistant }) => assistant !== null && user.length < longest);
  if (complete.length === 0) return dullFiller;
  return (number) => {
    const { user, assistant } = complete[number % complete.length] ?? { user: 'Go on.', assistant: '' };
    return { user, assistant: (assistant ?? '').slice(0, longest) || 'Nothing to add.' };
  };
}
