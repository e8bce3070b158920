/** What the bench compares: ways to keep a conversation within a limit, all against the same stand-in. */
import type { Simulation } from '../simulation/simulation.ts';

export interface Surroundings {
  readonly simulation: Simulation;
  /** Where the stand-in listens. */
  readonly url: string;
  readonly model: string;
  readonly system: string;
  readonly limitTokens: number;
}

export interface Compaction {
  readonly tokensBefore: number;
  readonly tokensAfter: number;
}

export interface Chat {
  /** Resolves when the turn has ended; false when the message was refused because it alone exceeds the limit. */
  send(text: string): Promise<boolean>;
  /** As after the last answer. */
  readonly contextTokens: number;
  readonly compactions: readonly Compaction[];
  /** Resolves when background work has come to rest. */
  settle(): Promise<void>;
  end(): void;
}

export interface Strategy {
  readonly name: string;
  /** How it works, in one line for the legend. */
  readonly about: string;
  start(surroundings: Surroundings): Chat;
}
