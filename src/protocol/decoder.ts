/**
 * Small decoders that turn an unknown value into a known one. A decoder answers `undefined` for anything it does not
 * accept and never throws. Objects are built anew from the listed keys, own properties only, so that foreign keys
 * (`__proto__` among them) go no further.
 */
export type Decoder<T> = (value: unknown) => T | undefined;

interface Optional<T> {
  readonly optional: Decoder<T>;
}

/** One decoder for each property; an optional property must be marked as such. */
export type Shape<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? Optional<Exclude<T[K], undefined>>
    : Decoder<T[K]>;
};

export const optional = <T>(decoder: Decoder<T>): Optional<T> => ({ optional: decoder });

/** Text of at most `maxChars` UTF-16 units. */
export function text(maxChars: number): Decoder<string> {
  return (value) => (typeof value === 'string' && value.length <= maxChars ? value : undefined);
}

export const flag: Decoder<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

/** A count, a size or an instant: finite and not negative. */
export const amount: Decoder<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/** A difference: finite, of either sign. */
export const difference: Decoder<number> = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

export const count: Decoder<number> = (value) => (Number.isSafeInteger(value) ? amount(value) : undefined);

/** A line's number, counted from 1. */
export const lineNumber: Decoder<number> = (value) => (value === 0 ? undefined : count(value));

export function nullable<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value) => (value === null ? null : decoder(value));
}

/** One of a closed list of words. The list is typed as a record so that a missing word does not compile. */
export function word<T extends string>(words: { readonly [K in T]: true }): Decoder<T> {
  return (value) => (typeof value === 'string' && Object.hasOwn(words, value) ? (value as T) : undefined);
}

/** An array of at most `maxLength`; one bad element spoils the whole. */
export function list<T>(decoder: Decoder<T>, maxLength: number): Decoder<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > maxLength) return undefined;
    const decoded: T[] = [];
    for (const element of value) {
      const one = decoder(element);
      if (one === undefined) return undefined;
      decoded.push(one);
    }
    return decoded;
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function object<T extends object>(shape: Shape<T>): Decoder<T> {
  const entries: [string, Decoder<unknown> | Optional<unknown>][] = Object.entries(shape);
  return (value) => {
    if (!isRecord(value)) return undefined;
    const decoded: Record<string, unknown> = {};
    for (const [key, decoder] of entries) {
      const isOptional = typeof decoder !== 'function';
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      if (isOptional && given === undefined) continue;
      const one = (isOptional ? decoder.optional : decoder)(given);
      if (one === undefined) return undefined;
      decoded[key] = one;
    }
    return decoded as T;
  };
}

/** The shapes of a union's members, told apart by the word in the property `Key`: every word must be there. */
export type Members<T extends { readonly [K in Key]: string }, Key extends string> = {
  readonly [Word in T[Key]]: Shape<Omit<Extract<T, { readonly [K in Key]: Word }>, Key>>;
};

/** A member of a union; a word that `members` does not have is not accepted. */
export function union<T extends { readonly [K in Key]: string }, Key extends string>(
  key: Key,
  members: Members<T, Key>,
): Decoder<T> {
  const shapes: [string, Shape<object>][] = Object.entries(members);
  const decoders = new Map(shapes.map(([word, shape]) => [word, object(shape)]));
  return (value) => {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
    const given = value[key];
    const rest = typeof given === 'string' ? decoders.get(given)?.(value) : undefined;
    return rest === undefined ? undefined : ({ [key]: given, ...rest } as T);
  };
}
