/** Puts VS Code's side together from the adapters it is given. */
import * as vscode from 'vscode';
import { type Failure, isFailure } from '../core/failure.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { GitFile } from '../core/ports/git-file.ts';
import type { MemoryFilePort } from '../core/ports/memory-file.ts';
import type { ModelPort } from '../core/ports/model.ts';
import type { SessionShelf } from '../core/ports/session-shelf.ts';
import type { ToolPort } from '../core/ports/tools.ts';
import type { WindowLock } from '../core/ports/window-lock.ts';
import { Actions } from './actions.ts';
import { ApiKey } from './api-key.ts';
import { systemClock } from './clock.ts';
import { registerCommands } from './commands.ts';
import { watchSelection } from './composer/editor-selection.ts';
import { startComposer } from './composer/start-composer.ts';
import type { ReadLocalFile } from './composer/workspace-files.ts';
import { Configuration } from './configuration.ts';
import { failureWords } from './failure-words.ts';
import { translate } from './localize.ts';
import { createLog, type Log } from './log.ts';
import { CompactionPreviewDocument } from './memory/compaction-preview.ts';
import { FileHandOver } from './memory/file-hand-over.ts';
import { FileOrigin } from './memory/file-origin.ts';
import { GitOffer } from './memory/git-offer.ts';
import { MemoryDocument } from './memory/memory-document.ts';
import { helpEditing } from './memory/memory-editing.ts';
import { provideVersions } from './memory/memory-history.ts';
import { ChatTab } from './panel/chat-tab.ts';
import { ChatView } from './panel/chat-view.ts';
import { Notices } from './panel/notices.ts';
import { createPanelActions } from './panel/panel-actions.ts';
import { createIntentHandler } from './panel/panel-intents.ts';
import { panelSource } from './panel/panel-source.ts';
import { Panels } from './panel/panels.ts';
import { Provider, type ServerAddress } from './provider.ts';
import { createPublicApi } from './public-api.ts';
import { Pulse } from './pulse.ts';
import { Chat } from './sessions/chat.ts';
import { SessionLocks } from './sessions/session-locks.ts';
import { Sessions } from './sessions/sessions.ts';
import { Spending } from './sessions/spending.ts';
import { Unread } from './sessions/unread.ts';
import { StatusItem } from './status-item.ts';
import { isTrusted } from './trust.ts';
import { memoryPath, type WorkspacePlace, workspacePlace } from './workspace-place.ts';

type CheckedAddress =
  | { readonly kind: 'address'; readonly address: ServerAddress }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** What the host needs made for it, each by one technology. Nothing here does any work before it is asked to. */
export interface HostAdapters {
  anthropicModel(options: {
    readonly apiKey: () => Promise<string | undefined>;
    readonly baseUrl: () => string;
    readonly clock: Clock;
    readonly log: (level: 'debug' | 'info' | 'warn', text: string) => void;
  }): ModelPort;
  offlineModel(options: { readonly folder: string | null }): ModelPort;
  checkAddress(baseUrl: string): CheckedAddress;
  sessionShelf(folder: string): SessionShelf;
  gitFile(folder: string, relativePath: string): GitFile;
  workspaceFile(folder: string, relativePath: string, uri: vscode.Uri): MemoryFilePort;
  /** The memory file where the workspace is not on a local disk; `storage` is. */
  virtualFile(uri: vscode.Uri, storage: string): MemoryFilePort;
  windowLock(options: {
    readonly globalStorage: string;
    /** What one window at a time may have. */
    readonly subject: string;
    readonly clock: Clock;
    readonly onLost: () => void;
  }): WindowLock;
  readonly attachableFile: ReadLocalFile;
  projectInstructions(folder: string): Promise<{ readonly text: string; readonly problem: string }>;
  /** Random letters and digits. */
  newId(): string;
}

/** The registry of tools may be empty, and is. */
const noTools: ToolPort = {
  definitions: [],
  run: () => ({ results: Promise.resolve([]), cancel: () => undefined }),
};

export function startHost(context: vscode.ExtensionContext, adapters: HostAdapters) {
  const { subscriptions, extensionUri } = context;
  const keep = <T extends vscode.Disposable>(item: T): T => {
    subscriptions.push(item);
    return item;
  };
  const clock = systemClock;
  const channel = keep(vscode.window.createOutputChannel('Session Memory', { log: true }));
  const log = createLog(channel);
  const showLog = () => channel.show(true);
  const place = workspacePlace(context);
  const configuration = keep(new Configuration(log));
  const settings = () => configuration.settings;
  const pulse = keep(new Pulse(clock));
  const onChange = () => pulse.fire();
  const notices = new Notices(onChange);
  const apiKey = new ApiKey(context.secrets, () => process.env.ANTHROPIC_API_KEY, log);
  const provider = createProvider(adapters, configuration, apiKey, place, log);
  const { folder, memoryUri, storage, globalStorage } = place;
  const spending = new Spending(place.values, log);
  const unread = new Unread(place.values, log);
  const workspaceFile =
    memoryUri === null
      ? null
      : folder === null
        ? adapters.virtualFile(memoryUri, storage)
        : adapters.workspaceFile(folder, memoryPath, memoryUri);
  const git = folder === null ? null : adapters.gitFile(folder, memoryPath);
  const origin = new FileOrigin({ isTracked: async () => git !== null && (await git.isTracked()), clock });
  const handOver = new FileHandOver({
    workspaceFile: workspaceFile === null ? null : origin.watch(workspaceFile),
    lock: adapters.windowLock({
      globalStorage,
      subject: folder ?? storage,
      clock,
      onLost: () => void sessions.fileLost(),
    }),
    onWaiting: () =>
      notices.say('window', 'info', translate('Waiting for another window to let go of the last session…')),
    clock,
    log,
  });
  const shelf = adapters.sessionShelf(storage);
  const locks = new SessionLocks({
    // Ids are random, so the name is enough, wherever the session is kept.
    lockOf: (id, onLost) => adapters.windowLock({ globalStorage, subject: `session ${id}`, clock, onLost }),
    clock,
    log,
  });
  const sessions: Sessions = new Sessions({
    shelf,
    handOver,
    locks,
    provider,
    settings,
    isTrusted,
    folder,
    instructions: () => instructions(adapters, place, log),
    saveUnsaved: () => document.save(),
    tools: noTools,
    notices,
    spending,
    unread,
    isPanelVisible: () => panels.isAnyLive,
    onChange,
    clock,
    newId: adapters.newId,
    log,
    translate,
  });
  const document = new MemoryDocument({ sessions, handOver, origin, workspaceUri: memoryUri, clock });
  const { outbox, composer } = startComposer({
    values: place.values,
    readLocal: adapters.attachableFile,
    shelf,
    sessions,
    configuration,
    provider,
    notices,
    onChange,
    clock,
  });
  const chat = new Chat({ sessions, provider, settings, notices, outbox, spending, translate });
  const onKeyChange = async () => {
    await provider.refresh();
    sessions.settingsChanged();
    onChange();
  };
  const isPanelVisible = () => panels.isAnyLive;
  const preview = keep(new CompactionPreviewDocument(sessions));
  const actions = new Actions({
    chat,
    sessions,
    document,
    preview,
    notices,
    apiKey,
    onKeyChange,
    isPanelVisible,
  });
  const gitOffer = new GitOffer({
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
  const openSession = async () => {
    if (!isTrusted()) return;
    const session = await sessions.open();
    if (isFailure(session)) notices.say('session', 'error', failureWords(session, translate), ['showLog']);
  };
  const panels: Panels = new Panels({
    extensionUri,
    source: () =>
      panelSource({
        sessions,
        chat,
        outbox,
        found: () => composer.found,
        settings: () => settings().session,
        provider,
        notices,
        spending,
        isTrusted,
        hasFolder: memoryUri !== null,
      }),
    onIntent: createIntentHandler(
      createPanelActions({ actions, chat, composer, sessions, document, notices, gitOffer, showLog, log }),
      log,
    ),
    onShown: () => void openSession(),
    onReady: () => {
      sessions.seen();
      onChange();
    },
    clock,
    log,
  });
  const view = keep(new ChatView(panels));
  const tab = keep(new ChatTab(panels, extensionUri));
  keep(registerCommands({ actions, view, tab, showLog }));
  keep(provideVersions(sessions));
  keep(apiKey.onDidChange(() => void onKeyChange()));
  keep(
    configuration.onDidChange(() => {
      sessions.settingsChanged();
      void onKeyChange();
    }),
  );
  keep(pulse.onChange(() => panels.sync()));
  const status = keep(new StatusItem());
  const changed = keep(new vscode.EventEmitter<ReturnType<Chat['snapshot']>>());
  keep(
    pulse.onSettled(() => {
      const snapshot = chat.snapshot();
      status.show(isTrusted() ? snapshot : null);
      void vscode.commands.executeCommand('setContext', 'sessionMemory.answering', snapshot.turn !== 'idle');
      changed.fire(snapshot);
      gitOffer.consider();
      view.showUnread(unread.count);
    }),
  );
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
      void openSession();
      onChange();
    }),
  );
  watchIfTrusted();
  status.show(isTrusted() ? chat.snapshot() : null);
  log.info(`Session Memory ${String(context.extension.packageJSON.version)} is active`);
  return { api: createPublicApi(chat, changed.event, log), close: () => sessions.dispose() };
}

function createProvider(
  adapters: HostAdapters,
  configuration: Configuration,
  apiKey: ApiKey,
  { folder }: WorkspacePlace,
  log: Log,
): Provider {
  return new Provider({
    settings: () => configuration.settings,
    hasKey: async () => (await apiKey.read()) !== undefined,
    models: {
      anthropic: () =>
        adapters.anthropicModel({
          apiKey: () => apiKey.read(),
          baseUrl: () => configuration.settings.baseUrl,
          clock: systemClock,
          log: (level, text) => log[level](text),
        }),
      offline: () => adapters.offlineModel({ folder }),
    },
    address: (baseUrl) => {
      const checked = adapters.checkAddress(baseUrl);
      return checked.kind === 'address' ? checked.address : null;
    },
  });
}

async function instructions(adapters: HostAdapters, { folder }: WorkspacePlace, log: Log): Promise<string> {
  if (folder === null || !isTrusted()) return '';
  const { text, problem } = await adapters.projectInstructions(folder);
  if (problem !== '') log.warn(`${problem}; the session begins without it.`);
  return text;
}
