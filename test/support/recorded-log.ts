/** The host's log over a channel that remembers every line. */
import { createLog, type Log } from '../../src/host/log.ts';

export interface RecordedLog {
  readonly log: Log;
  /** `level: text`, in order. */
  readonly lines: readonly string[];
}

/** `logLevel` is VS Code's: 1 for trace, 3 for info. */
export function recordedLog(logLevel = 3): RecordedLog {
  const lines: string[] = [];
  const at = (level: string) => (text: string) => {
    lines.push(`${level}: ${text}`);
  };
  const channel = {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    trace: at('trace'),
  };
  return { log: createLog({ ...channel, logLevel }), lines };
}
