/**
 * Which way an update of the memory is made: by price, as far as quality allows. The fork sees the whole conversation;
 * a request that stands alone sees only the old memory and the messages that no model has summarised yet.
 */
import { modelFacts } from '../models/model-facts.ts';
import { costUsd, type PriceList } from '../models/pricing.ts';
import type { UpdatePlanKind } from './memory-state.ts';

export interface UpdateFacts {
  readonly chatModel: string;
  /** The model that may be asked instead; the chat's own when no other is set. */
  readonly memoryModel: string;
  readonly prices: PriceList;
  /** Tokens of the fork that the chat's last request has put into the cache. */
  readonly cachedTokens: number;
  /** Tokens of the fork that no request has sent yet, the instruction included. */
  readonly freshTokens: number;
  /** Tokens of the request that stands alone. */
  readonly aloneTokens: number;
  /** What it may take at most. */
  readonly aloneRoom: number;
  /** Since the chat's last request went out, in milliseconds; null before the first. */
  readonly idleMs: number | null;
  /** Whether the server has reported cache reads or writes in this session. */
  readonly serverCaches: boolean;
  readonly isUpdate: boolean;
  /** The memory so far is code's own extract. */
  readonly isProvisional: boolean;
  /** The chat still sends the messages that the extract stands for. */
  readonly stillSendsExtracted: boolean;
  /** False where the memory covers all already, and only a focus has come. */
  readonly hasNewMessages: boolean;
  /** Updates in a row that did not see the conversation. */
  readonly aloneInRow: number;
}

export interface UpdateChoice {
  readonly kind: UpdatePlanKind;
  readonly model: string;
  readonly reason: string;
}

/** Cache entries live five minutes; what is nearly over is not counted on. */
const cacheLifeMs = 4.5 * 60_000;

/** After so many updates from new messages alone, one that sees the conversation puts right what drifted. */
const maxAloneInRow = 4;

/** Answers of this size are reckoned with; they cost the same either way unless the model differs. */
const answerTokens = 2_000;

/** What the fork may cost more and still be taken, since it sees everything. */
const worthOfSeeingAll = 1.25;

export function chooseUpdate(facts: UpdateFacts): UpdateChoice {
  const { chatModel, memoryModel } = facts;
  const fork = { kind: 'fork', model: chatModel } as const;
  const alone = { kind: 'alone', model: memoryModel } as const;
  const forkFits = facts.cachedTokens + facts.freshTokens <= requestRoom(chatModel);
  const aloneFits = facts.aloneTokens <= facts.aloneRoom;
  if (!forkFits && !aloneFits) {
    return { kind: 'extract', model: memoryModel, reason: 'not even the new messages fit one request' };
  }
  if (!forkFits) return { ...alone, reason: 'the whole conversation does not fit' };
  if (!aloneFits) return { ...fork, reason: 'the new messages do not fit the other request' };
  if (!facts.isUpdate && memoryModel === chatModel) {
    return { ...fork, reason: 'the first memory sees the whole conversation' };
  }
  if (facts.isProvisional) {
    return facts.stillSendsExtracted
      ? { ...fork, reason: 'an extract is replaced from the whole conversation' }
      : { ...alone, reason: 'an extract is replaced from the messages that it stands for' };
  }
  if (!facts.hasNewMessages) return { ...fork, reason: 'a focus asks what is in the conversation already' };
  if (facts.aloneInRow >= maxAloneInRow)
    return { ...fork, reason: `after ${facts.aloneInRow} updates without it` };
  return byPrice(facts, fork, alone);
}

function byPrice(
  facts: UpdateFacts,
  fork: Omit<UpdateChoice, 'reason'>,
  alone: Omit<UpdateChoice, 'reason'>,
): UpdateChoice {
  const forkUsd = forkPrice(facts);
  const aloneUsd = costUsd(facts.memoryModel, usage(facts.aloneTokens, 0, 0), facts.prices);
  if (forkUsd === null || aloneUsd === null) {
    return facts.memoryModel === facts.chatModel && isWarm(facts)
      ? { ...fork, reason: 'no price is known, and the cache is warm' }
      : { ...alone, reason: 'no price is known, and it sends less' };
  }
  const prices = `$${forkUsd.toFixed(4)} against $${aloneUsd.toFixed(4)}`;
  return forkUsd <= aloneUsd * worthOfSeeingAll
    ? { ...fork, reason: `fork ${prices} for the new messages alone` }
    : { ...alone, reason: `new messages alone, since a fork costs ${prices}` };
}

/** With a cold cache the whole prefix is written anew; a server that does not cache sends it at full price. */
function forkPrice(facts: UpdateFacts): number | null {
  const { cachedTokens, freshTokens, serverCaches, chatModel, prices } = facts;
  if (!serverCaches) return costUsd(chatModel, usage(cachedTokens + freshTokens, 0, 0), prices);
  return isWarm(facts)
    ? costUsd(chatModel, usage(freshTokens, cachedTokens, 0), prices)
    : costUsd(chatModel, usage(freshTokens, 0, cachedTokens), prices);
}

const isWarm = ({ idleMs, serverCaches }: UpdateFacts): boolean =>
  serverCaches && idleMs !== null && idleMs >= 0 && idleMs <= cacheLifeMs;

const usage = (inputTokens: number, cacheReadTokens: number, cacheWriteTokens: number) => ({
  inputTokens,
  cacheReadTokens,
  cacheWriteTokens,
  outputTokens: answerTokens,
});

/** Room for the request itself, with its answer set aside. */
export function requestRoom(model: string): number {
  const { contextWindow, maxOutput } = modelFacts(model);
  return contextWindow - Math.min(8_000, maxOutput);
}
