/** Where the messages go, as far as the host is concerned. */
import type { Failure } from '../core/failure.ts';

export interface ServerAddress {
  readonly host: string;
  /** On this machine: such servers mostly want no key. */
  readonly isLocal: boolean;
}

export type CheckedAddress =
  | { readonly kind: 'address'; readonly address: ServerAddress }
  | { readonly kind: 'refused'; readonly failure: Failure };
