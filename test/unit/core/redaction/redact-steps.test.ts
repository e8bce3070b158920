import assert from 'node:assert/strict';
import { credentialLabels } from '../../../../src/core/redaction/credential-labels.ts';
import { findCredentials } from '../../../../src/core/redaction/redact.ts';
import { credentialForms } from '../../../../src/core/redaction/service-credentials.ts';
import type { Subject } from '../../../../src/core/redaction/subject.ts';

/** A string that counts how many of its characters are read. */
class Counted implements Subject {
  readonly #text: string;
  readonly length: number;
  steps = 0;

  constructor(text: string) {
    this.#text = text;
    this.length = text.length;
  }

  charCodeAt(index: number): number {
    this.steps++;
    return this.#text.charCodeAt(index);
  }

  charAt(index: number): string {
    this.steps++;
    return this.#text.charAt(index);
  }

  indexOf(search: string, from = 0): number {
    const found = this.#text.indexOf(search, from);
    this.steps += (found < 0 ? this.#text.length : found + search.length) - Math.min(from, this.#text.length);
    return found;
  }

  slice(from?: number, to?: number): string {
    const part = this.#text.slice(from, to);
    this.steps += part.length;
    return part;
  }
}

const repeated = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);

function stepsFor(part: string, length: number): number {
  const text = repeated(part, length);
  const counted = new Counted(text);
  findCredentials(text, counted);
  return counted.steps;
}

type Adversary = readonly [name: string, part: string];

/** Every form and every class of labels, led on and broken off. */
const byPattern: readonly Adversary[] = [
  ...credentialForms.map(({ kind, anchors }): Adversary => [`the beginning of a ${kind}`, anchors.join('')]),
  ...[...new Set(credentialLabels.map((label) => label.of))].flatMap((of) => {
    const word = credentialLabels.find((label) => label.of === of)?.word ?? '';
    return ['', ' is ', ': ', '="', ':\n```\n', ' / '].map(
      (end): Adversary => [`a label, ${JSON.stringify(word + end)}`, word + end],
    );
  }),
  ['addresses without an end', 'https://a:b'],
  ['at signs', 'a:b@'],
  ['options', '-u a:b '],
  ['ends of private keys', '-----BEGIN PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----\n'],
  ['halves of keys in strings', '"aB3dE5gH" +\n  '],
  ['groups of digits', '4929 1234 5678 '],
  ['passwords with signs', 'aB3!dE5gH '],
  ['separators', '-_.=/'],
];

/** One for each way in which credentials are found. */
const byKind: readonly Adversary[] = [
  ['a key that never ends', 'sk-ant-'],
  ['labels and nothing else', 'password '],
  ['quotations that are never closed', 'password "'],
  ['addresses with names', 'https://a:'],
  ['private keys without an end', '-----BEGIN PRIVATE KEY-----\n'],
  ['halves of keys on lines of their own', 'aB3dE5gH\n'],
  ['rows that each may head a table', 'password,a\n'],
  ['random words', 'aB3dE5gHjK7mN9pQrS1t '],
  ['marks', '[redacted: password] '],
  ['one credential again and again', 'ghp_aB3dE5gHjK7mN9pQrS1tVwXyZ0aB3dE5gHjK '],
];

describe('redaction of hostile text', () => {
  const check = (adversaries: readonly Adversary[], length: number): void => {
    for (const [name, part] of adversaries) {
      it(`reads each of ${length} characters a bounded number of times: ${name}`, () => {
        const steps = stepsFor(part, length);
        const fifth = stepsFor(part, length / 5);
        // The bound is the widest look around a label, at labels that are a few characters apart.
        assert.ok(steps < 900 * length, `${Math.round(steps / length)} steps a character`);
        assert.ok(steps <= 5.5 * fifth + 10_000, `${steps} steps for five times the text of ${fifth}`);
      });
    }
  };

  check(byPattern, 50_000);
  check(byKind, 250_000);
});
