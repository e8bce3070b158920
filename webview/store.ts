/** The panel's replica of the view. It follows the host change by change, and asks for a snapshot when it lost step. */
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import { applyChange } from '../src/protocol/apply.ts';
import { protocolVersion, type ToPanel } from '../src/protocol/messages.ts';
import type { View } from '../src/protocol/view.ts';
import type { Post } from './channel.ts';

interface Replica {
  readonly session: string;
  readonly revision: number;
  readonly view: View;
}

export interface Store {
  /** Null until the first snapshot has come. */
  readonly view: ReadonlySignal<View | null>;
  /** Empty until the first snapshot has come. */
  readonly session: ReadonlySignal<string>;
  /** True when the host's snapshots are not understood, as after an update: only a reload helps. */
  readonly outdated: ReadonlySignal<boolean>;
  /** A snapshot came that could not be read. */
  refuseSnapshot(): void;
  receive(message: Extract<ToPanel, { kind: 'snapshot' | 'change' }>): void;
  /** Asks for a snapshot. */
  ask(): void;
}

export function createStore(post: Post): Store {
  const replica = signal<Replica | null>(null);
  const outdated = signal(false);
  let asked = false;

  const ask = (): void => {
    asked = true;
    post({ kind: 'ready', protocol: protocolVersion });
  };

  return {
    view: computed(() => replica.value?.view ?? null),
    session: computed(() => replica.value?.session ?? ''),
    outdated,
    ask,
    refuseSnapshot() {
      asked = false;
      outdated.value = true;
    },
    receive(message) {
      if (message.kind === 'snapshot') {
        asked = false;
        outdated.value = message.protocol !== protocolVersion;
        const { session, revision, view } = message;
        if (!outdated.value) replica.value = { session, revision, view };
        return;
      }
      const now = replica.value;
      const { session, revision, change } = message;
      if (now === null || now.session !== session || now.revision + 1 !== revision) {
        // One request is enough for any number of changes that arrive until it is answered.
        if (!asked) ask();
        return;
      }
      replica.value = { session, revision, view: applyChange(now.view, change) };
    },
  };
}
