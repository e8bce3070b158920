/** A `fetch` for one call that sends nothing but what it should, nowhere but where it should, and reports every byte. */

export type Fetch = typeof globalThis.fetch;

/** Thrown inside `fetch`; the client hands it on as the cause of its own error. */
export class RefusedRedirect extends Error {
  /** The origin it points to; null where the platform does not tell. */
  readonly target: string | null;

  constructor(target: string | null) {
    super('redirected');
    this.target = target;
  }
}

/** No answer is this long; a server that goes on and on must not fill the memory. */
const mostBytes = 64 * 1024 * 1024;

/** What the SDK would send by itself, written out so that no version of it changes the API's behaviour unseen. */
const apiVersion = '2026-10-21';

/**
 * Headers are made anew: the SDK merges those of `ANTHROPIC_CUSTOM_HEADERS` into every request, and a workspace's
 * environment must neither add one nor replace the key. Redirects are refused, since they would carry the key along.
 */
export function guardedFetch(fetch: Fetch, key: string, heard: () => void): Fetch {
  return async (input, init) => {
    const sent = fetch(input, { ...init, headers: headersFor(key), redirect: 'manual' });
    const response = await orAborted(sent, init?.signal ?? undefined);
    heard();
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel().catch(() => {});
      throw new RefusedRedirect(originOf(response.headers.get('location'), String(input)));
    }
    return response.body === null ? response : watched(response, response.body, heard);
  };
}

/** A `fetch` that a host has replaced may not heed the signal; the SDK would keep its timer for ever then. */
function orAborted(sent: Promise<Response>, signal: AbortSignal | undefined): Promise<Response> {
  if (signal === undefined) return sent;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    sent.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

const headersFor = (key: string): Record<string, string> => ({
  accept: 'application/json',
  authorization: `Bearer ${key}`,
  'content-type': 'application/json',
  'anthropic-version': apiVersion,
  'user-agent': 'session-memory-for-claude',
});

function originOf(location: string | null, base: string): string | null {
  return location !== null && URL.canParse(location, base) ? new URL(location, base).origin : null;
}

function watched(response: Response, body: ReadableStream<Uint8Array>, heard: () => void): Response {
  let bytes = 0;
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      heard();
      bytes += chunk.byteLength;
      if (bytes > mostBytes) controller.error(new Error('The answer is too large.'));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body.pipeThrough(watch), { status, statusText, headers });
}
