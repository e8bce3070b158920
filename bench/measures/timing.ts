/** Times synchronous work. */

export interface Timing {
  /** Milliseconds by the clock, other processes' work included. */
  readonly wallMs: number;
  /** Milliseconds that this thread computed, clearing away of garbage included. */
  readonly ownMs: number;
}

/** Each run. The first one is as cold as it is for a user, and counts like every other. */
export function timings(runs: number, work: (run: number) => void): readonly Timing[] {
  const samples: Timing[] = [];
  for (let run = 0; run < runs; run++) {
    const ownAt = threadMs();
    const startedAt = performance.now();
    work(run);
    samples.push({ wallMs: performance.now() - startedAt, ownMs: threadMs() - ownAt });
  }
  return samples;
}

/** Milliseconds of each run by the clock. */
export const timed = (runs: number, work: (run: number) => void): readonly number[] =>
  timings(runs, work).map(({ wallMs }) => wallMs);

/** Milliseconds that this thread has computed so far. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
