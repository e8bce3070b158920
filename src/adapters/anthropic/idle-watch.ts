/** Notices when nothing is heard for too long. A server may keep a stream open and silent for ever. */
import type { Clock } from '../../core/ports/clock.ts';

export interface IdleLimits {
  /** After this much silence the user is told. */
  readonly silentHintMs: number;
  /** After this much silence the call is given up. */
  readonly idleAbortMs: number;
}

export interface IdleWatch {
  /** Something came, be it only a keep-alive. */
  heard(): void;
  stop(): void;
}

/** Timers are set anew on every sign of life rather than compared with the clock, which may be set to another time. */
export function watchIdle(
  clock: Clock,
  limits: IdleLimits,
  react: { readonly silent: () => void; readonly dead: () => void },
): IdleWatch {
  let cancels: (() => void)[] = [];
  const stop = (): void => {
    for (const cancel of cancels) cancel();
    cancels = [];
  };
  const heard = (): void => {
    stop();
    cancels = [clock.after(limits.silentHintMs, react.silent), clock.after(limits.idleAbortMs, react.dead)];
  };
  heard();
  return { heard, stop };
}
