/** The probe's conversations: what was planted in them, and what only looks like it. Format: test/fixtures/probe/README.md. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { probeFolder, recogniserFolder } from '../fixture-paths.ts';

export const plantKinds = ['instruction', 'correction', 'error', 'path', 'identifier', 'secret'] as const;
export type PlantKind = (typeof plantKinds)[number];

export interface Plant {
  /** Counted from 1. */
  readonly turn: number;
  readonly kind: PlantKind;
  readonly text: string;
  /** The turn in which the user takes it back. */
  readonly revokedIn?: number;
}

export interface ProbeConversation {
  readonly id: string;
  readonly kind: string;
  readonly language: string;
  readonly turns: readonly { readonly user: string; readonly assistant: string }[];
  readonly plants: readonly Plant[];
  readonly negatives: readonly { readonly turn: number; readonly text: string }[];
}

/** One file of conversations; of a hidden one no text is ever printed. */
export interface Half {
  readonly name: string;
  readonly isHidden: boolean;
  readonly conversations: readonly ProbeConversation[];
}

export async function readHalves(folder = probeFolder): Promise<readonly Half[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) throw new Error(`${folder} holds no .json file.`);
  const halves = await Promise.all(files.map((file) => readHalf(join(folder, file))));
  return halves.toSorted((one, other) => Number(one.isHidden) - Number(other.isHidden));
}

/** Conversations by other writers, which the recogniser is trained with: it knows them, what links their rules may not. */
export async function readWriters(folder = recogniserFolder): Promise<readonly Half[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map((file) => readHalf(join(folder, file))));
}

export async function readHalf(path: string): Promise<Half> {
  const name = basename(path, '.json');
  const conversations = JSON.parse(await readFile(path, 'utf8')) as readonly ProbeConversation[];
  for (const conversation of conversations) check(name, conversation);
  return { name, isHidden: name === 'held-out', conversations };
}

/** A plant that is not where it says it is would be counted as lost; better to say so. The message quotes nothing. */
function check(file: string, { id, turns, plants, negatives }: ProbeConversation): void {
  for (const [index, plant] of plants.entries()) {
    const turn = turns[plant.turn - 1];
    const holds = `${turn?.user ?? ''}\n${turn?.assistant ?? ''}`.includes(plant.text);
    if (!holds) throw new Error(`${file}.json, ${id}: plant ${index + 1} is not in turn ${plant.turn}.`);
  }
  for (const [index, negative] of negatives.entries()) {
    const holds = turns[negative.turn - 1]?.user.includes(negative.text) ?? false;
    if (!holds)
      throw new Error(`${file}.json, ${id}: negative ${index + 1} is not in turn ${negative.turn}.`);
  }
}

/** On one line, so that a wrapped line is still the same words. */
export const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
