/** Generators of views and changes, with few ids so that changes meet items that are there, gone or never were. */
import fc from 'fast-check';
import type { Change } from '../../../src/protocol/messages.ts';
import type { Action, Attachment, Fields, Item, NoticeItem, View } from '../../../src/protocol/view.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor');
const amount = fc.nat({ max: 300_000 });
const text = fc.string({ maxLength: 20, unit: 'binary' });
const actions = fc.array(fc.constantFrom<Action>('retry', 'setApiKey', 'showLog'), { maxLength: 3 });

const attachment: fc.Arbitrary<Attachment> = fc.record(
  {
    id,
    kind: fc.constantFrom('file', 'selection', 'image'),
    name: text,
    firstLine: amount,
    lastLine: amount,
    tokens: amount,
    hidden: amount,
    isReading: fc.boolean(),
    problem: text,
  },
  { requiredKeys: ['id', 'kind', 'name', 'tokens'] },
);
const attachments = fc.array(attachment, { maxLength: 3 });

const answerState = fc.constantFrom('streaming', 'done', 'interrupted', 'refused', 'cut');
const versions = fc.record(
  { shown: amount, count: amount, previous: id, next: id },
  { requiredKeys: ['shown', 'count'] },
);

const toolState = fc.constantFrom('running', 'done', 'failed', 'cancelled');

const notice: fc.Arbitrary<NoticeItem> = fc.record(
  {
    kind: fc.constant('notice'),
    id,
    level: fc.constantFrom('info', 'warning', 'error'),
    text,
    until: amount,
    actions,
  },
  { requiredKeys: ['kind', 'id', 'level', 'text', 'actions'] },
);

export const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('user'),
      id,
      text,
      continues: fc.boolean(),
      afterUnanswered: fc.boolean(),
      attachments,
      pending: fc.boolean(),
      canWithdraw: fc.boolean(),
      record: id,
      versions,
    },
    { requiredKeys: ['kind', 'id', 'text'] },
  ),
  fc.record(
    {
      kind: fc.constant('answer'),
      id,
      text,
      state: answerState,
      thinking: text,
      canRetry: fc.boolean(),
    },
    { requiredKeys: ['kind', 'id', 'text', 'state'] },
  ),
  fc.record(
    { kind: fc.constant('tool'), id, name: text, summary: text, state: toolState, output: text },
    { requiredKeys: ['kind', 'id', 'name', 'summary', 'state'] },
  ),
  fc.record({
    kind: fc.constant('compaction'),
    id,
    tokensBefore: amount,
    tokensAfter: amount,
    messagesBefore: amount,
    messagesAfter: amount,
    keptMessages: amount,
    keptFrom: fc.record({ turn: amount, record: id }),
    record: id,
    waitedMs: amount,
    canUndo: fc.boolean(),
    undone: fc.boolean(),
    provisional: fc.boolean(),
    wordsOmitted: amount,
    wordsCut: amount,
    pastedLines: amount,
  }),
  notice,
);

const turn = fc.oneof(
  fc.record({ state: fc.constant('idle') }),
  fc.record({ state: fc.constant('preparing') }),
  fc.record({ state: fc.constant('streaming'), silentSince: amount }, { requiredKeys: ['state'] }),
  fc.record(
    { state: fc.constant('waiting'), reason: fc.constantFrom('retry', 'compaction'), text, until: amount },
    { requiredKeys: ['state', 'reason', 'text'] },
  ),
);

const meter = fc.record({
  contextTokens: amount,
  limitTokens: amount,
  memoryAtTokens: amount,
  updateAtTokens: amount,
  coveredTokens: amount,
  tailTokens: amount,
});

const memory = fc.record(
  {
    status: fc.constantFrom('none', 'building', 'updating', 'ready', 'failed', 'resting', 'off'),
    text,
    tokens: amount,
    coveredMessages: amount,
    canUpdate: fc.boolean(),
    canOpen: fc.boolean(),
    updatedAt: amount,
    lastChange: text,
    failure: text,
  },
  { requiredKeys: ['status', 'text', 'tokens', 'coveredMessages', 'canUpdate', 'canOpen'] },
);

const usd = fc.option(fc.double({ min: 0, max: 900, noNaN: true }), { nil: null });

const spent = fc.record({
  inputTokens: amount,
  cacheReadTokens: amount,
  cacheWriteTokens: amount,
  outputTokens: amount,
  requests: amount,
  costUsd: usd,
  savedUsd: fc.option(fc.integer({ min: -900, max: 900 }), { nil: null }),
  cacheReadShare: fc.option(fc.constantFrom(0, 0.25, 1), { nil: null }),
});

const fieldArbitraries: { readonly [K in keyof Fields]: fc.Arbitrary<Fields[K]> } = {
  mode: fc.constantFrom('ready', 'setup', 'offline', 'offlineByChoice', 'restricted'),
  provider: text,
  model: text,
  server: text,
  title: text,
  hasEarlier: fc.boolean(),
  turn,
  queued: amount,
  meter,
  sizes: fc.array(
    fc.record({ turn: amount, tokens: amount, compactedTo: amount }, { requiredKeys: ['turn', 'tokens'] }),
    { maxLength: 4 },
  ),
  memory,
  memoryLines: fc.array(fc.record({ text, turn: amount, record: id, isStruck: fc.boolean() }), {
    maxLength: 3,
  }),
  replies: fc.array(notice, { maxLength: 3 }),
  cost: fc.record({
    chat: spent,
    memory: spent,
    session: spent,
    allChat: spent,
    allMemory: spent,
    total: spent,
  }),
  canSubmit: fc.boolean(),
  canCompact: fc.boolean(),
  earlierPrompts: fc.array(text, { maxLength: 3 }),
  draft: fc.record({ text, placed: amount }),
  composer: fc.record({
    attachments,
    selection: fc.option(fc.record({ attachment, isAttached: fc.boolean() })),
    found: fc.option(fc.record({ query: text, paths: fc.array(text, { maxLength: 3 }) })),
    effort: text,
    hasEffort: fc.boolean(),
    autoCompact: fc.boolean(),
    memoryEnabled: fc.boolean(),
  }),
  fonts: fc.record({ family: text, size: amount }, { requiredKeys: [] }),
};

const items = fc.uniqueArray(item, { selector: (one) => one.id, maxLength: 5 });

export const view: fc.Arbitrary<View> = fc.record({ ...fieldArbitraries, items });

export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('itemAdded'), item }),
  fc.record({ kind: fc.constant('itemReplaced'), item }),
  fc.record({ kind: fc.constant('itemRemoved'), id }),
  fc.record({ kind: fc.constant('textAppended'), id, part: fc.constantFrom('text', 'thinking'), text }),
  fc.record({ kind: fc.constant('itemsPrepended'), items, hasEarlier: fc.boolean() }),
  fc.record({ kind: fc.constant('fields'), fields: fc.record(fieldArbitraries, { requiredKeys: [] }) }),
);
