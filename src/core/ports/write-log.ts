/** One line for the log. */
export type WriteLog = (level: 'debug' | 'info' | 'warn', text: string) => void;
