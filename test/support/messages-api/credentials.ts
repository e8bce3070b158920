/** Who asks, and in which version of the API. */
import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, reject } from './api-error.ts';
import type { Features } from './features.ts';

/** The key, from either header; it is also whose cache is used. Throws the 401 for one that is missing or wrong. */
export function accountOf(headers: IncomingHttpHeaders, keys: readonly string[], features: Features): string {
  const bearer = /^Bearer (.*)$/i.exec(headers.authorization ?? '')?.[1];
  const apiKey = headers['x-api-key'];
  const key = bearer ?? (typeof apiKey === 'string' ? apiKey : '');
  if (!features.auth) return key;
  if (key === '') throw new ApiError(401, 'authentication_error', 'x-api-key header is required');
  if (keys.includes(key)) return key;
  const what = bearer === undefined ? 'invalid x-api-key' : 'Invalid bearer token';
  throw new ApiError(401, 'authentication_error', what);
}

export function versionOf(headers: IncomingHttpHeaders, features: Features): string {
  const version = String(headers['anthropic-version'] ?? '');
  if (!features.version) return version;
  if (version === '') reject('anthropic-version', 'header is required');
  if (version === '2023-06-01' || version === '2026-10-21') return version;
  reject('anthropic-version', `"${version}" is not a valid version`);
}
