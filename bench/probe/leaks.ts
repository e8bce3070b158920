/** Looks for planted credentials in everything that is written besides the transcript. */
import type { ProbeConversation } from './conversations.ts';
import type { Written } from './engine-run.ts';

export type Leaks = { readonly [place in Written['where']]: number };

export const places: readonly Written['where'][] = [
  'memory file',
  'history',
  'storage',
  'log',
  'snapshot',
  'export',
];

const leaks = (count: (place: Written['where']) => number): Leaks =>
  Object.fromEntries(places.map((place) => [place, count(place)])) as Leaks;

export const noLeaks: Leaks = leaks(() => 0);

export const addedLeaks = (one: Leaks, other: Leaks): Leaks => leaks((place) => one[place] + other[place]);

/** How many of the credentials stand in each place, however often. */
export function leaksIn(written: readonly Written[], conversations: readonly ProbeConversation[]): Leaks {
  const secrets = conversations.flatMap(({ plants }) =>
    plants.filter(({ kind }) => kind === 'secret').map(({ text }) => bare(text)),
  );
  const texts = new Map<Written['where'], string[]>();
  for (const { where, text } of written) texts.set(where, [...(texts.get(where) ?? []), bare(text)]);
  return leaks(
    (place) =>
      secrets.filter((secret) => texts.get(place)?.some((text) => text.includes(secret)) === true).length,
  );
}

/** Without what may come between the parts of a credential that spans lines, as typed or inside JSON. */
const bare = (text: string): string => text.replace(/\\[nrt]|[\s"'+\\>|]/g, '');
