import type { Channel } from './channel.ts';

/** A channel on which parts of the panel save their own part of the state, and no other's. */
export function savingParts(channel: Pick<Channel, 'restore' | 'save'>): Pick<Channel, 'restore' | 'save'> {
  return {
    restore: () => channel.restore(),
    save: (part) => {
      const before = channel.restore();
      const isObject = typeof before === 'object' && before !== null;
      channel.save({ ...(isObject ? before : {}), ...(part as object) });
    },
  };
}
