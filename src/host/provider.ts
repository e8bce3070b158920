/** Which model answers: chosen by the settings and by whether there is a key, anew whenever either changes. */
import type { Clock } from '../core/ports/clock.ts';
import type { ListedModel, ModelPort } from '../core/ports/model.ts';
import type { Mode } from '../protocol/view.ts';
import type { ApiKey } from './api-key.ts';
import type { Configuration } from './configuration.ts';
import type { HostAdapters } from './host-adapters.ts';
import type { Log } from './log.ts';
import type { ServerAddress } from './server-address.ts';
import type { HostSettings } from './settings.ts';

export interface ProviderOptions {
  readonly settings: () => HostSettings;
  readonly hasKey: () => Promise<boolean>;
  readonly isTrusted: () => boolean;
  /** Made at first use: the Anthropic SDK is large. */
  readonly models: { readonly anthropic: () => ModelPort; readonly offline: () => ModelPort };
  /** Null where the base URL cannot be used. */
  readonly address: (baseUrl: string) => ServerAddress | null;
}

export interface ProviderFacts {
  readonly provider: 'anthropic' | 'offline';
  /** `setup`: a key is needed and there is none. */
  readonly mode: Exclude<Mode, 'restricted'>;
  /** Empty for the offline model, which has no name of its own. */
  readonly model: string;
  /** The server's host name where it is not Anthropic's own; else empty. */
  readonly server: string;
}

export class Provider {
  readonly #options: ProviderOptions;
  readonly #made = new Map<ProviderFacts['provider'], ModelPort>();
  #hasKey = false;

  constructor(options: ProviderOptions) {
    this.#options = options;
  }

  /** Looks for the key again. Must have run once before the first request. */
  async refresh(): Promise<void> {
    this.#hasKey = await this.#options.hasKey();
  }

  get facts(): ProviderFacts {
    const { settings, address } = this.#options;
    return chooseProvider(settings(), this.#hasKey, address(settings().baseUrl));
  }

  /** Empty where there is nobody to ask, or nobody may be asked. */
  async listModels(): Promise<readonly ListedModel[]> {
    const mayAsk = this.facts.mode === 'ready' && this.#options.isTrusted();
    return mayAsk ? ((await this.model().listModels?.()) ?? []) : [];
  }

  model(): ModelPort {
    const { provider } = this.facts;
    const made = this.#made.get(provider) ?? this.#options.models[provider]();
    this.#made.set(provider, made);
    return made;
  }
}

export function chooseProvider(
  settings: HostSettings,
  hasKey: boolean,
  address: ServerAddress | null,
): ProviderFacts {
  const isChosen = settings.provider === 'offline';
  if (isChosen || (settings.provider === 'auto' && !hasKey))
    return { provider: 'offline', mode: isChosen ? 'offlineByChoice' : 'offline', model: '', server: '' };
  const needsKey = address?.isLocal !== true;
  return {
    provider: 'anthropic',
    mode: needsKey && !hasKey ? 'setup' : 'ready',
    model: settings.session.model,
    server: settings.baseUrl === '' ? '' : (address?.host ?? ''),
  };
}

export interface ProviderParts {
  readonly adapters: Pick<HostAdapters, 'anthropicModel' | 'offlineModel' | 'checkAddress'>;
  readonly configuration: Pick<Configuration, 'settings'>;
  readonly apiKey: Pick<ApiKey, 'read'>;
  readonly isTrusted: () => boolean;
  /** Where the offline model looks things up; null when no folder on a disk is open. */
  readonly folder: string | null;
  readonly clock: Clock;
  readonly log: Log;
}

export function createProvider(parts: ProviderParts): Provider {
  const { adapters, configuration, apiKey, isTrusted, folder, clock, log } = parts;
  return new Provider({
    settings: () => configuration.settings,
    hasKey: async () => (await apiKey.read()) !== undefined,
    isTrusted,
    models: {
      anthropic: () =>
        adapters.anthropicModel({
          apiKey: () => apiKey.read(),
          baseUrl: () => configuration.settings.baseUrl,
          clock,
          log: (level, text) => log[level](text),
        }),
      offline: () => adapters.offlineModel({ folder }),
    },
    address: (baseUrl) => {
      const checked = adapters.checkAddress(baseUrl);
      return checked.kind === 'address' ? checked.address : null;
    },
  });
}
