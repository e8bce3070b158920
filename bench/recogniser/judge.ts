/** How well a model tells the parts of labelled messages, counted as the probe counts. */

import type { Judgement } from '../../src/core/recogniser/recognise.ts';
import { onOneLine } from '../probe/conversations.ts';
import { isQuoted } from '../probe/quoted.ts';
import type { Label, LabelledMessage } from './corpus.ts';

/** A part of a message and the strongest evidence that would quote it. */
export interface JudgedPart {
  readonly source: string;
  readonly language: string;
  readonly label: Label;
  readonly text: string;
  readonly evidence: number;
}

export function judgedParts(
  { source, language, parts, sentences }: LabelledMessage,
  judgements: readonly Judgement[],
): readonly JudgedPart[] {
  const quotes = sentences.map(({ sentence }) => onOneLine(sentence.quote));
  const others = parts.filter(({ label }) => label !== 'none').map(({ text }) => onOneLine(text));
  return parts.map(({ label, text }) => {
    const said = onOneLine(text);
    const evidence = quotes.map((quote, index) => {
      const isIts =
        label === 'none'
          ? // A sentence that also holds something else is rightly quoted.
            !others.some((other) => other.includes(quote) || quote.includes(other)) &&
            (isQuoted([quote], said) || said.includes(quote))
          : isQuoted([quote], said);
      return isIts ? (judgements[index]?.evidence ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
    });
    return { source, language, label, text: said, evidence: Math.max(Number.NEGATIVE_INFINITY, ...evidence) };
  });
}

const isWanted = ({ label }: JudgedPart): boolean => label === 'rule' || label === 'correction';

/** The evidence above which this share of the parts that are neither rule nor correction is quoted. */
export function thresholdAt(parts: readonly JudgedPart[], alarms: number): number {
  const others = parts.filter(({ label }) => label === 'none').map(({ evidence }) => evidence);
  others.sort((one, other) => other - one);
  return others[Math.floor(alarms * others.length)] ?? 0;
}

/** Shares, from 0 to 1. */
export const recall = (parts: readonly JudgedPart[], threshold: number): number =>
  share(parts.filter(isWanted), threshold);
export const alarms = (parts: readonly JudgedPart[], threshold: number): number =>
  share(
    parts.filter(({ label }) => label === 'none'),
    threshold,
  );

const share = (parts: readonly JudgedPart[], threshold: number): number =>
  parts.length === 0 ? 0 : parts.filter(({ evidence }) => evidence > threshold).length / parts.length;
