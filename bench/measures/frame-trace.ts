/** What a page's main thread worked for each frame, out of a Chromium trace. */

/**
 * Tasks and frames, and hardly more. With what the developer tools trace beyond that, the browser counts the page's
 * elements for every frame: 5 ms of its own where there are a hundred thousand.
 */
export const traceCategories = ['toplevel', 'rail'];

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

/**
 * In milliseconds of processor time: all tasks from after the frame before up to the end of the frame's own.
 * @throws where the trace holds none, as from a browser that names its tasks differently
 */
export function workPerFrame(trace: string): readonly number[] {
  const { traceEvents } = JSON.parse(trace) as { readonly traceEvents: readonly TraceEvent[] };
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const frames = threads.flatMap(({ pid, tid }) =>
    framesOf(traceEvents.filter((event) => event.pid === pid && event.tid === tid)),
  );
  if (frames.length === 0) throw new Error('The trace holds no frame of a page.');
  return frames;
}

function framesOf(events: readonly TraceEvent[]): readonly number[] {
  const tasks = events
    .filter(({ name, ph }) => name === 'ThreadControllerImpl::RunTask' && ph === 'X')
    .sort(byTime);
  const drawn = events
    .filter(({ name }) => name === 'PageAnimator::serviceScriptedAnimations')
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
