/** What a panel shows, before it is put into the panel's words. */
import type { Accounts } from '../../core/models/accounts.ts';
import type { SessionSnapshot } from '../../core/outcome.ts';
import type { SessionState } from '../../core/session.ts';
import type { SessionSettings } from '../../core/settings.ts';
import type { Draft, Fonts, FoundFiles, Mode, NoticeItem } from '../../protocol/view.ts';
import type { Outbox } from '../composer/outbox.ts';
import type { ComposerSource } from '../composer/present-composer.ts';
import type { MemoryChange } from '../memory/memory-change.ts';
import type { Provider } from '../provider.ts';
import type { Chat } from '../sessions/chat.ts';
import type { EarlierPrompts } from '../sessions/earlier-prompts.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Spending } from '../sessions/spending.ts';
import type { Notices } from './notices.ts';

export interface PanelSource {
  /** Names the session to the panel; a change of it starts the panel anew. */
  readonly session: string;
  /** Null before a session is open, and in Restricted Mode. */
  readonly engine: { readonly state: SessionState; readonly snapshot: SessionSnapshot } | null;
  readonly mode: Mode;
  readonly provider: string;
  readonly model: string;
  /** The server's host name where it is not the provider's own; else empty. */
  readonly server: string;
  readonly title: string;
  /** Without one the memory is a file in storage. */
  readonly hasFolder: boolean;
  readonly draft: Draft;
  /** What was sent before, oldest first. */
  readonly earlierPrompts: readonly string[];
  readonly composer: ComposerSource;
  /** The last one since the session was opened; null when there was none. */
  readonly memoryChange: MemoryChange | null;
  /** By all sessions of this workspace. */
  readonly spent: Accounts;
  /** What the host itself has to say, oldest first: what happened, and what came of what the user asked for. */
  readonly notices: readonly NoticeItem[];
  readonly replies: readonly NoticeItem[];
  readonly fonts: Fonts;
}

export interface SourceParts {
  readonly sessions: Sessions;
  readonly chat: Chat;
  readonly outbox: Outbox;
  readonly prompts: EarlierPrompts;
  readonly found: () => FoundFiles | null;
  readonly settings: () => SessionSettings;
  readonly provider: Provider;
  readonly notices: Notices;
  readonly spending: Spending;
  readonly fonts: () => Fonts;
  readonly isTrusted: () => boolean;
  readonly hasFolder: boolean;
}

export function panelSource(parts: SourceParts): PanelSource {
  const {
    sessions,
    chat,
    outbox,
    prompts,
    found,
    settings,
    provider,
    notices,
    spending,
    fonts,
    isTrusted,
    hasFolder,
  } = parts;
  const session = sessions.current;
  const facts = provider.facts;
  return {
    session: session?.id ?? '',
    engine: session === null ? null : { state: session.engine.state, snapshot: session.engine.snapshot() },
    mode: isTrusted() ? facts.mode : 'restricted',
    provider: facts.provider,
    model: facts.model,
    server: facts.server,
    title: session?.title ?? '',
    hasFolder,
    draft: chat.draft,
    earlierPrompts: prompts.list,
    composer: {
      attachments: session === null ? [] : outbox.list(session).items,
      offer: session === null ? null : outbox.offer.offer,
      found: found(),
      settings: settings(),
    },
    memoryChange: session?.memoryChange ?? null,
    spent: spending.total,
    notices: notices.news,
    replies: notices.replies,
    fonts: fonts(),
  };
}
