/** Adds an answer's usage to the session's accounts, chat and memory apart. */
import { costUsd } from './pricing.ts';
import { memoryModel } from './requests.ts';
import type { SessionState } from './session.ts';
import { addUsage, type Usage } from './usage.ts';

export function accountFor(
  state: SessionState,
  account: 'chat' | 'memory',
  usage: Usage | null,
): SessionState {
  if (usage === null) return state;
  const model = account === 'chat' ? state.settings.model : memoryModel(state);
  const cost = state.provider === 'offline' ? 0 : costUsd(model, usage);
  const before = state.costUsd[account];
  return {
    ...state,
    usage: { ...state.usage, [account]: addUsage(state.usage[account], usage) },
    costUsd: { ...state.costUsd, [account]: before === null || cost === null ? null : before + cost },
  };
}
