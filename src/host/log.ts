/**
 * The log that users read: info for lifecycle, debug for decisions with numbers, trace for what crosses to the panel by
 * kind and size. Message text is never logged above trace, and a key nowhere.
 */
export interface Log {
  error(text: string): void;
  warn(text: string): void;
  info(text: string): void;
  debug(text: string): void;
  /** `describe` is called only when somebody looks. */
  trace(describe: () => string): void;
}

/** The part of VS Code's `LogOutputChannel` that is used. */
export interface LogChannel {
  readonly logLevel: number;
  error(text: string): void;
  warn(text: string): void;
  info(text: string): void;
  debug(text: string): void;
  trace(text: string): void;
}

/** `vscode.LogLevel.Trace`. */
const traceLevel = 1;

export const createLog = (channel: LogChannel): Log => ({
  error: (text) => channel.error(text),
  warn: (text) => channel.warn(text),
  info: (text) => channel.info(text),
  debug: (text) => channel.debug(text),
  trace: (describe) => {
    if (channel.logLevel === traceLevel) channel.trace(describe());
  },
});

/** What went wrong in one line, without a stack: stacks hold paths of the user's machine. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
