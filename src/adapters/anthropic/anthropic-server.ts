/**
 * All that speaks with a server. Loaded at the first call, because the SDK in it is large: it ships as a bundle of its own,
 * so nothing that it shares with the rest may rest on a class's identity or on a module's state.
 */
export { startAttempt } from './anthropic-attempt.ts';
export { listModels } from './anthropic-client.ts';
