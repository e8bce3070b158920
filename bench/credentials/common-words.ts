// The first part of `npm run train-credentials`: which words people use every day, told by the messages that hold no credential.
import { writeFile } from 'node:fs/promises';
import { readTraining } from './corpus.ts';

/** In so many messages a word is met that is common. */
const fewest = 6;

const counts = new Map<string, number>();
for (const { asked, text, secrets } of await readTraining()) {
  if (secrets.length > 0) continue;
  const words = `${asked} ${text}`.toLowerCase().match(/\p{L}+(?:['’]\p{L}+)*/gu) ?? [];
  for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
}
const common = [...counts].filter(([, count]) => count >= fewest).map(([word]) => word);
await writeFile(
  'src/core/redaction/told/common-words.ts',
  `// Written by \`npm run train-credentials\`; do not edit.

/** Words of everyday messages, in many languages. */
export const commonWords =
  ${JSON.stringify(common.sort().join(' '))};
`,
);
