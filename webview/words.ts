/** Every sentence the panel says by itself, in one place. */
import type { Action, AnswerState, CompactionItem, Meter, Mode } from '../src/protocol/view.ts';
import { duration, number, percent } from './figures.ts';

export const actionLabels: { readonly [K in Action]: string } = {
  retry: 'Retry',
  continue: 'Continue',
  dismiss: 'Dismiss',
  setApiKey: 'Set API key',
  openSettings: 'Open settings',
  showLog: 'Show log',
  newSession: 'New session',
  manageTrust: 'Manage workspace trust',
  compact: 'Compact now',
  undoCompaction: 'Undo',
  updateMemory: 'Update memory',
  openMemory: 'Open memory',
  saveMemory: 'Save memory file',
  recreateMemory: 'Create it again',
  keepMemoryDeleted: 'Leave it deleted',
  reviewMemory: 'Review',
  useForeignMemory: 'Use it',
  ignoreForeignMemory: 'Ignore it',
  excludeFromGit: 'Exclude from Git',
};

/** What stands under an answer that did not end as it should. */
export const answerNotes: { readonly [K in AnswerState]: string | null } = {
  streaming: null,
  done: null,
  interrupted: 'The answer was interrupted. What had arrived is kept.',
  refused: 'Claude declined to answer this.',
  cut: 'The answer reached its length limit.',
};

export const modeTexts: { readonly [K in Mode]: string | null } = {
  ready: null,
  setup: 'To talk to Claude, an API key is needed. It is kept in your system’s secret storage.',
  offline:
    'Offline: no model is at work. Answers quote what the conversation, the memory and the workspace say.',
  restricted: 'Restricted Mode: nothing is read, written or sent until you trust this workspace.',
};

/** Shown when the host's messages are not understood, as happens between an update and the reload after it. */
export const outdatedText =
  'This panel and the extension do not understand each other. Reload the window to go on.';

/** "120,000 → 30,000 tokens", "85 → 12 messages", "12 kept word for word", "waited 3 ms" */
export function compactionFigures(item: CompactionItem): readonly string[] {
  return [
    `${number(item.tokensBefore)} → ${number(item.tokensAfter)} tokens`,
    `${number(item.messagesBefore)} → ${number(item.messagesAfter)} messages`,
    ...(item.keptMessages === 0 ? [] : [`${number(item.keptMessages)} kept word for word`]),
    `waited ${duration(item.waitedMs)}`,
  ];
}

export const compactionSizes = (before: number, after: number): string =>
  `Compacted: ${number(before)} → ${number(after)} tokens`;

export function compactionName(item: CompactionItem): string {
  return `${item.undone ? 'Compaction undone' : 'Compacted'}: ${compactionFigures(item).join(', ')}`;
}

export function savedShare(item: CompactionItem): string {
  return `${Math.round(percent(item.tokensBefore - item.tokensAfter, item.tokensBefore))}% freed`;
}

/** The meter in words, thresholds included. */
export function meterText(meter: Meter): string {
  const parts = [`${number(meter.contextTokens)} of ${number(meter.limitTokens)} tokens`];
  if (meter.coveredTokens > 0) parts.push(`${number(meter.coveredTokens)} of them in the memory`);
  if (meter.contextTokens < meter.memoryAtTokens)
    parts.push(`memory begins at ${number(meter.memoryAtTokens)}`);
  else if (meter.updateAtTokens > 0) parts.push(`next memory update at ${number(meter.updateAtTokens)}`);
  if (meter.tailTokens > 0)
    parts.push(`a compaction now would keep ${number(meter.tailTokens)} word for word`);
  return parts.join('; ');
}
