/** Every part of the view but its items. Constant cost: this is worked out many times a second while an answer streams. */

import { lastTurnEnd } from '../../core/conversation/transcript.ts';
import { contextLimit } from '../../core/limits.ts';
import { firstMemoryAt, nextUpdateAt } from '../../core/memory/refresh-policy.ts';
import { type Account, cacheReadShare, emptyAccounts, joined, savedUsd } from '../../core/models/accounts.ts';
import type { SessionSnapshot } from '../../core/outcome.ts';
import type { SessionState } from '../../core/session.ts';
import type { SessionSettings } from '../../core/settings.ts';
import { coveredTokens } from '../../core/snapshot.ts';
import type { Cost, Fields, Memory, Meter, Spent, Turn } from '../../protocol/view.ts';
import { presentComposer } from '../composer/present-composer.ts';
import { failureWords } from '../failure-words.ts';
import { memoryChangeText } from '../memory/memory-change.ts';
import type { Translate } from '../translate.ts';
import type { PanelSource } from './panel-source.ts';

export function presentFields(
  source: PanelSource,
  hasEarlier: boolean,
  t: Translate,
): Omit<Fields, 'sizes' | 'memoryLines'> {
  const { engine, mode } = source;
  const state = engine?.state ?? null;
  const works = state !== null && mode !== 'restricted';
  return {
    mode,
    provider: source.provider,
    model: source.model,
    server: source.server,
    title: source.title,
    hasEarlier,
    turn: state === null ? { state: 'idle' } : presentTurn(state, t),
    queued: state === null ? 0 : state.queue.filter((entry) => entry.kind === 'send').length,
    meter: engine === null ? emptyMeter : presentMeter(engine.state, engine.snapshot),
    memory: engine === null ? noMemory(source, t) : presentMemory(engine, source, t),
    replies: source.replies,
    cost: presentCost(source),
    canSubmit: works,
    canCompact: works && canCompact(state),
    draft: source.draft,
    earlierPrompts: source.earlierPrompts,
    composer: presentComposer(source.composer),
    fonts: source.fonts,
  };
}

/** Whether trying is worth offering: a complete turn stands in the context. Whether it frees anything, trying tells. */
const canCompact = (state: SessionState): boolean =>
  state.compacting === null && hasCompleteTurn(state, state.context.tailStart);

const hasCompleteTurn = (state: SessionState, from: number): boolean => {
  const end = lastTurnEnd(state.branch);
  return end >= 0 && end >= from;
};

function presentTurn(state: SessionState, t: Translate): Turn {
  const { turn } = state;
  if (state.compacting?.phase === 'waiting') {
    return {
      state: 'waiting',
      reason: 'compaction',
      text: t('Compacting: waiting for the memory to be written…'),
    };
  }
  switch (turn.phase) {
    case 'idle':
      return { state: 'idle' };
    case 'preparing':
    case 'compacting':
      return { state: 'preparing' };
    case 'runningTools':
      return { state: 'streaming' };
    case 'answering':
      return presentAnswering(turn, t);
  }
}

function presentAnswering(turn: SessionState['turn'] & { phase: 'answering' }, t: Translate): Turn {
  const { waiting } = turn;
  if (waiting?.reason === 'retry') {
    return {
      state: 'waiting',
      reason: 'retry',
      text: t('{0} Your message is kept.', failureWords(waiting.failure, t)),
      until: waiting.until,
    };
  }
  if (waiting !== null) return { state: 'streaming', silentSince: waiting.since };
  return turn.partialText === '' && turn.partialThinking === ''
    ? { state: 'preparing' }
    : { state: 'streaming' };
}

type ShownEngine = NonNullable<PanelSource['engine']>;

const emptyMeter: Meter = {
  contextTokens: 0,
  limitTokens: 0,
  memoryAtTokens: 0,
  updateAtTokens: 0,
  coveredTokens: 0,
  tailTokens: 0,
};

function presentMeter(state: SessionState, snapshot: SessionSnapshot): Meter {
  const { settings, memory } = state;
  const limitTokens = contextLimit(settings);
  const { contextTokens } = snapshot;
  const { tokensAtUpdate } = memory;
  return {
    contextTokens,
    limitTokens,
    memoryAtTokens: isOff(settings) ? 0 : firstMemoryAt(settings, limitTokens),
    updateAtTokens: isOff(settings)
      ? 0
      : Math.round(nextUpdateAt(settings, { tokensAtUpdate, contextTokens })),
    coveredTokens: coveredTokens(state),
    tailTokens: snapshot.memory.tailTokens,
  };
}

function noMemory(source: PanelSource, t: Translate): Memory {
  const text = source.mode === 'restricted' ? t('Off in Restricted Mode') : t('No memory yet');
  return { status: 'none', text, tokens: 0, coveredMessages: 0, canUpdate: false, canOpen: false };
}

function presentMemory(engine: ShownEngine, { hasFolder, memoryChange }: PanelSource, t: Translate): Memory {
  const { state } = engine;
  const seen = engine.snapshot.memory;
  const { memory } = state;
  const status = memoryStatus(state, seen.status);
  const failure = seen.failure === undefined ? undefined : failureWords(seen.failure, t);
  return {
    status,
    text: memoryText(status, state, hasFolder, t),
    tokens: seen.tokens,
    coveredMessages: seen.coveredMessages,
    ...(seen.updatedAt === undefined ? {} : { updatedAt: seen.updatedAt }),
    ...(memoryChange === null ? {} : { lastChange: memoryChangeText(memoryChange, t) }),
    ...(failure === undefined ? {} : { failure }),
    canUpdate: memory.job === null && hasCompleteTurn(state, 0),
    canOpen: memory.text !== null || memory.file === 'foreign' || memory.file === 'ignored',
  };
}

function memoryStatus(state: SessionState, seen: SessionSnapshot['memory']['status']): Memory['status'] {
  const { memory, settings } = state;
  if (memory.job !== null) return seen;
  if (memory.backoff.restUntil !== null) return 'resting';
  return isOff(settings) && seen === 'none' ? 'off' : seen;
}

/** The memory that is there still counts; nothing is written in the background. */
const isOff = ({ memoryEnabled, strategy }: SessionSettings): boolean =>
  !memoryEnabled || strategy === 'traditional';

const firstAt = (settings: SessionSettings): number =>
  Math.round(firstMemoryAt(settings, contextLimit(settings)));

function memoryText(
  status: Memory['status'],
  { memory, settings }: SessionState,
  hasFolder: boolean,
  t: Translate,
): string {
  if (memory.file === 'unsaved')
    return t('The memory file has unsaved edits: save it and the memory goes on');
  switch (status) {
    case 'none':
      return t('No memory yet: the first is written at {0} tokens', firstAt(settings));
    case 'building':
      return t('Writing the first memory…');
    case 'updating':
      return t('Updating the memory…');
    case 'ready':
      if (isOff(settings)) return t('Memory ready; updates in the background are switched off');
      if (memory.provisional) return t('Memory kept by rules until the model can write it');
      return hasFolder ? t('Memory ready') : t('Memory ready, in storage since no folder is open');
    case 'failed':
      return t('The last update failed; the memory before it is kept');
    case 'resting':
      return t('Updates failed several times and rest for a while; the chat goes on');
    case 'off':
      return t('Background memory is switched off');
  }
}

function presentCost({ engine, spent }: PanelSource): Cost {
  const { chat, memory } = engine?.state.accounts ?? emptyAccounts;
  return {
    chat: presentSpent(chat),
    memory: presentSpent(memory),
    session: presentSpent(joined(chat, memory)),
    allChat: presentSpent(spent.chat),
    allMemory: presentSpent(spent.memory),
    total: presentSpent(joined(spent.chat, spent.memory)),
  };
}

const presentSpent = (account: Account): Spent => ({
  ...account.usage,
  costUsd: account.costUsd,
  savedUsd: savedUsd(account),
  cacheReadShare: cacheReadShare(account.usage),
});
