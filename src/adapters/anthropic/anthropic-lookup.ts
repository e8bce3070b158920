/** Questions that only some servers answer: what a model can do, and how many tokens a request has. */
import type { ReportedFacts } from '../../core/models/model-facts.ts';
import type { ListedModel, ModelRequest } from '../../core/ports/model.ts';
import { checkAddress } from './anthropic-address.ts';
import type { Sdk } from './anthropic-attempt.ts';
import { type CallSetting, readKey } from './anthropic-call.ts';
import { bodyOf } from './anthropic-request.ts';
import { isObject, type JsonObject } from './json-object.ts';

/** Nobody waits for these answers, and there is always something to go by without them. */
const patienceMs = 10_000;

export async function askForFacts(setting: CallSetting, model: string): Promise<ReportedFacts> {
  const reply = await ask(setting, (sdk, connection) => sdk.getModel(connection, model));
  const contextWindow = count(reply?.max_input_tokens);
  const maxOutput = count(reply?.max_tokens);
  return {
    ...(contextWindow !== undefined && { contextWindow }),
    ...(maxOutput !== undefined && { maxOutput }),
  };
}

/** Longer ids and longer lists are nonsense. */
const longestId = 200;
const mostModels = 1_000;

export async function askForModels(setting: CallSetting): Promise<readonly ListedModel[]> {
  const reply = await ask(setting, (sdk, connection) => sdk.listModels(connection));
  const data = Array.isArray(reply?.data) ? reply.data.slice(0, mostModels) : [];
  return data.flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry.id !== 'string') return [];
    const { id, display_name: name } = entry;
    if (id.trim() === '' || id.length > longestId) return [];
    return [{ id, name: typeof name === 'string' ? name.slice(0, longestId) : '' }];
  });
}

export async function askForCount(setting: CallSetting, request: ModelRequest): Promise<number | undefined> {
  const reply = await ask(setting, (sdk, connection) => {
    const refused = setting.refusedFields.of(connection.baseUrl, request.model);
    return sdk.countTokens(connection, bodyOf(request, new Set([...refused, 'cache_control'])));
  });
  return count(reply?.input_tokens);
}

type Question = (sdk: Sdk, connection: Parameters<Sdk['getModel']>[0]) => Promise<unknown>;

/** The reply as an object; undefined for every kind of failure, which is only logged. */
async function ask(setting: CallSetting, question: Question): Promise<JsonObject | undefined> {
  const checked = checkAddress(setting.baseUrl());
  if (checked.kind === 'refused') return undefined;
  const { address } = checked;
  const controller = new AbortController();
  const stopTimer = setting.clock.after(patienceMs, () => controller.abort());
  try {
    const key = await readKey(setting.apiKey, address);
    if (typeof key !== 'string') return undefined;
    const { fetch } = setting;
    const { baseUrl } = address;
    const reply = await question(await setting.loadSdk(), { baseUrl, key, fetch, signal: controller.signal });
    return isObject(reply) ? reply : undefined;
  } catch (error) {
    setting.log(
      'debug',
      `${address.host} did not answer a question: ${error instanceof Error ? error.name : 'error'}`,
    );
    return undefined;
  } finally {
    stopTimer();
  }
}

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
