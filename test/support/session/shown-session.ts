/** What a panel is shown of a session whose state is at hand. */
import { emptyAccounts } from '../../../src/core/models/accounts.ts';
import type { SessionState } from '../../../src/core/session.ts';
import { defaultSettings } from '../../../src/core/settings.ts';
import { snapshot } from '../../../src/core/snapshot.ts';
import type { PanelSource } from '../../../src/host/panel/panel-source.ts';

export function shownSession(state: SessionState | null, more: Partial<PanelSource> = {}): PanelSource {
  return {
    session: state?.id ?? '',
    engine: state === null ? null : { state, snapshot: snapshot(state) },
    mode: 'ready',
    provider: 'anthropic',
    model: 'claude-sonnet-5-5',
    server: '',
    title: 'A session',
    hasFolder: true,
    draft: { text: '', placed: 0 },
    composer: { attachments: [], offer: null, found: null, settings: state?.settings ?? defaultSettings },
    memoryChange: null,
    spent: emptyAccounts,
    notices: [],
    replies: [],
    earlierPrompts: [],
    fonts: {},
    ...more,
  };
}
