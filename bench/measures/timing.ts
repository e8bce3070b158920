/** Times synchronous work. */

/** Milliseconds of each run. The first one is as cold as it is for a user, and counts like every other. */
export function timed(runs: number, work: (run: number) => void): readonly number[] {
  const samples: number[] = [];
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    work(run);
    samples.push(performance.now() - startedAt);
  }
  return samples;
}
