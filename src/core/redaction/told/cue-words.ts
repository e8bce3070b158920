/** Finds what a word says about credentials around it: by the lists, and by how compounds end. */
import { type Cue, cueLists } from './cue-lists.ts';

/** Scripts in whose words the cues are sought by their letters. */
export const spaceless = /[\u3040-\u30ff\u3400-\u9fff]/;

export interface CueIndex {
  readonly whole: ReadonlyMap<string, readonly Cue[]>;
  /** By their beginnings, which are of any length up to `longest`. */
  readonly stems: ReadonlyMap<string, readonly Cue[]>;
  readonly longest: number;
  /** In scripts that part no words. */
  readonly inside: readonly (readonly [word: string, cue: Cue])[];
}

let built: CueIndex | undefined;

/** How compounds end that say the same as their last part. */
const endings: readonly (readonly [ending: string, cue: Cue])[] = (
  [
    ['code', 'kod koden kode pincode'],
    ['key', 'nyckel nyckeln nøgle sleutel schlüssel schlüssels'],
    ['secret', 'passwort passworts wachtwoord lösenord lösenordet adgangskode kennwort'],
    ['lock', 'låset schloss hangslot haustür dörr dörren deur kluis tresor'],
  ] as const
).flatMap(([cue, words]) => words.split(' ').map((ending) => [ending, cue] as const));

export const endingCues = (word: string): readonly Cue[] =>
  endings
    .filter(([ending]) => word.length > ending.length + 2 && word.endsWith(ending))
    .map(([, cue]) => cue);

/** Made at the first use. */
export function cueIndex(): CueIndex {
  if (built !== undefined) return built;
  const whole = new Map<string, Cue[]>();
  const stems = new Map<string, Cue[]>();
  const inside: (readonly [string, Cue])[] = [];
  let longest = 0;
  for (const [cue, words] of Object.entries(cueLists) as readonly [Cue, string][]) {
    for (const word of new Set(words.split(' '))) {
      if (spaceless.test(word)) inside.push([word, cue]);
      else if (word.endsWith('*')) {
        const stem = word.slice(0, -1);
        longest = Math.max(longest, stem.length);
        stems.set(stem, [...(stems.get(stem) ?? []), cue]);
      } else whole.set(word, [...(whole.get(word) ?? []), cue]);
    }
  }
  built = { whole, stems, longest, inside };
  return built;
}
