/** Decoders for the view. Bounds are generous for honest use and small enough that no message can exhaust the panel. */
import {
  amount,
  count,
  type Decoder,
  difference,
  flag,
  list,
  nullable,
  object,
  optional,
  type Shape,
  text,
  union,
  word,
} from './decoder.ts';
import type {
  Action,
  Attachment,
  Composer,
  Cost,
  Draft,
  Fields,
  Fonts,
  FoundFiles,
  Item,
  Memory,
  MemoryLine,
  MessageVersions,
  Meter,
  Mode,
  NoticeItem,
  OfferedSelection,
  SizePoint,
  Spent,
  Turn,
  TurnLink,
  View,
} from './view.ts';

/** In UTF-16 units. A message of 1 MB passes with room to spare. */
export const maxTextChars = 2_000_000;
const maxItems = 20_000;

export const id = text(200);
export const longText = text(maxTextChars);
const line = text(2_000);

export const action: Decoder<Action> = word({
  retry: true,
  continue: true,
  dismiss: true,
  setApiKey: true,
  openSettings: true,
  showLog: true,
  newSession: true,
  manageTrust: true,
  compact: true,
  openMemory: true,
  recreateMemory: true,
  keepMemoryDeleted: true,
  reviewMemory: true,
  useForeignMemory: true,
  ignoreForeignMemory: true,
  excludeFromGit: true,
});

const actions = list(action, 10);

/** To one message. */
export const maxAttachments = 50;

/** In UTF-16 units: an image of 64 pixels a side takes a part of it. */
const maxThumbnailChars = 12_000;
const thumbnailForm = /^data:image\/(?:webp|png|jpeg);base64,[A-Za-z0-9+/]+={0,2}$/;

/** A picture that holds its own bytes, and nothing that leads anywhere. */
export const thumbnail: Decoder<string> = (value) =>
  typeof value === 'string' && value.length <= maxThumbnailChars && thumbnailForm.test(value)
    ? value
    : undefined;

const attachment = object<Attachment>({
  id,
  kind: word({ file: true, selection: true, image: true }),
  name: line,
  firstLine: optional(count),
  lastLine: optional(count),
  tokens: amount,
  hidden: optional(count),
  thumbnail: optional(thumbnail),
  isReading: optional(flag),
  problem: optional(line),
});
const attachments = list(attachment, maxAttachments);

const notice = {
  id,
  level: word({ info: true, warning: true, error: true }),
  text: text(10_000),
  until: optional(amount),
  actions,
};

export const item: Decoder<Item> = union<Item, 'kind'>('kind', {
  user: {
    id,
    text: longText,
    continues: optional(flag),
    afterUnanswered: optional(flag),
    attachments: optional(attachments),
    pending: optional(flag),
    canWithdraw: optional(flag),
    record: optional(id),
    versions: optional(
      object<MessageVersions>({ shown: count, count, previous: optional(id), next: optional(id) }),
    ),
  },
  answer: {
    id,
    text: longText,
    thinking: optional(longText),
    state: word({ streaming: true, done: true, interrupted: true, refused: true, cut: true }),
    canRetry: optional(flag),
  },
  tool: {
    id,
    name: line,
    summary: line,
    output: optional(longText),
    state: word({ running: true, done: true, failed: true, cancelled: true }),
  },
  compaction: {
    id,
    tokensBefore: amount,
    tokensAfter: amount,
    messagesBefore: count,
    messagesAfter: count,
    keptMessages: count,
    keptFrom: optional(object<TurnLink>({ turn: count, record: id })),
    record: id,
    waitedMs: amount,
    canUndo: flag,
    undone: flag,
    provisional: flag,
    wordsOmitted: optional(count),
    wordsCut: optional(count),
    pastedLines: optional(count),
  },
  notice,
});

export const items = list(item, maxItems);

const turn = union<Turn, 'state'>('state', {
  idle: {},
  preparing: {},
  streaming: { silentSince: optional(amount) },
  waiting: {
    reason: word({ retry: true, compaction: true }),
    text: line,
    until: optional(amount),
  },
});

const meter = object<Meter>({
  contextTokens: amount,
  limitTokens: amount,
  memoryAtTokens: amount,
  updateAtTokens: amount,
  coveredTokens: amount,
  tailTokens: amount,
});

const memory = object<Memory>({
  status: word({
    none: true,
    building: true,
    updating: true,
    ready: true,
    failed: true,
    resting: true,
    off: true,
  }),
  text: line,
  tokens: amount,
  coveredMessages: count,
  updatedAt: optional(amount),
  lastChange: optional(line),
  failure: optional(line),
  canUpdate: flag,
  canOpen: flag,
});

const spent = object<Spent>({
  inputTokens: amount,
  cacheReadTokens: amount,
  cacheWriteTokens: amount,
  outputTokens: amount,
  requests: count,
  costUsd: nullable(amount),
  savedUsd: nullable(difference),
  cacheReadShare: nullable(amount),
});

const mode: Decoder<Mode> = word({
  ready: true,
  setup: true,
  offline: true,
  offlineByChoice: true,
  restricted: true,
});

/** Typed over every part of the view but its items: a new part without a decoder does not compile. */
const fieldShape: { readonly [K in keyof Fields]: Decoder<Fields[K]> } = {
  mode,
  provider: line,
  model: line,
  server: line,
  title: line,
  hasEarlier: flag,
  turn,
  queued: count,
  meter,
  sizes: list(object<SizePoint>({ turn: count, tokens: amount, compactedTo: optional(amount) }), 1_000),
  memory,
  memoryLines: list(object<MemoryLine>({ text: line, turn: count, record: id, isStruck: flag }), 1_000),
  replies: list(union<NoticeItem, 'kind'>('kind', { notice }), 20),
  cost: object<Cost>({
    chat: spent,
    memory: spent,
    session: spent,
    allChat: spent,
    allMemory: spent,
    total: spent,
  }),
  canSubmit: flag,
  canCompact: flag,
  earlierPrompts: list(text(4_000), 100),
  draft: object<Draft>({ text: longText, placed: count }),
  composer: object<Composer>({
    attachments,
    selection: nullable(object<OfferedSelection>({ attachment, isAttached: flag })),
    found: nullable(object<FoundFiles>({ query: line, paths: list(text(4_000), 100) })),
    effort: line,
    hasEffort: flag,
    autoCompact: flag,
    memoryEnabled: flag,
  }),
  fonts: object<Fonts>({ family: optional(line), size: optional(amount) }),
};

export const view: Decoder<View> = object<View>({ ...fieldShape, items });

/** Any number of the view's parts. */
export const someFields: Decoder<Partial<Fields>> = object<Partial<Fields>>(allOptional(fieldShape));

function allOptional(shape: typeof fieldShape): Shape<Partial<Fields>> {
  const entries = Object.entries<Decoder<unknown>>(shape).map(([key, decoder]) => [key, optional(decoder)]);
  return Object.fromEntries(entries);
}
