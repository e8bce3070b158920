/** What the public API says before a session is open. */

import { noUsage } from '../../core/conversation/usage.ts';
import { contextLimit } from '../../core/limits.ts';
import type { SessionSnapshot } from '../../core/outcome.ts';
import type { ProviderFacts } from '../provider.ts';
import type { HostSettings } from '../settings.ts';

export const emptySnapshot = ({ session }: HostSettings, { provider }: ProviderFacts): SessionSnapshot => ({
  sessionId: '',
  turn: 'idle',
  provider,
  model: session.model,
  contextTokens: 0,
  contextLimitTokens: contextLimit(session),
  messages: 0,
  epoch: 0,
  memory: { status: 'none', coveredMessages: 0, tailTokens: 0, tokens: 0 },
  usage: { chat: noUsage, memory: noUsage },
  costUsd: { chat: 0, memory: 0 },
});
