/** What the public API says before a session is open. */

import { contextLimit } from '../../core/limits.ts';
import { emptyAccounts, spendingOf } from '../../core/models/accounts.ts';
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
  ...spendingOf(emptyAccounts),
});
