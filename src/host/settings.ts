/**
 * The extension's settings as a value: checked, clamped, defaults filled in. Settings files are written by hand and by
 * other people's repositories, so nothing in them is taken on trust and nothing in them can stop the extension.
 */
import { withOwnPrices } from '../core/models/pricing.ts';
import { defaultSettings, type SessionSettings } from '../core/settings.ts';

export const sectionName = 'sessionMemory';

export type ProviderChoice = 'auto' | 'anthropic' | 'offline';

export interface HostSettings {
  readonly provider: ProviderChoice;
  /** As written: the adapter that sends the key there checks it. Empty for Anthropic's own. */
  readonly baseUrl: string;
  readonly systemPrompt: string;
  readonly includeClaudeMd: boolean;
  readonly session: SessionSettings;
}

export interface ReadSettings {
  readonly settings: HostSettings;
  /** One sentence for each value that was replaced or clamped; never holds the value of a text setting. */
  readonly problems: readonly string[];
}

/** What a value may be. The manifest declares the same, and a test compares the two. */
export type Rule =
  | { readonly type: 'boolean'; readonly default: boolean }
  | {
      readonly type: 'integer' | 'number';
      readonly default: number;
      readonly minimum: number;
      readonly maximum: number;
    }
  | { readonly type: 'choice'; readonly default: string; readonly choices: readonly string[] }
  | {
      readonly type: 'text';
      readonly default: string;
      readonly maxLength: number;
      readonly minLength?: number;
    }
  /** Checked by the part of the engine that it is for. */
  | { readonly type: 'object'; readonly default: object };

type CheckedRule = Exclude<Rule, { type: 'object' }>;

const integer = (value: number, minimum: number, maximum: number): CheckedRule => ({
  type: 'integer',
  default: value,
  minimum,
  maximum,
});

const flag = (value: boolean): CheckedRule => ({ type: 'boolean', default: value });

const d = defaultSettings;

/** By the setting's name without the section. */
export const settingRules = {
  provider: { type: 'choice', default: 'auto', choices: ['auto', 'anthropic', 'offline'] },
  model: { type: 'text', default: d.model, minLength: 1, maxLength: 200 },
  effort: { type: 'choice', default: d.effort, choices: ['', 'low', 'medium', 'high', 'xhigh', 'max'] },
  baseUrl: { type: 'text', default: '', maxLength: 2000 },
  maxOutputTokens: integer(d.maxOutputTokens, 256, 128_000),
  systemPrompt: { type: 'text', default: '', maxLength: 100_000 },
  includeClaudeMd: flag(true),
  strategy: { type: 'choice', default: d.strategy, choices: ['instant', 'traditional'] },
  autoCompact: flag(d.autoCompact),
  contextLimitTokens: integer(d.contextLimitTokens, 500, 2_000_000),
  'memory.enabled': flag(d.memoryEnabled),
  'memory.model': { type: 'text', default: d.memoryModel, maxLength: 200 },
  'memory.initTokens': integer(d.initTokens, 1, 1_000_000),
  'memory.updateTokens': integer(d.updateTokens, 1, 1_000_000),
  'memory.updateToolCalls': integer(d.updateToolCalls, 0, 1_000),
  'memory.updateEveryTurn': flag(d.updateEveryTurn),
  'memory.maxTailTokens': integer(d.maxTailTokens, 0, 1_000_000),
  'memory.userWordsTokens': integer(d.userWordsTokens, 0, 1_000_000),
  'memory.budgetUsd': { type: 'number', default: d.budgetUsd, minimum: 0, maximum: 100_000 },
  prices: { type: 'object', default: {} },
} as const satisfies { readonly [name: string]: Rule };

export type SettingName = keyof typeof settingRules;

/** `raw` answers with whatever the user wrote, or undefined where nothing is set. */
export function readSettings(raw: (name: SettingName) => unknown): ReadSettings {
  const problems: string[] = [];
  const checked = <T>(name: CheckedName): T => {
    const [value, problem] = check(settingRules[name], raw(name));
    if (problem !== null) problems.push(`${sectionName}.${name} ${problem}.`);
    return value as T;
  };
  const text = (name: CheckedName): string => checked<string>(name).trim();
  const own = withOwnPrices(d.prices, raw('prices'));
  problems.push(...own.problems.map((problem) => `${sectionName}.prices: ${problem}`));
  const settings: HostSettings = {
    provider: checked('provider'),
    baseUrl: text('baseUrl'),
    systemPrompt: text('systemPrompt'),
    includeClaudeMd: checked('includeClaudeMd'),
    session: {
      ...d,
      model: text('model') || d.model,
      memoryModel: text('memory.model'),
      effort: checked('effort'),
      maxOutputTokens: checked('maxOutputTokens'),
      strategy: checked('strategy'),
      autoCompact: checked('autoCompact'),
      contextLimitTokens: checked('contextLimitTokens'),
      memoryEnabled: checked('memory.enabled'),
      initTokens: checked('memory.initTokens'),
      updateTokens: checked('memory.updateTokens'),
      updateToolCalls: checked('memory.updateToolCalls'),
      updateEveryTurn: checked('memory.updateEveryTurn'),
      maxTailTokens: checked('memory.maxTailTokens'),
      userWordsTokens: checked('memory.userWordsTokens'),
      budgetUsd: checked('memory.budgetUsd'),
      prices: own.prices,
    },
  };
  return { settings, problems };
}

type CheckedName = Exclude<SettingName, 'prices'>;
type Checked = readonly [value: boolean | number | string, problem: string | null];

function check(rule: CheckedRule, value: unknown): Checked {
  if (value === undefined || value === null) return [rule.default, null];
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean' ? [value, null] : wrong(rule, 'must be true or false');
    case 'choice':
      return typeof value === 'string' && rule.choices.includes(value)
        ? [value, null]
        : wrong(rule, `must be one of ${rule.choices.map((choice) => `"${choice}"`).join(', ')}`);
    case 'text':
      return checkText(rule, value);
    case 'integer':
    case 'number':
      return checkNumber(rule, value);
  }
}

const wrong = (rule: CheckedRule, problem: string): Checked => [
  rule.default,
  `${problem}; ${JSON.stringify(rule.default)} is used instead`,
];

function checkText(rule: CheckedRule & { type: 'text' }, value: unknown): Checked {
  if (typeof value !== 'string') return wrong(rule, 'must be text');
  if (value.length > rule.maxLength)
    return wrong(rule, `must not be longer than ${rule.maxLength} characters`);
  if (value.trim().length < (rule.minLength ?? 0)) return wrong(rule, 'must not be empty');
  return [value, null];
}

function checkNumber(rule: CheckedRule & { type: 'integer' | 'number' }, value: unknown): Checked {
  if (typeof value !== 'number' || !Number.isFinite(value)) return wrong(rule, 'must be a number');
  const rounded = rule.type === 'integer' ? Math.round(value) : value;
  const within = Math.min(rule.maximum, Math.max(rule.minimum, rounded));
  if (within === value) return [value, null];
  const kind = rule.type === 'integer' ? 'a whole number' : 'a number';
  return [
    within,
    `must be ${kind} from ${rule.minimum} to ${rule.maximum}; ${within} is used instead of ${value}`,
  ];
}
