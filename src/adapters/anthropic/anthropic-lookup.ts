/** A question that only some servers answer: which models there are. */
import type { ListedModel } from '../../core/ports/model.ts';
import { checkAddress } from './anthropic-address.ts';
import { type CallSetting, readKey } from './anthropic-call.ts';
import { isObject } from './json-object.ts';

/** Nobody waits for the answer, and there is always something to go by without it. */
const patienceMs = 10_000;

/** Longer ids and longer lists are nonsense. */
const longestId = 200;
const mostModels = 1_000;

export async function askForModels(setting: CallSetting): Promise<readonly ListedModel[]> {
  const reply = await ask(setting);
  const data = isObject(reply) && Array.isArray(reply.data) ? reply.data.slice(0, mostModels) : [];
  return data.flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry.id !== 'string') return [];
    const { id, display_name: name } = entry;
    if (id.trim() === '' || id.length > longestId) return [];
    return [{ id, name: typeof name === 'string' ? name.slice(0, longestId) : '' }];
  });
}

/** Undefined for every kind of failure, which is only logged. */
async function ask(setting: CallSetting): Promise<unknown> {
  const checked = checkAddress(setting.baseUrl());
  if (checked.kind === 'refused') return undefined;
  const { address } = checked;
  const controller = new AbortController();
  const stopTimer = setting.clock.after(patienceMs, () => controller.abort());
  try {
    const key = await readKey(setting.apiKey, address);
    if (typeof key !== 'string') return undefined;
    const { fetch } = setting;
    const server = await setting.loadServer();
    return await server.listModels({ baseUrl: address.baseUrl, key, fetch, signal: controller.signal });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'error';
    setting.log('debug', `${address.host} did not say which models there are: ${name}`);
    return undefined;
  } finally {
    stopTimer();
  }
}
