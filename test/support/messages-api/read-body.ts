/** Reads a request's body, up to the API's limit of 32 MB. */
import type { IncomingMessage } from 'node:http';

const maxBytes = 32 * 1024 * 1024;

export type Received =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'tooLarge' }
  /** The client went away before the end. */
  | { readonly kind: 'aborted' };

export async function readBody(incoming: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    // What is too much is still read, since a client that is busy sending would not hear the refusal.
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
    }
  } catch {
    return { kind: 'aborted' };
  }
  if (bytes > maxBytes) return { kind: 'tooLarge' };
  if (bytes === 0)
    return incoming.method === 'POST' ? { kind: 'malformed', reason: 'empty' } : { kind: 'empty' };
  try {
    return { kind: 'json', value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch (error) {
    return { kind: 'malformed', reason: error instanceof Error ? error.message : String(error) };
  }
}
