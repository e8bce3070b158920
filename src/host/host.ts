/** Puts VS Code's side together from the adapters it is given. */
import * as vscode from 'vscode';
import { isFailure } from '../core/failure.ts';
import { Actions } from './actions.ts';
import { watchSelection } from './composer/editor-selection.ts';
import { provideSentImages } from './composer/sent-images.ts';
import { startComposer } from './composer/start-composer.ts';
import { contextKeys } from './context-keys.ts';
import { failureWords } from './failure-words.ts';
import type { HostAdapters } from './host-adapters.ts';
import { type HostBase, startBase } from './host-base.ts';
import { KeyActions } from './key-actions.ts';
import { translate } from './localize.ts';
import { provideCompactedMemories } from './memory/compacted-memory.ts';
import { CompactionPreviewDocument } from './memory/compaction-preview.ts';
import { GitOffer } from './memory/git-offer.ts';
import type { MemoryDocument } from './memory/memory-document.ts';
import { helpEditing } from './memory/memory-editing.ts';
import { provideVersions } from './memory/memory-history.ts';
import { type PanelParts, type ShownPanels, startPanels } from './panel/start-panels.ts';
import { createPublicApi } from './public-api.ts';
import { Chat } from './sessions/chat.ts';
import { SessionActions } from './sessions/session-actions.ts';
import { type SessionParts, startSessions } from './sessions/start-sessions.ts';
import { StatusItem } from './status-item.ts';
import { isTrusted } from './trust.ts';

export function startHost(context: vscode.ExtensionContext, adapters: HostAdapters) {
  const base = startBase(context, adapters);
  const { keep, log, notices, apiKey, provider, onChange } = base;
  const isPanelVisible = () => shown.panels.isAnyLive;
  const sessionParts = startSessions(base, isPanelVisible);
  const { sessions, shelf, document } = sessionParts;
  const { values } = base.place;
  const { outbox, composer } = startComposer({
    ...base,
    values,
    readLocal: adapters.attachableFile,
    shelf,
    sessions,
  });
  const chat = new Chat({ ...base, sessions, outbox, translate });
  const onKeyChange = async () => {
    await provider.refresh();
    sessions.settingsChanged();
    onChange();
  };
  const preview = keep(new CompactionPreviewDocument(sessions));
  const actions = new Actions({
    chat,
    sessions,
    document,
    preview,
    notices,
    clock: base.clock,
    isPanelVisible,
  });
  const sessionActions = new SessionActions({
    chat,
    sessions,
    document,
    outbox,
    showChat: () => shown.showChat(),
  });
  const keyActions = new KeyActions({ apiKey, onKeyChange });
  const gitOffer = createGitOffer(base, sessionParts, isPanelVisible);
  const onShown = () => void openSession(base, sessionParts);
  const asked = { actions, sessionActions, keyActions };
  const parts = { ...asked, sessions, chat, outbox, composer, document, gitOffer, onShown };
  const shown: ShownPanels = startPanels(base, parts);
  keep(provideVersions(sessions));
  keep(provideCompactedMemories(sessions));
  keep(provideSentImages(sessions));
  keep(apiKey.onDidChange(() => void onKeyChange()));
  keep(
    base.configuration.onDidChange(() => {
      sessions.settingsChanged();
      void onKeyChange();
    }),
  );
  keep(base.pulse.onChange(() => shown.panels.sync()));
  const changed = tellChanges(base, parts);
  startOnceTrusted(base, parts);
  log.info(`Session Memory ${String(context.extension.packageJSON.version)} is active`);
  return { api: createPublicApi(chat, changed, log), close: () => sessions.dispose() };
}

function createGitOffer(
  { place, notices, log }: HostBase,
  { git, sessions, handOver }: SessionParts,
  isPanelVisible: () => boolean,
): GitOffer {
  return new GitOffer({
    git,
    values: place.values,
    notices,
    isTimely: () => {
      const memory = sessions.current?.engine.state.memory;
      return isPanelVisible() && handOver.ownsFile && memory?.file === 'shown' && memory.covered !== null;
    },
    log,
    translate,
  });
}

async function openSession({ notices }: HostBase, { sessions }: SessionParts): Promise<void> {
  if (!isTrusted()) return;
  const session = await sessions.open();
  if (isFailure(session)) notices.say('session', 'error', failureWords(session, translate), ['showLog']);
}

/** What follows from a change once it has settled, outside the panels. The event is for other extensions. */
function tellChanges(
  { keep, pulse }: HostBase,
  { chat, gitOffer }: PanelParts,
): vscode.Event<ReturnType<Chat['snapshot']>> {
  const status = keep(new StatusItem());
  const tellKeys = contextKeys();
  const changed = keep(new vscode.EventEmitter<ReturnType<Chat['snapshot']>>());
  keep(
    pulse.onSettled(() => {
      const snapshot = chat.snapshot();
      status.show(isTrusted() ? snapshot : null);
      tellKeys(snapshot);
      changed.fire(snapshot);
      gitOffer.consider();
    }),
  );
  status.show(isTrusted() ? chat.snapshot() : null);
  return changed.event;
}

/** In Restricted Mode nothing is read or watched; what was left out is made up for when trust is granted. */
function startOnceTrusted(
  { keep, clock, onChange }: HostBase,
  parts: PanelParts & { readonly document: MemoryDocument },
): void {
  const { document, outbox, chat, onShown } = parts;
  const watchIfTrusted = () => {
    if (!isTrusted()) return;
    keep(document.watch());
    keep(watchSelection(outbox.offer));
    const contextLimitTokens = () => chat.snapshot().contextLimitTokens;
    keep(helpEditing({ document, contextLimitTokens, clock }));
  };
  keep(
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      watchIfTrusted();
      onShown();
      onChange();
    }),
  );
  watchIfTrusted();
}
