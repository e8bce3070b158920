/** The same messages with other credentials in them, so that contexts and spellings meet in more ways than writers made them. */
import { generator } from '../random.ts';
import type { TypedMessage } from './corpus.ts';

type Family = 'number' | 'groups' | 'words' | 'word' | 'long' | 'code' | 'password';

function familyOf(secret: string): Family {
  if (/^\d{3,}$/.test(secret)) return 'number';
  if (/^[#*]?[\d\- #*]+$/.test(secret)) return 'groups';
  if (/\s/.test(secret)) return 'words';
  if (/^\p{L}+$/u.test(secret)) return 'word';
  if (secret.length >= 20) return 'long';
  return /^[A-Z0-9-]+$/.test(secret) ? 'code' : 'password';
}

/** What may take its place: two families and the share of the first. Others stay as they are. */
const others: { readonly [family in Family]?: readonly [Family, Family, number] } = {
  number: ['number', 'groups', 0.5],
  groups: ['number', 'groups', 0.5],
  code: ['code', 'password', 0.5],
  word: ['word', 'password', 0.7],
  password: ['password', 'code', 0.9],
};

/** Codes of the digits and the first six letters look like a commit's id, and some are none. */
const hexable: ReadonlySet<Family> = new Set(['code', 'password', 'number']);
const hexShare = 0.12;

function hexWord(next: () => number): string {
  const length = 6 + Math.floor(next() * 7);
  const digits = Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
  return `${digits}${Math.floor(next() * 10)}`;
}

export function variantsOf(messages: readonly TypedMessage[], times: number): readonly TypedMessage[] {
  const next = generator(7);
  const pool = new Map<Family, string[]>();
  for (const secret of messages.flatMap(({ secrets }) => secrets)) {
    const family = familyOf(secret);
    pool.set(family, [...(pool.get(family) ?? []), secret]);
  }
  const replacement = (secret: string): string => {
    if (hexable.has(familyOf(secret)) && next() < hexShare) return hexWord(next);
    const [one, other, share] = others[familyOf(secret)] ?? [];
    if (one === undefined || other === undefined || share === undefined) return secret;
    const from = pool.get(next() < share ? one : other) ?? [];
    return from[Math.floor(next() * from.length)] ?? secret;
  };
  return messages
    .filter(({ secrets }) => secrets.length > 0)
    .flatMap((message) => Array.from({ length: times }, () => variantOf(message, replacement)));
}

function variantOf(message: TypedMessage, replacement: (secret: string) => string): TypedMessage {
  let { text } = message;
  const secrets: string[] = [];
  // Longer ones first: one may be a part of another.
  for (const secret of message.secrets.toSorted((one, other) => other.length - one.length)) {
    const other = replacement(secret);
    text = text.split(secret).join(other);
    secrets.push(other);
  }
  return { ...message, text, secrets, plain: [] };
}
