/** For the ledger, which takes it from here until what is being changed there has come in. */
export type { Ownership } from './ports/memory-history.ts';
