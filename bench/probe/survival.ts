/** Counts, kind by kind, how many plants a text still holds word for word. */
import { redact } from '../../src/core/redaction/redact.ts';
import {
  onOneLine,
  type Plant,
  type PlantKind,
  type ProbeConversation,
  plantKinds,
} from './conversations.ts';
import { isQuoted } from './quoted.ts';

export interface Count {
  readonly kept: number;
  readonly of: number;
}

export const noCount: Count = { kept: 0, of: 0 };
export const sum = (one: Count, other: Count): Count => ({
  kept: one.kept + other.kept,
  of: one.of + other.of,
});

export type Survival = { readonly [kind in PlantKind]: Count };

export const noSurvival = Object.fromEntries(plantKinds.map((kind) => [kind, noCount])) as Survival;

export const added = (one: Survival, other: Survival): Survival =>
  Object.fromEntries(plantKinds.map((kind) => [kind, sum(one[kind], other[kind])])) as Survival;

/**
 * White space aside, to the letter; a credential in a plant may have been blotted out. A rule that a line says was taken back
 * has not survived, wherever else its words stand.
 */
export function survivalIn(text: string, conversations: readonly ProbeConversation[]): Survival {
  const haystack = onOneLine(text);
  const standing = quotesIn(text, /^- "(.+)" \(turn \d/gm);
  const struck = quotesIn(text, /^- ~~"(.+)"~~ \(turn \d/gm);
  const survives = (plant: Plant): boolean =>
    holds(haystack, plant) && (!isQuoted(struck, plant.text) || isQuoted(standing, plant.text));
  return conversations
    .flatMap(({ plants }) => plants)
    .filter((plant) => plant.revokedIn === undefined)
    .map((plant): Survival => ({ ...noSurvival, [plant.kind]: { kept: survives(plant) ? 1 : 0, of: 1 } }))
    .reduce(added, noSurvival);
}

const quotesIn = (text: string, line: RegExp): readonly string[] =>
  [...text.matchAll(line)].map(([, quote = '']) => onOneLine(quote));

const holds = (haystack: string, { text }: Plant): boolean =>
  haystack.includes(onOneLine(text)) || haystack.includes(onOneLine(redact(text).text));

/** What the user took back: struck in the section that holds the rules, or not there at all as one that still holds. */
export function revoked(memory: string, conversations: readonly ProbeConversation[]): Count {
  const plants = conversations.flatMap((each) =>
    each.plants.filter((plant) => plant.revokedIn !== undefined),
  );
  const rules = /^## Standing Instructions\n(.*?)(?=^## |$(?![\s\S]))/ms.exec(memory)?.[1] ?? '';
  const lines = rules.split('\n').map(onOneLine);
  const standing = (plant: Plant): boolean =>
    lines.some((line) => /^- "/.test(line) && line.includes(onOneLine(plant.text)));
  return { kept: plants.filter((plant) => !standing(plant)).length, of: plants.length };
}

export const share = ({ kept, of }: Count): number => (of === 0 ? 1 : kept / of);
