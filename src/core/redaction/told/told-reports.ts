/** Sentences that a program has written: errors, lines of logs, what a history of commits lists. */
import type { ToldWord } from './told-word.ts';

const beginning =
  /^(?:ERROR|FATAL|WARN|WARNING|INFO|DEBUG|TRACE|panic|Traceback|Caused|[A-Za-z_.]*[a-z](?:Error|Exception)|errno)$/;
const commit = /^(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,12}$/;
/** As commits are called by convention. */
const subject = /^(?:feat|fix|chore|docs|test|refactor|perf|build|ci|style|revert)(?:\([\w./-]{1,40}\))?!?$/;
/** Programs that let people in and report whom they did not. */
const daemon = /^(?:sshd|sudo|su|login|dovecot|postfix|pam_unix|systemd|kernel|CRON)(?:\[\d+\])?(?:\(.*\))?$/;
const timeOfDay = /^\d\d:\d\d:\d\d(?:[.,]\d{1,6})?Z?$/;

/** By their numbers; some more than once. */
export function* reportedSentences(words: readonly ToldWord[]): Generator<number> {
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const isReport =
      beginning.test(word.bare) ||
      (daemon.test(word.bare) && word.tail.startsWith(':') && !word.beginsLine) ||
      (word.beginsLine && word.lead === '' && next !== undefined && beginsReport(word, next));
    if (isReport) yield word.sentence;
  }
}

const beginsReport = (word: ToldWord, next: ToldWord): boolean =>
  (commit.test(word.bare) && next.shape === 'word' && !next.beginsLine) ||
  (subject.test(word.bare) && word.tail === ':') ||
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(word.bare) ||
  (/^\d{4}-\d\d-\d\d$/.test(word.bare) && timeOfDay.test(next.bare));
