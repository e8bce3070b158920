/** How numbers, times and money read in the panel, in the user's language. */
import { language, say } from './language.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const shortest = new Intl.NumberFormat('en', { notation: 'compact' });
const point = tenths.formatToParts(0.1).find(({ type }) => type === 'decimal')?.value ?? '.';
const usd = { style: 'currency', currency: 'USD' } as const;
const money = new Intl.NumberFormat(language, { ...usd, maximumFractionDigits: 2 });
const cents = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const smallSum = new Intl.NumberFormat(language, { maximumSignificantDigits: 2 });
const smallMoney = new Intl.NumberFormat(language, { ...usd, maximumSignificantDigits: 2 });

/** 120,000 */
export const number = (value: number): string => whole.format(value);

/** 120K */
export const shortNumber = (value: number): string => short.format(value);

/** 812K, 5.3M, 48M: two or three digits, for narrow columns; in every language with letters, since words take more room. */
export const shortestNumber = (value: number): string => shortest.format(value).replace('.', point);

/** "3 ms", "1.2 s", "41 s", "2 min" */
export function duration(ms: number): string {
  if (ms < 1_000) return say('duration.milliseconds', number(ms));
  if (ms < 9_950) return say('duration.seconds', tenths.format(ms / 1_000));
  if (ms < 99_500) return say('duration.seconds', number(ms / 1_000));
  return say('duration.minutes', number(ms / 60_000));
}

/** Whole seconds still to go, never less than one while there is anything to wait for. */
export const countdown = (until: number, now: number): number =>
  Math.max(0, Math.ceil((until - now) / 1_000));

/** What is still to be waited, rounded up: "41 s", "58 min"; empty when it is over. */
export function remaining(until: number, now: number): string {
  const seconds = countdown(until, now);
  if (seconds === 0) return '';
  return seconds < 100
    ? say('duration.seconds', number(seconds))
    : say('duration.minutes', number(Math.ceil(seconds / 60)));
}

/** "just now", "4 min ago", "3 h ago", "2 days ago" */
export function age(then: number, now: number): string {
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) return say('age.now');
  if (minutes < 60) return say('age.minutes', minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return say('age.hours', hours);
  const days = Math.floor(hours / 24);
  return days === 1 ? say('age.yesterday') : say('age.days', number(days));
}

/** "$0.12", "under $0.01" */
export function dollars(usd: number): string {
  return usd > 0 && usd < 0.01 ? say('cost.under', money.format(0.01)) : money.format(usd);
}

/** "$0.12", "$0.0042", "-$0.03": small amounts to two digits, but nothing below a ten-thousandth. */
export function exactDollars(usd: number): string {
  const size = Math.abs(usd);
  if (size < 0.0001) return money.format(0);
  return size < 0.01 ? smallMoney.format(usd) : money.format(usd);
}

/** "0.12", "0.0042", "-0.03", "1,205": dollars without their sign, for narrow columns that name it. */
export function narrowDollars(usd: number): string {
  const size = Math.abs(usd);
  if (size >= 100) return whole.format(usd);
  if (size < 0.0001) return cents.format(0);
  return size < 0.01 ? smallSum.format(usd) : cents.format(usd);
}

/** What part of `whole` the `part` is, in percent from 0 to 100. */
export function percent(part: number, total: number): number {
  return total <= 0 ? 0 : Math.min(100, Math.max(0, (100 * part) / total));
}
