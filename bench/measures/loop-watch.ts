/** Watches how long this thread's event loop is held up in one piece. */
import { threadMs } from './timing.ts';

export interface Stretch {
  readonly phase: string;
  /** Milliseconds by the clock, other processes' work included. */
  readonly wallMs: number;
  /** Milliseconds of this thread's own work, in steps of the system's timer tick (1 to 4 ms). */
  readonly cpuMs: number;
}

export interface LoopWatch {
  /** Names what happens from now on. */
  phase(name: string): void;
  /** Ends the watch. The stretches between two turns of the loop, in order. */
  stop(): readonly Stretch[];
}

/** Shorter stretches are the loop's own turning and are not kept. */
const leastMs = 0.1;

/** Turns the loop without rest, so that every stretch is seen; the processor is busy meanwhile. */
export function watchLoop(): LoopWatch {
  const stretches: Stretch[] = [];
  let phase = '';
  let isRunning = true;
  let wall = performance.now();
  let cpu = threadMs();
  const turn = (): void => {
    const [nextWall, nextCpu] = [performance.now(), threadMs()];
    const [wallMs, cpuMs] = [nextWall - wall, nextCpu - cpu];
    if (wallMs >= leastMs || cpuMs > 0) stretches.push({ phase, wallMs, cpuMs });
    [wall, cpu] = [nextWall, nextCpu];
    if (isRunning) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    phase: (name) => {
      phase = name;
    },
    stop: () => {
      isRunning = false;
      return stretches;
    },
  };
}
