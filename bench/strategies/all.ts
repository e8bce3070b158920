/** The strategies in the order of the tables. */
import { engineStrategy } from './engine-strategy.ts';
import { noCompaction } from './no-compaction.ts';
import { publishedRecipe } from './published-recipe.ts';
import type { Strategy } from './strategy.ts';
import { synchronous } from './synchronous.ts';

export const ours = engineStrategy(
  'ours',
  'this extension as it comes: memory kept in the background, compaction swaps it in',
  { strategy: 'instant' },
);

export const traditional = engineStrategy(
  'traditional',
  'this extension set to “traditional”: the summary is made at the limit while the user waits',
  { strategy: 'traditional' },
);

export const strategies: readonly Strategy[] = [
  ours,
  traditional,
  publishedRecipe,
  synchronous,
  noCompaction,
];
