/** How long a person takes between an answer and the next message. Only lengths count, so every run has the same pauses. */

/** 250 words a minute, at six characters a word. */
const readCharactersPerSecond = 25;
/** 40 words a minute. */
const typedCharactersPerSecond = 4;
const thoughtMs = 3_000;
/** Longer answers are skimmed, and longer messages are pasted. */
const mostReadMs = 90_000;
const mostTypedMs = 60_000;

export type Pace = 'person' | 'machine';

/** Milliseconds. A machine answers in one second: a tool's run, as between the turns of an agent. */
export function pauseMs(pace: Pace, answer: string, next: string): number {
  if (pace === 'machine') return 1_000;
  const reading = Math.min(mostReadMs, (answer.length / readCharactersPerSecond) * 1_000);
  const typing = Math.min(mostTypedMs, (next.length / typedCharactersPerSecond) * 1_000);
  return Math.round(thoughtMs + reading + typing);
}
