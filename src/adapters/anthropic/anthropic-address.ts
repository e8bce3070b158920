/** Where requests go. The key travels with every request, so the address is checked before it is used. */
import { type Failure, failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';

const defaultBaseUrl = 'https://api.anthropic.com';

export interface Address {
  /** Without a slash at its end and without `/v1`, which the client adds. */
  readonly baseUrl: string;
  /** For messages to the user. */
  readonly host: string;
  /** On this machine: servers there mostly want no key. */
  readonly isLocal: boolean;
}

export type CheckedAddress =
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Checks the setting; empty is Anthropic's own server. */
export function checkAddress(setting: string): CheckedAddress {
  const text = setting.trim() === '' ? defaultBaseUrl : setting.trim();
  if (!URL.canParse(text)) return refused(phrase`is not a web address such as https://api.anthropic.com`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused(phrase`must begin with https://`);
  const isLocal = isLoopback(url.hostname);
  if (url.protocol === 'http:' && !isLocal) {
    return refused(
      phrase`must begin with https://, since the key would cross the network unprotected; http:// serves this machine only`,
    );
  }
  if (url.username !== '' || url.password !== '')
    return refused(phrase`must not hold a user name or a password`);
  if (url.search !== '' || url.hash !== '') return refused(phrase`must not hold “?” or “#”`);
  const path = url.pathname.replace(/\/+$/, '').replace(/\/v1(?:\/messages)?$/, '');
  return { kind: 'address', address: { baseUrl: `${url.origin}${path}`, host: url.host, isLocal } };
}

const refused = (why: Phrase): CheckedAddress => ({
  kind: 'refused',
  failure: failure('badRequest', phrase`The setting “sessionMemory.baseUrl” ${why}. Nothing was sent.`),
});

const isLoopback = (hostname: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);
