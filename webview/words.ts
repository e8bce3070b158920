/** Sentences that are put together from the view's figures. The single texts are in `protocol/words.ts`. */
import type { AnswerState, CompactionItem, Meter, Mode, Turn } from '../src/protocol/view.ts';
import { countdown, duration, number, percent } from './figures.ts';
import { say } from './language.ts';
import { memoryTick } from './memory/memory-tick.ts';

/** What stands under an answer that did not end as it should. */
export function answerNote(state: AnswerState): string | null {
  return state === 'streaming' || state === 'done' ? null : say(`answer.${state}`);
}

export function modeText(mode: Mode): string | null {
  return mode === 'ready' ? null : say(`mode.${mode}`);
}

/** What the running turn is waiting for; empty where none runs. */
export function turnText(turn: Turn, now: number): string {
  switch (turn.state) {
    case 'idle':
      return '';
    case 'preparing':
      return say('turn.waiting');
    case 'streaming':
      return turn.silentSince === undefined
        ? say('turn.answering')
        : say('turn.silent', duration(Math.max(0, now - turn.silentSince)));
    case 'waiting': {
      if (turn.until === undefined) return turn.text;
      const seconds = countdown(turn.until, now);
      return seconds > 0 ? say('turn.again', turn.text, seconds) : say('turn.waiting');
    }
  }
}

/** The turn goes on, but not as it should. */
export const isTroubled = (turn: Turn): boolean =>
  turn.state === 'streaming'
    ? turn.silentSince !== undefined
    : turn.state === 'waiting' && turn.reason === 'retry';

/** "120,000 → 30,000 tokens", "85 → 12 messages", "12 kept word for word", "waited 3 ms" */
export function compactionFigures(item: CompactionItem): readonly string[] {
  return [
    say('compaction.tokens', number(item.tokensBefore), number(item.tokensAfter)),
    say('compaction.messages', number(item.messagesBefore), number(item.messagesAfter)),
    ...(item.keptMessages === 0 ? [] : [keptWords(item)]),
    say('compaction.waited', duration(item.waitedMs)),
  ];
}

export const keptWords = ({ keptMessages, keptFrom }: CompactionItem): string =>
  keptFrom === undefined
    ? say('compaction.kept', number(keptMessages))
    : say('compaction.keptFrom', number(keptMessages), number(keptFrom.turn));

export const compactionSizes = (before: number, after: number): string =>
  say('compaction.sizes', number(before), number(after));

export function compactionName(item: CompactionItem): string {
  const what = say(item.undone ? 'compaction.undone' : 'compaction.done');
  return `${what}: ${compactionFigures(item).join(', ')}`;
}

export function savedShare(item: CompactionItem): string {
  const { tokensBefore, tokensAfter } = item;
  return say('compaction.freed', Math.round(percent(tokensBefore - tokensAfter, tokensBefore)));
}

/** The meter in words, thresholds included. */
export function meterText(meter: Meter): string {
  const parts = [say('meter.used', number(meter.contextTokens), number(meter.limitTokens))];
  if (meter.coveredTokens > 0) parts.push(say('meter.covered', number(meter.coveredTokens)));
  const tick = memoryTick(meter);
  if (tick !== null) parts.push(say(`meter.${tick.what}`, number(tick.at)));
  if (meter.tailTokens > 0) parts.push(say('meter.tail', number(meter.tailTokens)));
  return parts.join('; ');
}
