/**
 * Run-time decoding of all that crosses, at both ends. Every kind has its decoder in a table typed over the union, so
 * a new kind without one does not compile. What is not known is `null`: the receiver drops and logs it.
 */
import {
  action,
  id,
  item,
  items,
  longText,
  maxAttachments,
  someFields,
  thumbnail,
  view,
} from './decode-view.ts';
import { count, flag, lineNumber, list, optional, text, union, word } from './decoder.ts';
import type { Change, Switch, ToHost, ToPanel } from './messages.ts';

/** What may follow an `@`, in UTF-16 units. */
export const maxQueryChars = 200;

/** Base64 characters of an image: more than the API takes, so that the host can say what is wrong with a larger one. */
export const maxImageDataChars = 8_000_000;

/** The longest focus of a compaction, in UTF-16 units. */
export const maxFocusChars = 2_000;

const toHost = union<ToHost, 'kind'>('kind', {
  ready: { protocol: count },
  submit: { text: longText },
  editMessage: { record: id, text: longText },
  showVersion: { record: id },
  withdraw: { id },
  retryAnswer: {},
  stop: {},
  compact: { focus: optional(text(maxFocusChars)) },
  previewCompaction: {},
  undoCompaction: {},
  updateMemory: {},
  openMemory: {},
  showMemoryHistory: {},
  showMemoryChange: {},
  showCompactedMemory: { record: id },
  newSession: {},
  switchSession: {},
  setApiKey: {},
  manageTrust: {},
  openSettings: {},
  showLog: {},
  act: { id, action },
  openLink: { href: text(4_000) },
  openFile: { path: text(4_000), line: optional(count) },
  copyText: { text: longText },
  insertCode: { text: longText },
  newFile: { text: longText, language: text(100) },
  exportTranscript: {},
  chooseModel: {},
  chooseEffort: {},
  setSwitch: { name: word<Switch>({ autoCompact: true, memory: true }), isOn: flag },
  searchFiles: { query: text(maxQueryChars) },
  attachFile: { path: text(4_000), firstLine: optional(lineNumber), lastLine: optional(lineNumber) },
  attachDropped: { uris: list(text(4_000), maxAttachments) },
  pickFiles: {},
  attachImage: { name: text(300), data: text(maxImageDataChars), thumbnail: optional(thumbnail) },
  openImage: { record: id, attachment: count },
  attachSelection: {},
  followSelection: { isOn: flag },
  detach: { id },
  draftChanged: { text: longText },
  loadEarlier: {},
  focusChanged: { isFocused: flag },
  panelFailed: { message: text(2_000) },
});

const change = union<Change, 'kind'>('kind', {
  itemAdded: { item },
  itemReplaced: { item },
  itemRemoved: { id },
  textAppended: {
    id,
    part: word({ text: true, thinking: true }),
    text: longText,
  },
  itemsPrepended: { items, hasEarlier: flag },
  fields: { fields: someFields },
});

const toPanel = union<ToPanel, 'kind'>('kind', {
  snapshot: { protocol: count, session: id, revision: count, view },
  change: {
    session: id,
    revision: count,
    change,
  },
  sentElsewhere: { text: longText },
  focusComposer: {},
});

/** What the panel sent, or null when it is not a message of this protocol. */
export const decodeToHost = (message: unknown): ToHost | null => toHost(message) ?? null;

/** What the host sent, or null when it is not a message of this protocol. */
export const decodeToPanel = (message: unknown): ToPanel | null => toPanel(message) ?? null;
