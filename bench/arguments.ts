/** What the command line asks for. */
import { parseArgs } from 'node:util';
import { conversationsFolder } from './fixture-paths.ts';

export interface Order {
  readonly folders: readonly string[];
  /** Null: every part. */
  readonly only: string | null;
  /** Where the figures go as JSON; null for nowhere. */
  readonly json: string | null;
  readonly chart: boolean;
  readonly help: boolean;
  /** Context limit for single conversations and for the long session, in tokens. */
  readonly limitTokens: number;
  readonly longLimitTokens: number;
}

export const usageText = (parts: readonly string[]): string =>
  `npm run bench -- [FOLDER …] [--only PART] [--json FILE] [--chart] [--limit TOKENS] [--long-limit TOKENS]

  FOLDER        folders of conversations, {id, messages: [{role, content}]} in .json files (${conversationsFolder})
  --only        one part: ${parts.join(', ')}
  --json        writes all that was measured to FILE
  --chart       draws the long session into media/bench-context.svg
  --limit       context limit for single conversations (40000)
  --long-limit  context limit for the long session (100000)`;

/** The order, or what is wrong with the arguments. */
export function readOrder(argv: readonly string[], parts: readonly string[]): Order | string {
  const read = parsed(argv);
  if (typeof read === 'string') return read;
  const { values, positionals } = read;
  const { only = null, json = null, chart = false, help = false } = values;
  if (only !== null && !parts.includes(only))
    return `There is no part “${only}”; there are ${parts.join(', ')}.`;
  const limitTokens = Number(values.limit ?? 40_000);
  const longLimitTokens = Number(values['long-limit'] ?? 100_000);
  for (const [name, limit] of Object.entries({ limit: limitTokens, 'long-limit': longLimitTokens })) {
    if (!Number.isInteger(limit) || limit < 8_000 || limit > 900_000) {
      return `“--${name}” must be a whole number of tokens from 8000 to 900000.`;
    }
  }
  const folders = positionals.length === 0 ? [conversationsFolder] : positionals;
  return { folders, only, json, chart, help, limitTokens, longLimitTokens };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        json: { type: 'string' },
        chart: { type: 'boolean' },
        help: { type: 'boolean' },
        limit: { type: 'string' },
        'long-limit': { type: 'string' },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
