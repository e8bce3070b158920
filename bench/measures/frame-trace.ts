/** What a page's main thread worked for each frame, out of a Chromium trace. */

export const traceCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Processor time of the thread, so that other processes do not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: unknown };
}

/** In milliseconds of processor time: all tasks from after the frame before up to the end of the frame's own. */
export function workPerFrame(trace: string): readonly number[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  return threads.flatMap(({ pid, tid }) =>
    framesOf(traceEvents.filter((event) => event.pid === pid && event.tid === tid)),
  );
}

function framesOf(events: readonly TraceEvent[]): readonly number[] {
  const tasks = events.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').sort(byTime);
  const drawn = events
    .filter(({ name }) => name === 'FireAnimationFrame')
    .map(({ ts }) => ts)
    .sort((one, other) => one - other);
  const frames: number[] = [];
  let work = 0;
  let next = 0;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    // The processor's clock ticks coarsely on some machines, and never did more work than time has passed.
    work += Math.min(dur, tdur) / 1_000;
    const from = next;
    while ((drawn[next] ?? Number.POSITIVE_INFINITY) < ts + dur) next++;
    if (next === from) continue;
    frames.push(work);
    work = 0;
  }
  return frames;
}

const byTime = (one: TraceEvent, other: TraceEvent): number => one.ts - other.ts;
