/** Views to look at: an honest middle of a long conversation, with every kind of item. */
import { mostAttachments } from '../../../src/host/composer/attachment-list.ts';
import type { CompactionItem, Cost, Item, View } from '../../../src/protocol/view.ts';

export const sampleCompaction: CompactionItem = {
  kind: 'compaction',
  id: 'c1',
  tokensBefore: 120_000,
  tokensAfter: 30_000,
  messagesBefore: 85,
  messagesAfter: 12,
  keptMessages: 12,
  record: 'compaction-1',
  waitedMs: 3,
  canUndo: true,
  undone: false,
  provisional: false,
};

const answerWithCode = `The parser reads ahead **one token** too far: \`peek()\` already consumed the newline.

Two things follow:

1. A comment at the end of a file is dropped.
2. The *line number* in the error message is one too high.

\`\`\`ts
export function next(state: State): Token {
  const token = state.tokens[state.position];
  // The newline belongs to the statement before it.
  if (token?.kind === 'newline') return endOfLine(token);
  return advance(state, 1);
}
\`\`\`

| Case | Before | After |
|:-----|:------:|------:|
| comment at the end | lost | kept |
| error line | 13 | 12 |

See [the grammar](https://example.com/grammar) for the rule. Shall I write the test first?`;

const items: readonly Item[] = [
  { kind: 'user', id: 'u1', text: 'Why does the parser drop the last comment of a file?' },
  {
    kind: 'answer',
    id: 'a1',
    thinking: 'The user asks about comments. The tokenizer has a look-ahead…',
    text: answerWithCode,
    state: 'done',
  },
  sampleCompaction,
  { kind: 'user', id: 'u2', record: 'record-2', text: 'Yes, the test first. Keep it short.' },
  {
    kind: 'tool',
    id: 't1',
    name: 'read',
    summary: 'src/parser/tokens.ts, lines 40 to 120',
    output: 'export const tokens = …',
    state: 'done',
  },
  {
    kind: 'answer',
    id: 'a2',
    text: 'Here is one case that fails today and will pass after',
    state: 'streaming',
  },
];

export const sampleView: View = {
  mode: 'ready',
  provider: 'anthropic',
  model: 'claude-sonnet-5-5',
  server: '',
  title: 'The parser drops comments',
  items,
  hasEarlier: true,
  turn: { state: 'streaming' },
  queued: 0,
  meter: {
    contextTokens: 62_000,
    limitTokens: 200_000,
    memoryAtTokens: 10_000,
    updateAtTokens: 70_000,
    coveredTokens: 48_000,
    tailTokens: 9_000,
  },
  sizes: [
    { turn: 1, tokens: 9_000 },
    { turn: 6, tokens: 48_000 },
    { turn: 11, tokens: 90_000 },
    { turn: 14, tokens: 120_000, compactedTo: 30_000 },
    { turn: 18, tokens: 47_000 },
    { turn: 21, tokens: 62_000 },
  ],
  memory: {
    status: 'ready',
    text: 'Memory ready',
    tokens: 2_140,
    coveredMessages: 34,
    lastChange: 'Active Work, Files: 3 lines added, 1 removed',
    canUpdate: true,
    canOpen: true,
  },
  memoryLines: [
    { text: '"Never rename a public function."', turn: 1, record: 'gone', isStruck: false },
    { text: '"Use tabs."', turn: 2, record: 'record-2', isStruck: true },
  ],
  replies: [],
  cost: {
    chat: {
      inputTokens: 9_000,
      cacheReadTokens: 410_000,
      cacheWriteTokens: 62_000,
      outputTokens: 14_000,
      requests: 22,
      costUsd: 0.42,
      savedUsd: 0.68,
      cacheReadShare: 0.852,
    },
    memory: {
      inputTokens: 900,
      cacheReadTokens: 120_000,
      cacheWriteTokens: 4_000,
      outputTokens: 3_000,
      requests: 3,
      costUsd: 0.06,
      savedUsd: 0.21,
      cacheReadShare: 0.961,
    },
    session: {
      inputTokens: 9_900,
      cacheReadTokens: 530_000,
      cacheWriteTokens: 66_000,
      outputTokens: 17_000,
      requests: 25,
      costUsd: 0.48,
      savedUsd: 0.89,
      cacheReadShare: 0.875,
    },
    allChat: {
      inputTokens: 790_000,
      cacheReadTokens: 39_100_000,
      cacheWriteTokens: 5_200_000,
      outputTokens: 1_060_000,
      requests: 1_004,
      costUsd: 33.02,
      savedUsd: 61.4,
      cacheReadShare: 0.867,
    },
    allMemory: {
      inputTokens: 22_400,
      cacheReadTokens: 9_100_000,
      cacheWriteTokens: 110_000,
      outputTokens: 180_000,
      requests: 200,
      costUsd: 4.12,
      savedUsd: 17.22,
      cacheReadShare: 0.986,
    },
    total: {
      inputTokens: 812_400,
      cacheReadTokens: 48_200_000,
      cacheWriteTokens: 5_310_000,
      outputTokens: 1_240_000,
      requests: 1_204,
      costUsd: 37.14,
      savedUsd: 78.62,
      cacheReadShare: 0.887,
    },
  },
  canSubmit: true,
  canCompact: true,
  draft: { text: '', placed: 0 },
  composer: {
    attachments: [],
    selection: null,
    found: null,
    effort: '',
    hasEffort: true,
    autoCompact: true,
    memoryEnabled: true,
  },
  earlierPrompts: [],
  fonts: {},
};

/** With everything that a composer can hold. */
export const composingView: View = {
  ...sampleView,
  turn: { state: 'idle' },
  items: [
    {
      kind: 'user',
      id: 'u1',
      text: 'Why is the total wrong here?',
      attachments: [
        { id: 'u1.0', kind: 'image', name: 'screenshot.png', tokens: 1_520 },
        { id: 'u1.1', kind: 'selection', name: 'src/report.ts', firstLine: 12, lastLine: 40, tokens: 410 },
      ],
    },
    {
      kind: 'answer',
      id: 'a1',
      text: 'The tariff is looked up **before** the date is checked.',
      state: 'done',
    },
  ],
  composer: {
    ...sampleView.composer,
    effort: 'low',
    attachments: [
      { id: 'attachment1', kind: 'file', name: 'src/parser/tokens.ts', tokens: 2_140 },
      { id: 'attachment2', kind: 'image', name: 'screenshot.png', tokens: 1_520 },
      {
        id: 'attachment3',
        kind: 'file',
        name: 'notes/gone.md',
        tokens: 0,
        problem: 'It is not there any more.',
      },
    ],
    selection: {
      attachment: {
        id: 'selection',
        kind: 'selection',
        name: 'src/loan.ts',
        firstLine: 3,
        lastLine: 9,
        tokens: 90,
      },
      isAttached: false,
    },
  },
};

/** With as much in the composer as it takes, and more words than it shows. */
export const crowdedView: View = {
  ...composingView,
  draft: { text: Array.from({ length: 40 }, (_, line) => `Line ${line + 1} of it`).join('\n'), placed: 1 },
  composer: {
    ...composingView.composer,
    attachments: Array.from({ length: mostAttachments }, (_, index) => ({
      id: `attachment${index + 1}`,
      kind: 'file',
      name: `src/parser/states/state-${index + 1}.ts`,
      tokens: 1_000 + index,
    })),
  },
};

const nothing: Cost['chat'] = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  requests: 0,
  costUsd: 0,
  savedUsd: 0,
  cacheReadShare: null,
};
const unused: Cost = {
  chat: nothing,
  memory: nothing,
  session: nothing,
  allChat: nothing,
  allMemory: nothing,
  total: nothing,
};

export const emptyView: View = {
  ...sampleView,
  mode: 'offline',
  provider: 'offline',
  title: 'New session',
  items: [],
  sizes: [],
  hasEarlier: false,
  turn: { state: 'idle' },
  meter: { ...sampleView.meter, contextTokens: 0, coveredTokens: 0, tailTokens: 0, updateAtTokens: 10_000 },
  memory: {
    status: 'none',
    text: 'No memory yet: the first is written at 10,000 tokens',
    tokens: 0,
    coveredMessages: 0,
    canUpdate: false,
    canOpen: false,
  },
  memoryLines: [],
  cost: unused,
  canCompact: false,
};

export const troubledView: View = {
  ...sampleView,
  hasEarlier: false,
  items: [
    { kind: 'user', id: 'u1', text: 'מה קורה כאן? هل يعمل هذا؟' },
    {
      kind: 'answer',
      id: 'a1',
      text: 'זה עובד מימין לשמאל, עם `code` באמצע.\n\nThen English again, and a veryLongIdentifierWithoutAnySpacesThatGoesOnAndOnAndOnUntilItMustWrapSomewhere_or_it_would_scroll.',
      state: 'interrupted',
    },
    {
      kind: 'notice',
      id: 'n1',
      level: 'error',
      text: 'The API key was not accepted (401). Your message is kept. Set a valid key, then retry.',
      actions: ['setApiKey', 'retry', 'showLog'],
    },
    {
      kind: 'notice',
      id: 'n2',
      level: 'warning',
      text: 'The memory file came with this workspace and was not written here. It is not sent until you say so.',
      actions: ['reviewMemory', 'useForeignMemory', 'ignoreForeignMemory'],
    },
    {
      kind: 'notice',
      id: 'n3',
      level: 'info',
      text: 'The memory file was deleted. Shall it be made again?',
      actions: ['recreateMemory', 'keepMemoryDeleted'],
    },
    { kind: 'user', id: 'u2', text: 'And this waits.', pending: true, canWithdraw: true },
  ],
  turn: {
    state: 'waiting',
    reason: 'retry',
    text: 'Claude is overloaded (529).',
    until: Number.MAX_SAFE_INTEGER,
  },
  queued: 1,
  server: 'llm.example.internal',
  meter: { ...sampleView.meter, contextTokens: 176_000, coveredTokens: 120_000 },
  memory: {
    ...sampleView.memory,
    status: 'resting',
    text: 'Updates failed several times and rest for a while; the chat goes on',
    failure: 'The model answered without any known section.',
  },
};
