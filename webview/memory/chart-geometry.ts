/** Where things stand in the chart of the context's size, and the same in words. */
import type { SizePoint } from '../../src/protocol/view.ts';
import { number } from '../figures.ts';
import { say } from '../language.ts';

/** In the units of the picture. */
export const viewWidth = 300;
export const viewHeight = 72;
/** Room for half a line's width above and below. */
const margin = 3;

export interface ChartGeometry {
  /** A path's data. */
  readonly line: string;
  /** Height of the limit; null where it is too far above what was used to tell anything. */
  readonly limitAt: number | null;
  readonly compactions: readonly {
    readonly x: number;
    readonly from: number;
    readonly to: number;
    readonly tokens: number;
    readonly compactedTo: number;
  }[];
}

export function chartGeometry(points: readonly SizePoint[], limitTokens: number): ChartGeometry {
  const most = Math.max(1, ...points.map(({ tokens }) => tokens));
  const showsLimit = limitTokens > 0 && limitTokens <= 3 * most;
  const top = showsLimit ? Math.max(most, limitTokens) : most;
  const first = points[0]?.turn ?? 0;
  const span = Math.max(1, (points.at(-1)?.turn ?? 0) - first);
  const x = (turn: number): number => round((viewWidth * (turn - first)) / span);
  const y = (tokens: number): number =>
    round(viewHeight - margin - (viewHeight - 2 * margin) * Math.min(1, tokens / top));
  const places = points.flatMap(({ turn, tokens, compactedTo }) => [
    `${x(turn)} ${y(tokens)}`,
    ...(compactedTo === undefined ? [] : [`${x(turn)} ${y(compactedTo)}`]),
  ]);
  return {
    line: places.length === 0 ? '' : `M${places.join('L')}`,
    limitAt: showsLimit ? y(limitTokens) : null,
    compactions: points.flatMap(({ turn, tokens, compactedTo }) =>
      compactedTo === undefined
        ? []
        : [{ x: x(turn), from: y(tokens), to: y(compactedTo), tokens, compactedTo }],
    ),
  };
}

/** What the picture shows, for whoever would rather read, or cannot see it. */
export function chartWords(points: readonly SizePoint[], limitTokens: number): string {
  const turns = points.at(-1)?.turn ?? 0;
  const most = Math.max(0, ...points.map(({ tokens }) => tokens));
  const last = points.at(-1);
  const count = points.filter(({ compactedTo }) => compactedTo !== undefined).length;
  const compactions =
    count === 0
      ? say('chart.noCompaction')
      : count === 1
        ? say('chart.oneCompaction')
        : say('chart.compactions', number(count));
  const now = number(last?.compactedTo ?? last?.tokens ?? 0);
  return limitTokens === 0
    ? say('chart.words', number(turns), number(most), now, compactions)
    : say('chart.wordsWithLimit', number(turns), number(most), number(limitTokens), now, compactions);
}

const round = (value: number): number => Math.round(value * 10) / 10;
