/** What the panel may ask for, and what then happens. Both tables are typed over every kind of the protocol. */
import type { Switch, ToHost } from '../../protocol/messages.ts';
import type { Action, NoticeItem } from '../../protocol/view.ts';
import type { LineRange } from '../composer/attachment-source.ts';
import type { Log } from '../log.ts';

/** The others concern the channel alone and end there. */
export type PanelIntent = Exclude<ToHost, { readonly kind: 'ready' | 'loadEarlier' | 'focusChanged' }>;

/** What the panel can set going. Nothing is waited for: the view tells what came of it. */
export interface PanelActions {
  submit(text: string): void;
  editMessage(record: string, text: string): void;
  showVersion(record: string): void;
  withdraw(item: string): void;
  retryAnswer(): void;
  retry(): void;
  stop(): void;
  compact(focus: string): void;
  previewCompaction(): void;
  undoCompaction(): void;
  updateMemory(): void;
  openMemory(): void;
  showMemoryHistory(): void;
  showMemoryChange(): void;
  showCompactedMemory(record: string): void;
  excludeFromGit(): void;
  decideMemoryFile(decision: 'recreate' | 'leaveDeleted' | 'useForeign' | 'ignoreForeign'): void;
  newSession(): void;
  switchSession(): void;
  setApiKey(): void;
  openSettings(): void;
  showLog(): void;
  manageTrust(): void;
  draftTyped(text: string): void;
  openLink(href: string): void;
  openFile(path: string, line: number | undefined): void;
  copyText(text: string): void;
  insertCode(text: string): void;
  newFile(text: string, language: string): void;
  exportTranscript(): void;
  chooseModel(): void;
  chooseEffort(): void;
  setSwitch(name: Switch, isOn: boolean): void;
  searchFiles(query: string): void;
  attachFile(path: string, lines: LineRange): void;
  attachDropped(uris: readonly string[]): void;
  pickFiles(): void;
  attachImage(name: string, data: string, thumbnail: string | undefined): void;
  openImage(record: string, attachment: number): void;
  attachSelection(): void;
  followSelection(isOn: boolean): void;
  detach(id: string): void;
  /** Asks for the rest of the answer that ended early. */
  continueAnswer(): void;
  dismiss(noticeId: string): void;
  /** The notices that the panel shows now. */
  offered(): readonly NoticeItem[];
}

type Handlers = {
  readonly [K in PanelIntent['kind']]: (intent: Extract<PanelIntent, { readonly kind: K }>) => void;
};

export function createIntentHandler(actions: PanelActions, log: Log): (intent: PanelIntent) => void {
  const handlers: Handlers = {
    submit: ({ text }) => actions.submit(text),
    editMessage: ({ record, text }) => actions.editMessage(record, text),
    showVersion: ({ record }) => actions.showVersion(record),
    withdraw: ({ id }) => actions.withdraw(id),
    retryAnswer: () => actions.retryAnswer(),
    stop: () => actions.stop(),
    compact: ({ focus }) => actions.compact(focus ?? ''),
    previewCompaction: () => actions.previewCompaction(),
    undoCompaction: () => actions.undoCompaction(),
    updateMemory: () => actions.updateMemory(),
    openMemory: () => actions.openMemory(),
    showMemoryHistory: () => actions.showMemoryHistory(),
    showMemoryChange: () => actions.showMemoryChange(),
    showCompactedMemory: ({ record }) => actions.showCompactedMemory(record),
    newSession: () => actions.newSession(),
    switchSession: () => actions.switchSession(),
    setApiKey: () => actions.setApiKey(),
    manageTrust: () => actions.manageTrust(),
    openSettings: () => actions.openSettings(),
    showLog: () => actions.showLog(),
    act: ({ id, action }) => act(id, action),
    openLink: ({ href }) => {
      if (isSafeLink(href)) actions.openLink(href);
      else log.warn('The panel asked to open a link that is not http, https or mailto; it was refused.');
    },
    openFile: ({ path, line }) => actions.openFile(path, line),
    copyText: ({ text }) => actions.copyText(text),
    insertCode: ({ text }) => actions.insertCode(text),
    newFile: ({ text, language }) => actions.newFile(text, language),
    exportTranscript: () => actions.exportTranscript(),
    chooseModel: () => actions.chooseModel(),
    chooseEffort: () => actions.chooseEffort(),
    setSwitch: ({ name, isOn }) => actions.setSwitch(name, isOn),
    searchFiles: ({ query }) => actions.searchFiles(query),
    attachFile: ({ path, kind: _kind, ...lines }) => actions.attachFile(path, lines),
    attachDropped: ({ uris }) => actions.attachDropped(uris),
    pickFiles: () => actions.pickFiles(),
    attachImage: ({ name, data, thumbnail }) => actions.attachImage(name, data, thumbnail),
    openImage: ({ record, attachment }) => actions.openImage(record, attachment),
    attachSelection: () => actions.attachSelection(),
    followSelection: ({ isOn }) => actions.followSelection(isOn),
    detach: ({ id }) => actions.detach(id),
    draftChanged: ({ text }) => actions.draftTyped(text),
    panelFailed: ({ message }) => log.error(`The panel failed: ${message}`),
  };
  const byAction: { readonly [K in Action]: (id: string) => void } = {
    retry: () => actions.retry(),
    continue: () => actions.continueAnswer(),
    dismiss: (id) => actions.dismiss(id),
    setApiKey: () => actions.setApiKey(),
    openSettings: () => actions.openSettings(),
    showLog: () => actions.showLog(),
    newSession: () => actions.newSession(),
    manageTrust: () => actions.manageTrust(),
    compact: () => actions.compact(''),
    openMemory: () => actions.openMemory(),
    recreateMemory: () => actions.decideMemoryFile('recreate'),
    keepMemoryDeleted: () => actions.decideMemoryFile('leaveDeleted'),
    reviewMemory: () => actions.openMemory(),
    useForeignMemory: () => actions.decideMemoryFile('useForeign'),
    ignoreForeignMemory: () => actions.decideMemoryFile('ignoreForeign'),
    excludeFromGit: () => actions.excludeFromGit(),
  };
  function act(id: string, action: Action): void {
    const notice = actions.offered().find((item) => item.id === id);
    if (notice?.actions.includes(action)) byAction[action](id);
    else log.warn(`The panel asked for "${action}", which was not offered; it was refused.`);
  }
  return (intent) => (handlers[intent.kind] as (intent: PanelIntent) => void)(intent);
}

/** An answer may name any address, so the scheme is checked again here, on the side that opens it. */
function isSafeLink(href: string): boolean {
  return URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
}
