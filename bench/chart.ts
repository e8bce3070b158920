/**
 * Draws context size and waits of a long session as SVG. Ink is `currentColor` or a middle tone, so that the picture
 * can be read on light and on dark pages; it needs no font, script or style from outside.
 */
import type { SessionRun } from './simulation/run-session.ts';
import { largest } from './statistics.ts';

export interface Curve {
  readonly name: string;
  readonly run: SessionRun;
}

const width = 860;
const left = 70;
const right = width - 30;
const context = { top: 60, bottom: 290 } as const;
const waits = { top: 335, bottom: 425 } as const;
const height = 475;

/** Middle tones: at least three to one against white and against black. */
const colors = ['#1f8a70', '#c2571a'] as const;
const ink = '#7a7a7a';

/** The first curve is ours. */
export function chartOf(curves: readonly [Curve, Curve], limitTokens: number): string {
  const turns = largest(curves.map(({ run }) => run.contextTokens.length));
  const mostTokens = Math.max(limitTokens, ...curves.map(({ run }) => largest(run.contextTokens)));
  const mostWait = Math.max(1_000, ...curves.map(({ run }) => longestWait(run)));
  const x = (turn: number): number => left + (turn / Math.max(1, turns)) * (right - left);
  const y = (tokens: number): number => on(context, tokens / (mostTokens * 1.05));
  const wait = (ms: number): number => on(waits, ms / (mostWait * 1.3));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="chart-title chart-text" font-family="system-ui, sans-serif" font-size="13">`,
    '<title id="chart-title">Context size and waits over a long conversation</title>',
    `<desc id="chart-text">${escaped(describe(curves, turns))}</desc>`,
    `<g fill="${ink}">`,
    ...legendOf(curves),
    ...frameOf(context, 'context in thousands of tokens'),
    ...ticks(mostTokens * 1.05).map((tokens) => gridLine(y(tokens), String(tokens / 1_000))),
    ...frameOf(waits, 'wait at a compaction in seconds'),
    ...ticks(mostWait * 1.3).map((ms) => gridLine(wait(ms), String(ms / 1_000))),
    ...ticks(turns).map((turn) => label(x(turn), waits.bottom + 20, String(turn), 'middle')),
    label((left + right) / 2, height - 10, 'turns of the conversation', 'middle'),
    '</g>',
    limitLine(y(limitTokens)),
    ...curves.map(({ run }, at) => contextLine(run.contextTokens, x, y, at)),
    ...curves.flatMap(({ run }, at) => waitMarks(run, x, wait, at)),
    '</svg>\n',
  ].join('\n');
}

const longestWait = (run: SessionRun): number => largest(run.compactions.map(({ waitedMs }) => waitedMs));

const on = ({ top, bottom }: { readonly top: number; readonly bottom: number }, share: number): number =>
  rounded(bottom - share * (bottom - top));

const rounded = (value: number): number => Math.round(value * 10) / 10;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function describe(curves: readonly Curve[], turns: number): string {
  const parts = curves.map(({ name, run }) => {
    const total = run.compactions.reduce((sum, { waitedMs }) => sum + waitedMs, 0);
    return `${name}: ${run.compactions.length} compactions, ${(total / 1_000).toFixed(0)} s of waiting`;
  });
  return `${turns} turns. ${parts.join('. ')}.`;
}

const label = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string =>
  `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;

function legendOf(curves: readonly Curve[]): string[] {
  return curves.map(({ name }, at) => {
    const x = left + at * 330;
    const mark = `<rect x="${x}" y="10" width="22" height="6" rx="2" fill="${colors[at] ?? ink}"/>`;
    return mark + label(x + 30, 18, name, 'start');
  });
}

function frameOf(
  { top, bottom }: { readonly top: number; readonly bottom: number },
  title: string,
): string[] {
  return [
    label(left, top - 10, title, 'start'),
    `<path d="M${left} ${top}V${bottom}H${right}" fill="none" stroke="${ink}"/>`,
  ];
}

const gridLine = (y: number, text: string): string =>
  `<path d="M${left} ${y}H${right}" stroke="${ink}" stroke-opacity="0.25"/>${label(left - 8, y + 4, text, 'end')}`;

const limitLine = (y: number): string =>
  `<path d="M${left} ${y}H${right}" stroke="${ink}" stroke-dasharray="6 4"/><text x="${right}" y="${y - 5}" text-anchor="end" fill="${ink}">limit</text>`;

/** Four to eight round numbers up to `most`. */
export function ticks(most: number): readonly number[] {
  const raw = most / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) ?? power;
  return Array.from({ length: Math.floor(most / step) }, (_, index) => (index + 1) * step);
}

/** A path through all turns: ours broad, the other dashed on top of it, so that both show where they run together. */
function contextLine(
  tokens: readonly number[],
  x: (turn: number) => number,
  y: (tokens: number) => number,
  at: number,
): string {
  const points = tokens.map((value, index) => `${rounded(x(index + 1))} ${y(value)}`);
  const look = at === 0 ? 'stroke-width="4.5"' : 'stroke-width="2" stroke-dasharray="9 7"';
  return `<path d="M${points.join('L')}" fill="none" stroke="${colors[at] ?? ink}" stroke-linejoin="round" ${look}/>`;
}

/** A bar for a wait, a dot on the axis for none. */
function waitMarks(
  { compactions }: SessionRun,
  x: (turn: number) => number,
  wait: (ms: number) => number,
  at: number,
): string[] {
  const color = colors[at] ?? ink;
  return compactions.map(({ turn, waitedMs }) => {
    const middle = rounded(x(turn) + (at === 0 ? -9 : 9));
    const top = waitedMs === 0 ? waits.bottom - 4 : wait(waitedMs);
    const mark =
      waitedMs === 0
        ? `<circle cx="${middle}" cy="${waits.bottom}" r="4.5" fill="${color}"/>`
        : `<rect x="${middle - 4}" y="${top}" width="8" height="${rounded(waits.bottom - top)}" fill="${color}"/>`;
    const seconds = `${(waitedMs / 1_000).toFixed(0)} s`;
    return `${mark}<text x="${middle}" y="${rounded(top - 5)}" text-anchor="middle" fill="${color}">${seconds}</text>`;
  });
}
