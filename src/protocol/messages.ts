/**
 * What crosses between host and panel: intents up, view down, no request and no response. Both unions are closed on
 * `kind`, plain JSON, and decoded at both ends by `decode.ts`.
 */
import type { Action, Fields, Item, View } from './view.ts';

/** Rises when a message changes its meaning. A host answers a panel of another version with a reload. */
export const protocolVersion = 1;

/** What can be switched on and off beside the composer. */
export type Switch = 'autoCompact' | 'memory';

export type ToHost =
  /** The panel has loaded, or has lost step: send a snapshot. */
  | { readonly kind: 'ready'; readonly protocol: number }
  | { readonly kind: 'submit'; readonly text: string }
  /** Sends a message again with other words; what followed it stays on its own branch. */
  | { readonly kind: 'editMessage'; readonly record: string; readonly text: string }
  /** Shows the branch with this version of a message. */
  | { readonly kind: 'showVersion'; readonly record: string }
  /** Takes the message with this item out of the queue and puts it into the composer. */
  | { readonly kind: 'withdraw'; readonly id: string }
  /** Asks for another answer to the last message. */
  | { readonly kind: 'retryAnswer' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'compact'; readonly focus?: string }
  /** Shows what a compaction now would send; nothing happens. */
  | { readonly kind: 'previewCompaction' }
  | { readonly kind: 'undoCompaction' }
  | { readonly kind: 'updateMemory' }
  | { readonly kind: 'openMemory' }
  | { readonly kind: 'showMemoryHistory' }
  /** Shows what the last update of the memory changed. */
  | { readonly kind: 'showMemoryChange' }
  /** Shows the memory as a compaction swapped it in. */
  | { readonly kind: 'showCompactedMemory'; readonly record: string }
  | { readonly kind: 'newSession' }
  | { readonly kind: 'switchSession' }
  | { readonly kind: 'setApiKey' }
  | { readonly kind: 'manageTrust' }
  | { readonly kind: 'openSettings' }
  | { readonly kind: 'showLog' }
  /** `id` is the item that offered `action`; the host refuses what it did not offer. */
  | { readonly kind: 'act'; readonly id: string; readonly action: Action }
  /** A link that was clicked. The host parses it again and opens http, https and mailto only. */
  | { readonly kind: 'openLink'; readonly href: string }
  /** A file that an answer or a sent message names. The host opens only what lies in the workspace. `line` counts from 1. */
  | { readonly kind: 'openFile'; readonly path: string; readonly line?: number }
  | { readonly kind: 'copyText'; readonly text: string }
  /** Puts code from an answer where the user put the cursor last, in a text editor. */
  | { readonly kind: 'insertCode'; readonly text: string }
  /** Opens code from an answer as an untitled file. `language` is what the answer called it, untrusted. */
  | { readonly kind: 'newFile'; readonly text: string; readonly language: string }
  | { readonly kind: 'exportTranscript' }
  | { readonly kind: 'chooseModel' }
  | { readonly kind: 'chooseEffort' }
  | { readonly kind: 'setSwitch'; readonly name: Switch; readonly isOn: boolean }
  /** Looks for files of the workspace; what is found comes with the view. */
  | { readonly kind: 'searchFiles'; readonly query: string }
  /** One of the paths that were found, or a folder of theirs. Lines are counted from 1, both included; absent for the whole. */
  | {
      readonly kind: 'attachFile';
      readonly path: string;
      readonly firstLine?: number;
      readonly lastLine?: number;
    }
  /** What was dropped: addresses of files. The host attaches only what lies in the workspace. */
  | { readonly kind: 'attachDropped'; readonly uris: readonly string[] }
  /** Opens the dialog that picks files. */
  | { readonly kind: 'pickFiles' }
  /** An image that was pasted or dropped, its bytes in base64. The host looks at the bytes and at nothing else. */
  | {
      readonly kind: 'attachImage';
      readonly name: string;
      readonly data: string;
      /** See Attachment. */
      readonly thumbnail?: string;
    }
  /** Opens an image that was sent with this message. `attachment` is its place among what was attached, from 0. */
  | { readonly kind: 'openImage'; readonly record: string; readonly attachment: number }
  /** The editor's selection as it is now stays attached, whatever is selected later. */
  | { readonly kind: 'attachSelection' }
  /** The editor's selection goes along, or does not, until this is changed. */
  | { readonly kind: 'followSelection'; readonly isOn: boolean }
  | { readonly kind: 'detach'; readonly id: string }
  /** The composer's text, debounced. */
  | { readonly kind: 'draftChanged'; readonly text: string }
  | { readonly kind: 'loadEarlier' }
  /** The page has the keyboard focus, or has lost it. */
  | { readonly kind: 'focusChanged'; readonly isFocused: boolean }
  /** Something went wrong inside the panel (an exception, a blocked load); for the log. */
  | { readonly kind: 'panelFailed'; readonly message: string };

export type Change =
  /** An item with the same id is replaced in its place, so that a repeated change does no harm. */
  | { readonly kind: 'itemAdded'; readonly item: Item }
  | { readonly kind: 'itemReplaced'; readonly item: Item }
  | { readonly kind: 'itemRemoved'; readonly id: string }
  | {
      readonly kind: 'textAppended';
      readonly id: string;
      readonly part: 'text' | 'thinking';
      readonly text: string;
    }
  /** Earlier items; `hasEarlier` says whether there are still more before them. */
  | { readonly kind: 'itemsPrepended'; readonly items: readonly Item[]; readonly hasEarlier: boolean }
  | { readonly kind: 'fields'; readonly fields: Partial<Fields> };

export type ToPanel =
  | {
      readonly kind: 'snapshot';
      readonly protocol: number;
      readonly session: string;
      readonly revision: number;
      readonly view: View;
    }
  /** Applies only to the same session and exactly the revision before; otherwise the panel says `ready` again. */
  | { readonly kind: 'change'; readonly session: string; readonly revision: number; readonly change: Change }
  /** Another panel has sent this; a composer that still shows it lets go of it, and any other keeps what it has. */
  | { readonly kind: 'sentElsewhere'; readonly text: string }
  /** Moves the keyboard focus into the composer. */
  | { readonly kind: 'focusComposer' };
