/** What the imitated server can do. Everything on is Claude's own API; simple local servers lack a good deal. */

export interface Features {
  /** `GET /v1/models`. */
  readonly models: boolean;
  /** A prompt cache with its fields in `usage`. Without it marks are ignored, unless `cacheControl` forbids them. */
  readonly promptCache: boolean;
  /** Whether each field is known; an unknown one is refused with 400. */
  readonly cacheControl: boolean;
  readonly diagnostics: boolean;
  readonly outputConfig: boolean;
  readonly thinking: boolean;
  /** `role: 'system'` inside `messages`, where the model has it. */
  readonly systemRole: boolean;
  /** Thinking blocks carry signatures, and replayed ones are checked. */
  readonly signatures: boolean;
  /** Neighbouring messages of one role are merged; without it roles must alternate. */
  readonly neighbours: boolean;
  readonly pings: boolean;
  /** A key is asked for. */
  readonly auth: boolean;
  /** The header `anthropic-version` is asked for and looked at. */
  readonly version: boolean;
}

export const claudeFeatures: Features = {
  models: true,
  promptCache: true,
  cacheControl: true,
  diagnostics: true,
  outputConfig: true,
  thinking: true,
  systemRole: true,
  signatures: true,
  neighbours: true,
  pings: true,
  auth: true,
  version: true,
};

/** A local server of the simplest kind: the messages endpoint's core and nothing optional. */
export const localServerFeatures: Features = {
  models: false,
  promptCache: false,
  cacheControl: false,
  diagnostics: false,
  outputConfig: false,
  thinking: false,
  systemRole: false,
  signatures: false,
  neighbours: false,
  pings: false,
  auth: false,
  version: false,
};
