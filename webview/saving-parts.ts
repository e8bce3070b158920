import type { Channel } from './channel.ts';

/** Where the next page finds what this one has saved. */
export type Saved = Pick<Channel, 'restore' | 'save'>;

/** A channel on which parts of the panel save their own part of the state, and no other's. */
export function savingParts(channel: Saved): Saved {
  return {
    restore: () => channel.restore(),
    save: (part) => {
      const before = channel.restore();
      const isObject = typeof before === 'object' && before !== null;
      channel.save({ ...(isObject ? before : {}), ...(part as object) });
    },
  };
}
