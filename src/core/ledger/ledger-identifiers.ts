/** Identifiers that occur again: ids, paths, addresses, versions, numbers with units. */
import { endsOf } from '../prose/text-ends.ts';

export interface Identifier {
  readonly text: string;
  /** In how many records it occurred, twice counted where the user wrote it. */
  readonly weight: number;
  readonly lastTurn: number;
  /** A date, an amount or a price. */
  readonly isFigure: boolean;
}

/** In order of last occurrence, oldest first. */
export type Identifiers = readonly Identifier[];

const mostIdentifiers = 400;
const mostPerRecord = 60;
const readCharacters = 20_000;

interface Kind {
  readonly pattern: RegExp;
  /** Cheap to look for, and somewhere in every match. */
  readonly sign: RegExp;
  /** A date, an amount or a price: tables are full of them, and few are spoken of again. */
  readonly isFigure?: true;
}

const kinds: readonly Kind[] = [
  { sign: /:\/\//, pattern: /\bhttps?:\/\/[^\s<>"'`)\]}]{4,300}/g },
  { sign: /@/, pattern: /[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}/g },
  {
    sign: /[\da-f]{4}-[\da-f]{4}-/i,
    pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
  },
  {
    sign: /\//,
    pattern:
      /(?<![\w/.-])(?:(?:~|\.{1,2})?\/(?:[\w@.-]{1,80}\/){0,12}[\w@-][\w@.-]{1,80}|(?:[\w@.-]{2,80}\/){2,12}[\w@-][\w@.-]{0,80}|(?:[\w@.-]{2,80}\/)[\w@-][\w@-]{0,80}(?:\.\w{1,12}){1,3})/g,
  },
  {
    sign: /\.\w/,
    pattern:
      /(?<![\w/.-])[\w-]{1,60}\.(?:[cm]?[jt]sx?|json|md|py|rs|go|java|kt|rb|php|cs|cpp|cc|c|h|hpp|css|scss|html?|ya?ml|toml|ini|cfg|conf|sh|sql|csv|tsv|txt|xml|docx?|xlsx?|pdf|png|jpe?g|svg|lock|env|ipynb|swift|vue|svelte|tf)\b(?!\.?\w)/g,
  },
  { sign: /-\d/, pattern: /(?<![\w-])[A-Z][A-Z0-9]{1,12}-\d[\dA-Z-]{0,30}(?![\w])/g },
  { sign: /#\d/, pattern: /(?<![\w&])#\d{1,10}\b/g },
  {
    sign: /\d\.\d/,
    pattern:
      /(?<![\w.])(?:v\d{1,5}\.\d{1,5}|v?\d{1,5}\.\d{1,5}\.\d{1,7})(?:\.\d{1,7})?(?:-[\w.]{1,20})?(?![\w.]?\d)/g,
  },
  {
    sign: / \d/,
    pattern:
      /\b(?:[Vv]ersion|[Pp]ython|[Nn]ode(?:\.js)?|Java|PHP|Ruby|Go|iOS|Android|Postgres(?:QL)?) \d{1,4}(?:\.\d{1,4}){0,2}(?!\d)/g,
  },
  { isFigure: true, sign: /\d{4}-/, pattern: /(?<![\w.])\d{4}-\d\d-\d\d(?!\d)/g },
  {
    isFigure: true,
    sign: /\d/,
    pattern:
      /(?<![\w.])\d[\d.,]{0,15}\s?(?:%|€|\$|£|ms|s|min|h|kB|KB|MB|GB|TB|KiB|MiB|GiB|px|em|rem|kg|g|mg|km|m|cm|mm|°C|°F|EUR|USD|GBP|CHF|Hz|kHz|MHz|GHz|W|kW|kWh|V|tokens?|words?|pages?|days?|weeks?|hours?|minutes?|seconds?)(?![\p{L}\p{N}])/gu,
  },
  { isFigure: true, sign: /[€$£]/, pattern: /[€$£]\s?\d[\d.,]{0,15}/g },
  { sign: /\d/, pattern: /(?<![\w-])(?=[0-9a-f]{0,40}\d)(?=[0-9a-f]{0,40}[a-f])[0-9a-f]{7,64}(?![\w-])/g },
  { sign: /_/, pattern: /(?<![\w])[A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,8}(?![\w])/g },
];

/** As much of a text as is searched: its beginning and its end. */
export const partOf = (text: string): string => endsOf(text, readCharacters, ' ');

/** The identifiers in a text, each once, in order of kind; whether it is a figure. */
function identifiersIn(text: string): ReadonlyMap<string, boolean> {
  let rest = partOf(text);
  const found = new Map<string, boolean>();
  for (const { pattern, sign, isFigure = false } of kinds) {
    if (!sign.test(rest)) continue;
    // What one kind has taken is not looked at for the next, or every address would be a path too.
    rest = rest.replace(pattern, (match) => {
      const identifier = match.replace(/[.,:;!?]+$/, '').trim();
      if (found.size < mostPerRecord && identifier.length >= 2) found.set(identifier, isFigure);
      return ' ';
    });
  }
  return found;
}

/** Who wrote a text: what the user typed or picked out to show counts twice, and of what was pasted no figures count. */
export type Origin = 'typed' | 'pasted' | 'said';

/** Characters; so little is pasted for what it says. */
const pickedOut = 600;

export function withIdentifiers(known: Identifiers, text: string, turn: number, origin: Origin): Identifiers {
  const found = [...identifiersIn(text)].filter(([, isFigure]) => !isFigure || origin !== 'pasted');
  if (found.length === 0) return known;
  const isChosen = origin === 'typed' || (origin === 'pasted' && text.length <= pickedOut);
  const before = new Map(known.map((identifier) => [identifier.text, identifier]));
  const fresh = found.map(([name, isFigure]): Identifier => {
    const weight = (before.get(name)?.weight ?? 0) + (isChosen ? 2 : 1);
    return { text: name, weight, lastTurn: turn, isFigure };
  });
  for (const { text: name } of fresh) before.delete(name);
  return bounded([...before.values(), ...fresh]);
}

/** What occurred but once and longest ago yields first. */
function bounded(identifiers: Identifiers): Identifiers {
  let surplus = identifiers.length - mostIdentifiers;
  if (surplus <= 0) return identifiers;
  const kept = identifiers.filter((identifier) => identifier.weight > 2 || surplus-- <= 0);
  return kept.slice(-mostIdentifiers);
}

/** Figures are told in full where they matter; more of them would crowd out the names. */
const mostFigures = 8;

/** A path or an address that was told once may be all that leads to a thing. */
const isPlace = /\/|\.[a-z]\w{0,11}$/i;
const mostOnce = 20;

/** Those that occurred again or that the user named, and places that did not, weightiest first, of equals the newest. */
export function recurring(identifiers: Identifiers, most: number): readonly string[] {
  let figures = 0;
  let once = 0;
  return identifiers
    .filter(({ weight, text }) => weight >= 2 || isPlace.test(text))
    .toReversed()
    .toSorted((one, other) => other.weight - one.weight || other.lastTurn - one.lastTurn)
    .filter(({ isFigure }) => !isFigure || figures++ < mostFigures)
    .filter(({ weight }) => weight >= 2 || once++ < mostOnce)
    .slice(0, most)
    .map((identifier) => identifier.text);
}
