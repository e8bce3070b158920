// `npm run replay [-- --limit TOKENS FOLDER …]`: replays folders of conversations (by default the project's own).
import { parseArgs } from 'node:util';
import { type Conversation, readConversations } from './conversation.ts';
import { type Replay, replay } from './replay.ts';

const { positionals: folders, values } = parseArgs({
  allowPositionals: true,
  options: { limit: { type: 'string', default: '12000' } },
});
const limit = Number(values.limit);
if (!Number.isInteger(limit) || limit < 1_000)
  throw new Error('--limit takes a number of tokens, 1000 or more.');
const settings = { contextLimitTokens: limit, initTokens: limit / 5, updateTokens: limit / 10 };

const columns = [
  'conversation',
  'turns',
  'completed',
  'chat',
  'memory',
  'compacted',
  'waited',
  'before',
  'after',
  'lost',
];

function row({ id, turns, completed, requests, compactions, lost }: Replay): readonly (string | number)[] {
  const mean = (values: readonly number[]) =>
    values.length === 0 ? '-' : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
  return [
    id,
    turns,
    completed,
    requests.chat,
    requests.memory,
    compactions.length,
    `${Math.max(0, ...compactions.map(({ waitedMs }) => waitedMs))} ms`,
    mean(compactions.map(({ tokensBefore }) => tokensBefore)),
    mean(compactions.map(({ tokensAfter }) => tokensAfter)),
    lost.length,
  ];
}

const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(9))).join(' ');

const conversations: Conversation[] = [];
for (const folder of folders.length === 0 ? ['test/fixtures/conversations'] : folders) {
  conversations.push(...(await readConversations(folder)));
}

console.log(
  `limit ${settings.contextLimitTokens} tokens; "waited" is the longest wait, "before" and "after" mean tokens`,
);
console.log(line(columns));
let failures = 0;
for (const conversation of conversations) {
  const result = await replay(conversation, settings);
  console.log(line(row(result)));
  for (const problem of [...result.rejected, ...result.failed]) console.log(`  ${problem}`);
  failures += result.rejected.length + result.failed.length + result.lost.length;
}
process.exitCode = failures === 0 ? 0 : 1;
