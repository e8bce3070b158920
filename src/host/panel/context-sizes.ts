/** How large the context was at each turn's end and at each compaction: a few numbers, kept up by what is new. */
import { at } from '../../core/append-list.ts';
import { endsTurn, type Transcript, type TranscriptRecord } from '../../core/conversation/transcript.ts';
import { contextTokensOf } from '../../core/conversation/usage.ts';
import type { SizePoint } from '../../protocol/view.ts';

/** More than a small chart can show; beyond it every other turn is forgotten. */
export const maxPoints = 240;

export interface ContextSizes {
  /** How many records have been read. */
  readonly read: number;
  readonly turns: number;
  readonly points: readonly SizePoint[];
}

export const noSizes: ContextSizes = { read: 0, turns: 0, points: [] };

/** Reads on from where `sizes` ended. One record at a time, so that it does not matter how often one looks. */
export function withSizes(sizes: ContextSizes, transcript: Transcript): ContextSizes {
  let { turns } = sizes;
  let { points } = sizes;
  for (let index = sizes.read; index < transcript.length; index++) {
    const record = at(transcript, index);
    if (endsTurn(record)) turns++;
    const point = record === undefined ? null : pointOf(record, turns);
    if (point !== null) points = bounded([...points, point]);
  }
  return sizes.read === transcript.length ? sizes : { read: transcript.length, turns, points };
}

/** Null where nothing was reported: an estimate drawn among figures would pass for one. */
function pointOf(record: TranscriptRecord, turn: number): SizePoint | null {
  if (record.kind === 'compaction')
    return { turn, tokens: record.tokensBefore, compactedTo: record.tokensAfter };
  if (record.kind !== 'assistant' || !endsTurn(record) || record.usage === null) return null;
  const { inputTokens, cacheReadTokens, cacheWriteTokens } = record.usage;
  if (inputTokens + cacheReadTokens + cacheWriteTokens === 0) return null;
  return { turn, tokens: contextTokensOf(record.usage) };
}

function bounded(points: readonly SizePoint[]): readonly SizePoint[] {
  if (points.length <= maxPoints) return points;
  const thinned = points.filter(
    (point, index) => index % 2 === 0 || point.compactedTo !== undefined || index === points.length - 1,
  );
  return thinned.slice(-maxPoints);
}
