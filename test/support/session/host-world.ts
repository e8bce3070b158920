/** The host's desk over real files, with a model that a test can hold back, and no VS Code. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFileMemoryStore } from '../../../src/adapters/files/file-memory-store.ts';
import { createNodeFileSystem } from '../../../src/adapters/files/file-system.ts';
import { createSessionShelf } from '../../../src/adapters/storage/session-shelf.ts';
import { createWindowLock } from '../../../src/adapters/storage/window-lock.ts';
import { readAttachableFile } from '../../../src/adapters/workspace/attachable-file.ts';
import { text } from '../../../src/core/conversation/message.ts';
import { contextLimit } from '../../../src/core/limits.ts';
import type { ModelEvent, ModelPort, ModelRequest, ModelResult } from '../../../src/core/ports/model.ts';
import type { SessionSettings } from '../../../src/core/settings.ts';
import { AttachmentReader, maxFileBytes } from '../../../src/host/composer/attachment-reader.ts';
import { Outbox } from '../../../src/host/composer/outbox.ts';
import { readOfferMemory, SelectionOffer } from '../../../src/host/composer/selection-offer.ts';
import { FileHandOver } from '../../../src/host/memory/file-hand-over.ts';
import { Notices } from '../../../src/host/panel/notices.ts';
import { Provider } from '../../../src/host/provider.ts';
import { Chat } from '../../../src/host/sessions/chat.ts';
import { EarlierPrompts } from '../../../src/host/sessions/earlier-prompts.ts';
import { SessionLocks } from '../../../src/host/sessions/session-locks.ts';
import { Sessions } from '../../../src/host/sessions/sessions.ts';
import { Spending } from '../../../src/host/sessions/spending.ts';
import { Unread } from '../../../src/host/sessions/unread.ts';
import { readSettings } from '../../../src/host/settings.ts';
import { FakeClock } from '../fake-clock.ts';
import { plainTranslate as translate } from '../plain-translate.ts';
import { recordedLog } from '../recorded-log.ts';
import { idleFileSystem } from '../stores/idle-file-system.ts';
import { usageFor } from './model-world.ts';

/** Answers from the request itself; chat answers wait while `isHeld`. */
export class HeldModel implements ModelPort {
  readonly provider = 'anthropic';
  readonly requests: ModelRequest[] = [];
  isHeld = false;
  /** Set to fail every chat request with it. */
  failure: Extract<ModelResult, { kind: 'failed' }>['failure'] | null = null;
  /** What had arrived before such a failure. */
  partial = '';
  /** What arrives at once of a chat answer that is held back. */
  arriving = '';
  #release: (() => void)[] = [];

  call(request: ModelRequest, onEvent: (event: ModelEvent) => void) {
    this.requests.push(request);
    const waits = request.purpose === 'chat' && this.isHeld;
    if (waits && this.arriving !== '') onEvent({ kind: 'text', text: this.arriving });
    const released = waits ? new Promise<void>((resolve) => this.#release.push(resolve)) : Promise.resolve();
    return { result: released.then(() => this.#answer(request)), cancel: () => this.#letGo() };
  }

  /** Lets go of what is held and of what comes. */
  release(): void {
    this.isHeld = false;
    this.#letGo();
  }

  #letGo(): void {
    for (const resolve of this.#release.splice(0)) resolve();
  }

  #answer(request: ModelRequest): ModelResult {
    if (request.purpose === 'chat' && this.failure !== null) {
      const partial = this.partial === '' ? [] : [text(this.partial)];
      return { kind: 'failed', failure: this.failure, partial };
    }
    const said = JSON.stringify(request.messages.at(-1)?.content).slice(0, 200);
    const first = JSON.stringify(request.messages[0]?.content).slice(0, 200);
    const words =
      request.purpose === 'chat' ? `You said ${said}` : `## User Intent\n\n- began with ${first}\n`;
    const content = [text(words)];
    const usage = usageFor(request, content);
    return { kind: 'answered', answer: { content, stopReason: 'end_turn', usage, model: request.model } };
  }
}

export interface WindowOptions {
  readonly settings?: Partial<SessionSettings>;
  readonly isTrusted?: boolean;
  readonly instructions?: string;
  /** What outlives the window beside its files. */
  readonly values?: StoredValues;
}

/** As an editor keeps them: through JSON. */
export class StoredValues {
  readonly #json = new Map<string, string>();

  get(key: string): unknown {
    const json = this.#json.get(key);
    return json === undefined ? undefined : JSON.parse(json);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#json.set(key, JSON.stringify(value));
  }
}

/** One window on `root/workspace`, with its storage in `root/storage`. Two of them are two windows on one folder. */
export function openWindow(root: string, options: WindowOptions = {}) {
  const folder = join(root, 'workspace');
  const storage = join(root, 'storage');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, '.claude', 'session-memory.md');
  const clock = new FakeClock();
  const model = new HeldModel();
  const { log, lines } = recordedLog(1);
  const read = readSettings(() => undefined).settings;
  const settings = {
    ...read,
    session: { ...read.session, initTokens: 100, updateEveryTurn: true, ...options.settings },
  };
  const window = {
    isTrusted: options.isTrusted ?? true,
    isPanelVisible: true,
    saves: 0,
    instructions: options.instructions ?? '',
  };
  const provider = new Provider({
    settings: () => settings,
    hasKey: async () => true,
    isTrusted: () => window.isTrusted,
    models: { anthropic: () => model, offline: () => model },
    address: () => null,
  });
  const { fs, isIdle } = idleFileSystem(createNodeFileSystem());
  const locksFolder = join(storage, 'locks');
  const lock = createWindowLock({
    locksFolder,
    subject: folder,
    clock,
    onLost: () => void sessions.fileLost(),
    fs,
  });
  const locks = new SessionLocks({
    lockOf: (id, onLost) => createWindowLock({ locksFolder, subject: `session ${id}`, clock, onLost, fs }),
    clock,
    log,
  });
  const notices = new Notices(() => undefined);
  const handOver = new FileHandOver({
    workspaceFile: createFileMemoryStore({
      root: folder,
      relativePath: '.claude/session-memory.md',
      isUnsaved: () => false,
    }),
    lock,
    onWaiting: () => notices.say('window', 'info', 'Waiting.'),
    clock,
    log,
  });
  const values = options.values ?? new StoredValues();
  const spending = new Spending(values, log);
  const prompts = new EarlierPrompts();
  let ids = 0;
  const entered: (string | null)[] = [];
  const shelf = createSessionShelf({ folder: storage, isUnsaved: () => false, product: 'test' });
  const sessions: Sessions = new Sessions({
    shelf,
    handOver,
    locks,
    provider,
    settings: () => settings,
    isTrusted: () => window.isTrusted,
    folder,
    instructions: async () => window.instructions,
    saveUnsaved: async () => window.saves++,
    tools: { definitions: [], run: () => ({ results: Promise.resolve([]), cancel: () => undefined }) },
    notices,
    spending,
    unread: new Unread(values, log),
    prompts,
    isPanelVisible: () => window.isPanelVisible,
    onEntered: (folder) => entered.push(folder),
    onChange: () => undefined,
    clock,
    newId: () => `s${process.hrtime.bigint()}n${++ids}`,
    log,
    translate,
  });
  const offer = new SelectionOffer(readOfferMemory(undefined), () => undefined);
  const outbox = new Outbox({
    reader: new AttachmentReader({
      readFile: (uri) =>
        readAttachableFile({ path: fileURLToPath(uri), roots: [folder], maxBytes: maxFileBytes }),
      contextLimit: () => contextLimit(settings.session),
      translate,
    }),
    offer,
    shelf,
    onChange: () => undefined,
  });
  const chat = new Chat({
    sessions,
    provider,
    settings: () => settings,
    notices,
    outbox,
    spending,
    translate,
  });
  return {
    window,
    clock,
    model,
    sessions,
    prompts,
    chat,
    outbox,
    offer,
    folder,
    shelf,
    notices,
    spending,
    /** Where the sessions that came to the front began, one after the other. */
    entered,
    handOver,
    lines,
    /** No lock is being looked at or beaten. */
    areLocksIdle: isIdle,
    /** The memory file as it is on disk; null when there is none. */
    file: (): string | null => {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
    /** What a user saves. */
    saveFile: (content: string): void => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    },
    /** Waits until nothing is under way in the current session. */
    rest: async (): Promise<void> => sessions.current?.engine.whenIdle(),
    /** As a reload does: everything in this window ends, the disk stays. */
    close: () => sessions.dispose(),
  };
}
