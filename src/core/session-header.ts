/** What is fixed about a session, or changes so seldom that its transcript takes the new value as a line of its own. */
export interface SessionHeader {
  /** Letters, digits, `-` and `_` only: it names the session's folder. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly title: string;
  /** The system text, fixed at the session's start so that the cached prefix holds. */
  readonly system: string;
  /** The workspace folder in which the session began; null when none was open. */
  readonly folder: string | null;
  readonly provider: string;
  readonly model: string;
}
