/** Puts the panels together: what they show, what they ask for, and the places where they stand. */
import type { Actions } from '../actions.ts';
import { registerCommands } from '../commands.ts';
import { AddToChat } from '../composer/add-to-chat.ts';
import type { ComposerActions } from '../composer/composer-actions.ts';
import type { Outbox } from '../composer/outbox.ts';
import type { HostBase } from '../host-base.ts';
import type { KeyActions } from '../key-actions.ts';
import type { GitOffer } from '../memory/git-offer.ts';
import type { Chat } from '../sessions/chat.ts';
import type { SessionActions } from '../sessions/session-actions.ts';
import { shownTitle } from '../sessions/session-title.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { isTrusted } from '../trust.ts';
import { ChatFonts } from './chat-fonts.ts';
import { ChatTab } from './chat-tab.ts';
import { ChatView } from './chat-view.ts';
import { LastEditor } from './last-editor.ts';
import { createPanelActions } from './panel-actions.ts';
import { createIntentHandler } from './panel-intents.ts';
import { panelSource } from './panel-source.ts';
import { Panels } from './panels.ts';

export interface PanelParts {
  readonly sessions: Sessions;
  readonly chat: Chat;
  readonly outbox: Outbox;
  readonly composer: ComposerActions;
  readonly actions: Actions;
  readonly sessionActions: SessionActions;
  readonly keyActions: KeyActions;
  readonly gitOffer: GitOffer;
  /** A panel has come into sight. */
  readonly onShown: () => void;
}

export interface ShownPanels {
  readonly panels: Panels;
  /** Brings the chat up where it is, with the keyboard in its composer. */
  readonly showChat: () => PromiseLike<void> | void;
}

export function startPanels(base: HostBase, parts: PanelParts): ShownPanels {
  const { extensionUri, keep, place, settings, pulse, unread, onChange, showLog, clock, log } = base;
  const { sessions, composer, onShown } = parts;
  const fonts = keep(new ChatFonts());
  keep(fonts.onDidChange(onChange));
  const lastEditor = keep(new LastEditor());
  const panels = new Panels({
    extensionUri,
    source: () =>
      panelSource({
        ...base,
        ...parts,
        found: () => composer.found,
        settings: () => settings().session,
        fonts: () => fonts.fonts,
        isTrusted,
        hasFolder: place.memoryUri !== null,
      }),
    onIntent: createIntentHandler(createPanelActions({ ...base, ...parts, lastEditor }), log),
    onShown,
    onReady: () => {
      sessions.seen();
      onChange();
    },
    clock,
    log,
  });
  const view = keep(new ChatView(panels));
  const tab = keep(new ChatTab(panels, extensionUri));
  const showChat = () => (tab.isVisible ? tab : view).open();
  const addToChat = new AddToChat({ composer, showChat });
  keep(registerCommands({ ...parts, addToChat, view, tab, showLog }));
  keep(
    pulse.onSettled(() => {
      const session = sessions.current;
      view.showUnread(unread.count);
      if (session === null) return;
      const title = shownTitle(session.title);
      view.showTitle(title);
      tab.showTitle(title, sessions.isUnread(session.id));
    }),
  );
  return { panels, showChat };
}
