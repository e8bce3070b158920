/**
 * Credentials that are known by how they begin. A form is anchored at a literal and then takes runs of characters, each
 * as long as it can be; nothing is ever given back, so that a form reads each character at most once.
 */
import {
  type Alphabet,
  alnum,
  anyHex,
  base64,
  dashed,
  digits,
  hex,
  isIn,
  upper,
  url,
  webPath,
  word,
} from './alphabet.ts';
import type { AnchorAt } from './credential-words.ts';
import type { Found, Subject } from './subject.ts';

interface Run {
  readonly of: Alphabet;
  readonly min: number;
  readonly max: number;
}

export interface CredentialForm {
  readonly kind: string;
  /** How it begins, one of these; letter case counts. */
  readonly anchors: readonly string[];
  /** What follows, in order: runs, and literals that must stand between them. */
  readonly parts: readonly (Run | string)[];
  /** What stands before the anchor and belongs to it. */
  readonly lead?: Run;
  /** True where the credential is a whole word: what follows may not go on with a letter or digit. */
  readonly whole?: boolean;
  /** True where words joined by hyphens would look the same. */
  readonly withDigit?: boolean;
}

const run = (of: Alphabet, min: number, max = min): Run => ({ of, min, max });

export const credentialForms: readonly CredentialForm[] = [
  { kind: 'Anthropic key', anchors: ['sk-ant-'], parts: [run(url, 16, 400)] },
  { kind: 'OpenAI key', anchors: ['sk-'], parts: [run(url, 20, 400)], withDigit: true },
  {
    kind: 'AWS access key',
    anchors: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'AROA', 'AIDA'],
    parts: [run(upper, 16)],
    whole: true,
  },
  { kind: 'GitHub token', anchors: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], parts: [run(alnum, 30, 255)] },
  { kind: 'GitHub token', anchors: ['github_pat_'], parts: [run(word, 30, 255)] },
  {
    kind: 'GitLab token',
    anchors: ['pat', 'dt', 'rt', 'cbt', 'ptt', 'ft', 'imt', 'agent', 'soat', 'ffct'].map((it) => `gl${it}-`),
    parts: [run(url, 18, 255)],
  },
  { kind: 'npm token', anchors: ['npm_'], parts: [run(alnum, 30, 255)] },
  { kind: 'PyPI token', anchors: ['pypi-'], parts: [run(url, 40, 400)], withDigit: true },
  {
    kind: 'Slack token',
    anchors: ['xoxa', 'xoxb', 'xoxe', 'xoxp', 'xoxr', 'xoxs'].flatMap((it) => [`${it}-`, `${it}.`]),
    parts: [run(dashed, 10, 400)],
  },
  { kind: 'Slack token', anchors: ['xapp-'], parts: [run(dashed, 20, 400)] },
  {
    kind: 'webhook address',
    anchors: ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'discord.com/api/webhooks/'],
    parts: [run(webPath, 20, 300)],
  },
  {
    kind: 'webhook address',
    anchors: ['discordapp.com/api/webhooks/', 'hooks.zapier.com/hooks/catch/', 'maker.ifttt.com/use/'],
    parts: [run(webPath, 10, 300)],
  },
  {
    kind: 'Stripe key',
    anchors: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
    parts: [run(alnum, 10, 255)],
  },
  { kind: 'Stripe webhook secret', anchors: ['whsec_'], parts: [run(base64, 16, 255)] },
  { kind: 'Google key', anchors: ['AIza'], parts: [run(url, 35)] },
  { kind: 'Google token', anchors: ['ya29.'], parts: [run(url, 20, 400)] },
  { kind: 'Google client secret', anchors: ['GOCSPX-'], parts: [run(url, 20, 60)] },
  { kind: 'Hugging Face token', anchors: ['hf_'], parts: [run(alnum, 30, 60)] },
  { kind: 'SendGrid key', anchors: ['SG.'], parts: [run(url, 16, 64), '.', run(url, 16, 64)] },
  { kind: 'Mailgun key', anchors: ['key-'], parts: [run(alnum, 32)], whole: true },
  { kind: 'Twilio key', anchors: ['SK'], parts: [run(hex, 32)], whole: true },
  { kind: 'DigitalOcean token', anchors: ['doo_v1_', 'dop_v1_', 'dor_v1_'], parts: [run(hex, 40, 80)] },
  {
    kind: 'Shopify token',
    anchors: ['shpat_', 'shpca_', 'shppa_', 'shpss_'],
    parts: [run(anyHex, 30, 40)],
  },
  { kind: 'Databricks token', anchors: ['dapi'], parts: [run(hex, 32)], whole: true },
  { kind: 'Linear key', anchors: ['lin_api_'], parts: [run(alnum, 30, 60)] },
  { kind: 'Notion token', anchors: ['ntn_'], parts: [run(alnum, 30, 60)] },
  { kind: 'Telegram token', anchors: [':'], lead: run(digits, 8, 10), parts: [run(url, 35)], whole: true },
  { kind: 'age key', anchors: ['AGE-SECRET-KEY-1'], parts: [run(upper, 50, 70)] },
  { kind: 'Azure key', anchors: ['JQQJ99'], lead: run(alnum, 52), parts: [run(alnum, 26)], whole: true },
  {
    kind: 'JSON web token',
    anchors: ['eyJ'],
    parts: [run(url, 8, 4_000), '.', run(url, 8, 8_000), '.', run(url, 0, 2_000)],
  },
];

/** @param anchors where the forms may begin, in order */
export function findForms(subject: Subject, anchors: readonly AnchorAt[]): readonly Found[] {
  const found: Found[] = [];
  let done = 0;
  for (const { at, anchor, form } of anchors) {
    if (at < done) continue;
    const from = form.lead === undefined ? at : leadStart(subject, at, form.lead);
    if (from < 0 || isWordAt(subject, from - 1)) continue;
    const to = formEnd(subject, at + anchor.length, form);
    if (to < 0 || (form.withDigit === true && !/\d/.test(subject.slice(from, to)))) continue;
    found.push({ from, to, kind: form.kind });
    done = to;
  }
  return found;
}

function leadStart(subject: Subject, at: number, { of, min, max }: Run): number {
  let from = at;
  while (from > 0 && at - from < max && isIn(of, subject.charCodeAt(from - 1))) from--;
  return at - from < min ? -1 : from;
}

/** Where the form ends that begins before `from`; -1 where it is none. */
function formEnd(subject: Subject, from: number, { parts, whole = false }: CredentialForm): number {
  let at = from;
  for (const part of parts) {
    if (typeof part === 'string') {
      if (subject.slice(at, at + part.length) !== part) return -1;
      at += part.length;
      continue;
    }
    const start = at;
    while (at - start < part.max && isIn(part.of, subject.charCodeAt(at))) at++;
    if (at - start < part.min) return -1;
  }
  return whole && isWordAt(subject, at) ? -1 : at;
}

/** A letter, digit or underscore, with which a key would be the middle of something longer. */
const isWordAt = (subject: Subject, at: number): boolean => isIn(word, subject.charCodeAt(at));
