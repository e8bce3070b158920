import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { defaultSettings } from '../../../src/core/settings.ts';
import {
  type Rule,
  readSettings,
  type SettingName,
  sectionName,
  settingRules,
} from '../../../src/host/settings.ts';

const read = (values: { readonly [name: string]: unknown }) => readSettings((name) => values[name]);

interface Schema {
  readonly type: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly string[];
  readonly scope: string;
}

const readJson = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8'));
const manifest = readJson('package.json');
const words: { readonly [key: string]: string } = readJson('package.nls.json');
const schemas: { readonly [name: string]: Schema } = manifest.contributes.configuration.properties;

function schemaOf(rule: Rule): Partial<Schema> {
  const base = {
    type: rule.type === 'choice' || rule.type === 'text' ? 'string' : rule.type,
    default: rule.default,
  };
  switch (rule.type) {
    case 'boolean':
      return base;
    case 'choice':
      return { ...base, enum: rule.choices };
    case 'text':
      return { ...base, maxLength: rule.maxLength, ...(rule.minLength ? { minLength: rule.minLength } : {}) };
    case 'object':
      return { ...base, scope: 'application' };
    default:
      return { ...base, minimum: rule.minimum, maximum: rule.maximum };
  }
}

describe('settings', () => {
  it('has the defaults of the engine where nothing is set', () => {
    const { settings, problems } = read({});
    assert.deepEqual(settings.session, defaultSettings);
    assert.deepEqual(problems, []);
    assert.equal(settings.provider, 'auto');
    assert.equal(settings.includeClaudeMd, true);
  });

  it('takes what is valid as it is', () => {
    const { settings, problems } = read({
      provider: 'offline',
      model: ' some-model ',
      'memory.initTokens': 500,
      'memory.budgetUsd': 0.25,
      strategy: 'traditional',
      effort: 'low',
    });
    assert.deepEqual(problems, []);
    assert.equal(settings.provider, 'offline');
    assert.equal(settings.session.model, 'some-model');
    assert.equal(settings.session.initTokens, 500);
    assert.equal(settings.session.budgetUsd, 0.25);
    assert.equal(settings.session.strategy, 'traditional');
    assert.equal(settings.session.effort, 'low');
  });

  const bad: readonly (readonly [SettingName, unknown, unknown])[] = [
    ['provider', 'vscode', 'auto'],
    ['provider', 7, 'auto'],
    ['model', '', defaultSettings.model],
    ['model', '   ', defaultSettings.model],
    ['contextLimitTokens', 12, 500],
    ['contextLimitTokens', 1e12, 2_000_000],
    ['contextLimitTokens', Number.NaN, 200_000],
    ['contextLimitTokens', '5000', 200_000],
    ['memory.updateToolCalls', -1, 0],
    ['memory.updateToolCalls', 2.6, 3],
    ['memory.enabled', 'yes', true],
    ['strategy', 'Instant', 'instant'],
    ['effort', 'ultra', ''],
    ['memory.model', { toString: 'x' }, ''],
    ['systemPrompt', 'x'.repeat(100_001), ''],
  ];
  for (const [name, value, expected] of bad) {
    it(`replaces ${name} = ${String(JSON.stringify(value)).slice(0, 20)} and says so once`, () => {
      const { settings, problems } = read({ [name]: value });
      assert.equal(settingOf(settings, name), expected);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', new RegExp(`^${sectionName}.${name} must`));
    });
  }

  it('puts the user’s own prices on top of the listed ones and says which it cannot read', () => {
    const { settings, problems } = read({
      prices: { local: { input: 1, output: 2 }, odd: { input: 'cheap' } },
    });
    const { prices } = settings.session;
    assert.equal(prices.models.get('local')?.[0]?.output, 2);
    assert.equal(prices.models.get('odd'), undefined);
    assert.ok(prices.models.has(defaultSettings.model));
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^sessionMemory\.prices: .*“odd”/);
    assert.deepEqual(read({ prices: 3 }).settings.session.prices, defaultSettings.prices);
  });

  it('never puts a text value into the log', () => {
    const { problems } = read({
      systemPrompt: 'secret '.repeat(20_000),
      baseUrl: 3,
      model: ['sk-ant-secret'],
    });
    assert.equal(problems.length, 3);
    assert.doesNotMatch(problems.join(), /secret/);
  });

  it('answers anything with settings within their bounds', () => {
    const values = fc.dictionary(fc.constantFrom(...Object.keys(settingRules)), fc.anything());
    fc.assert(
      fc.property(values, (given) => {
        const { settings } = read(given);
        for (const [name, rule] of Object.entries<Rule>(settingRules)) {
          const value = settingOf(settings, name as SettingName);
          assert.equal(typeof value, typeof rule.default);
          if (typeof value === 'number' && (rule.type === 'integer' || rule.type === 'number')) {
            assert.ok(value >= rule.minimum && value <= rule.maximum);
          }
        }
      }),
    );
  });
});

describe('the manifest', () => {
  it('declares exactly the settings that are read, with the same types, defaults and bounds', () => {
    const names = Object.keys(settingRules).map((name) => `${sectionName}.${name}`);
    assert.deepEqual(Object.keys(schemas).sort(), names.sort());
    for (const [name, rule] of Object.entries<Rule>(settingRules)) {
      const schema = schemas[`${sectionName}.${name}`];
      const expected = schemaOf(rule);
      for (const key of Object.keys(expected) as (keyof Schema)[]) {
        assert.deepEqual(schema?.[key], expected[key], `${name}.${key}`);
      }
    }
  });

  it('keeps a repository from choosing the endpoint, the model or the prompt', () => {
    const guarded = ['baseUrl', 'provider', 'model', 'memory.model', 'systemPrompt'].map(
      (name) => `${sectionName}.${name}`,
    );
    for (const name of guarded) assert.equal(schemas[name]?.scope, 'application', name);
    assert.deepEqual(
      manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      guarded.toSorted(),
    );
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  });

  it('has words for every key it names, and no others', () => {
    const named = [...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(named)].sort(), Object.keys(words).sort());
  });
});

function settingOf(settings: ReturnType<typeof read>['settings'], name: SettingName): unknown {
  const inSession: { readonly [name: string]: keyof typeof settings.session } = {
    'memory.enabled': 'memoryEnabled',
    'memory.model': 'memoryModel',
    'memory.initTokens': 'initTokens',
    'memory.updateTokens': 'updateTokens',
    'memory.updateToolCalls': 'updateToolCalls',
    'memory.updateEveryTurn': 'updateEveryTurn',
    'memory.maxTailTokens': 'maxTailTokens',
    'memory.userWordsTokens': 'userWordsTokens',
    'memory.budgetUsd': 'budgetUsd',
  };
  if (name in settings) return settings[name as keyof typeof settings];
  return settings.session[inSession[name] ?? (name as keyof typeof settings.session)];
}
