/**
 * Everything the panel shows, as plain JSON. The host derives it from the engine; the panel holds a replica and
 * infers nothing: what may be done is stated (`canCompact`, `actions`), never guessed.
 *
 * Units: tokens as the API counts them, times in milliseconds, instants in milliseconds since the epoch, US dollars.
 */

/**
 * `setup`: the chosen provider needs an API key and there is none; the panel asks for one.
 * `offline`: the keyless model is at work for want of a key; the panel says so and offers one.
 * `offlineByChoice`: it is at work because the settings say so; the panel offers the settings.
 * `restricted`: Restricted Mode; nothing is read, written or sent.
 */
export type Mode = 'ready' | 'setup' | 'offline' | 'offlineByChoice' | 'restricted';

/** What a notice may offer. A closed list: the panel can never name a command of its own. */
export type Action =
  | 'retry'
  | 'continue'
  | 'dismiss'
  | 'setApiKey'
  | 'openSettings'
  | 'showLog'
  | 'newSession'
  | 'manageTrust'
  | 'compact'
  | 'openMemory'
  | 'recreateMemory'
  | 'keepMemoryDeleted'
  | 'reviewMemory'
  | 'useForeignMemory'
  | 'ignoreForeignMemory'
  | 'excludeFromGit';

/** What goes along, or went along, with a message beside its text. Of its content the panel has what it made of it itself. */
export interface Attachment {
  readonly id: string;
  readonly kind: 'file' | 'selection' | 'image';
  /** A path in the workspace, or what an image is called; untrusted. */
  readonly name: string;
  /** Counted from 1, both included; absent where it is the whole of it. */
  readonly firstLine?: number;
  readonly lastLine?: number;
  /** Estimated; 0 while it is being read. */
  readonly tokens: number;
  /** Characters that nobody sees and that are left out; absent for none. */
  readonly hidden?: number;
  /** The image made small by the panel that it was given to: a `data:` address. Absent where none was. */
  readonly thumbnail?: string;
  /** Absent once it has been read. */
  readonly isReading?: boolean;
  /** Why it cannot be sent, one sentence. */
  readonly problem?: string;
}

export interface UserItem {
  readonly kind: 'user';
  readonly id: string;
  /** Empty where only something was attached, or nothing was written at all. */
  readonly text: string;
  /** Nothing was written: the rest of the answer before it was asked for. */
  readonly continues?: boolean;
  /** No answer ever came to the message before it. */
  readonly afterUnanswered?: boolean;
  readonly attachments?: readonly Attachment[];
  /** Accepted, but not sent yet: it waits for the turn before it. */
  readonly pending?: boolean;
  /** It waits in the queue, and can be taken out of it under its id. */
  readonly canWithdraw?: boolean;
  /** The name by which the host can be asked to edit it; absent while it cannot. */
  readonly record?: string;
  /** Absent while the message was never edited. */
  readonly versions?: MessageVersions;
}

/** A message that was edited stands on a branch for each of its versions. */
export interface MessageVersions {
  /** Which of them is shown, counted from 1. */
  readonly shown: number;
  readonly count: number;
  /** The names of the versions before and after it. */
  readonly previous?: string;
  readonly next?: string;
}

/**
 * `interrupted`: the stream ended early or the user stopped it; `refused`: the model declined;
 * `cut`: the answer reached its length limit.
 */
export type AnswerState = 'streaming' | 'done' | 'interrupted' | 'refused' | 'cut';

export interface AnswerItem {
  readonly kind: 'answer';
  readonly id: string;
  /** Markdown, untrusted. */
  readonly text: string;
  readonly thinking?: string;
  readonly state: AnswerState;
  /** It can be asked for once more. */
  readonly canRetry?: boolean;
}

export interface ToolItem {
  readonly kind: 'tool';
  readonly id: string;
  readonly name: string;
  /** One line that tells what was asked of the tool. */
  readonly summary: string;
  readonly output?: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
}

/** A turn on the branch, counted from 1, and the record of the message that began it. */
export interface TurnLink {
  readonly turn: number;
  readonly record: string;
}

export interface CompactionItem {
  readonly kind: 'compaction';
  readonly id: string;
  readonly tokensBefore: number;
  readonly tokensAfter: number;
  readonly messagesBefore: number;
  readonly messagesAfter: number;
  /** Messages that went on word for word. */
  readonly keptMessages: number;
  /** The turn with which they begin; absent where nothing was kept. */
  readonly keptFrom?: TurnLink;
  /** The compaction's record, by which its memory is asked for. */
  readonly record: string;
  /** What the compaction itself made the user wait. */
  readonly waitedMs: number;
  readonly canUndo: boolean;
  readonly undone: boolean;
  /** Code's own extract stood in for a model's summary. */
  readonly provisional: boolean;
  /** Earlier messages of the user's that no longer go along word for word; absent where all of them do. */
  readonly wordsOmitted?: number;
  /** Those that go along with their beginning and end only. */
  readonly wordsCut?: number;
  /** Lines pasted into them that do not go along. */
  readonly pastedLines?: number;
}

export interface NoticeItem {
  readonly kind: 'notice';
  readonly id: string;
  readonly level: 'info' | 'warning' | 'error';
  /** What happened, what is safe, what to do; plain text. */
  readonly text: string;
  /** When trying again is of use, in epoch milliseconds; the panel counts down to it. Absent where nobody knows. */
  readonly until?: number;
  readonly actions: readonly Action[];
}

export type Item = UserItem | AnswerItem | ToolItem | CompactionItem | NoticeItem;

/**
 * `preparing`: accepted, nothing has arrived yet. `silentSince`: nothing has been heard since then, in epoch milliseconds;
 * the call goes on.
 * `waiting`: no request runs; `text` says why, `until` is when it goes on, where that is known.
 */
export type Turn =
  | { readonly state: 'idle' }
  | { readonly state: 'preparing' }
  | { readonly state: 'streaming'; readonly silentSince?: number }
  | {
      readonly state: 'waiting';
      readonly reason: 'retry' | 'compaction';
      readonly text: string;
      readonly until?: number;
    };

export interface Meter {
  readonly contextTokens: number;
  readonly limitTokens: number;
  /** Context size at which the first memory is made; 0 where none is made by itself. */
  readonly memoryAtTokens: number;
  /** Context size at which the next update of the memory is due; 0 where none is made by itself. */
  readonly updateAtTokens: number;
  /** The part of the context that the memory already speaks of. */
  readonly coveredTokens: number;
  /** The part that a compaction now would keep word for word. */
  readonly tailTokens: number;
}

/** The context's size at one moment of the session. */
export interface SizePoint {
  /** How many turns had ended. */
  readonly turn: number;
  readonly tokens: number;
  /** Set where a compaction made it smaller there. */
  readonly compactedTo?: number;
}

export interface Memory {
  /** `off`: switched off in the settings. `resting`: failed too often in a row; tries again by itself later. */
  readonly status: 'none' | 'building' | 'updating' | 'ready' | 'failed' | 'resting' | 'off';
  /** One short sentence for the user. */
  readonly text: string;
  readonly tokens: number;
  readonly coveredMessages: number;
  readonly updatedAt?: number;
  /** What the last change since the session was opened did, one line. */
  readonly lastChange?: string;
  /** Why the last update failed, one sentence. */
  readonly failure?: string;
  readonly canUpdate: boolean;
  readonly canOpen: boolean;
}

/** A line of the memory that names the turn it comes from. */
export interface MemoryLine {
  readonly text: string;
  readonly turn: number;
  /** The message that began the turn. */
  readonly record: string;
  /** The user has taken it back. */
  readonly isStruck: boolean;
}

export interface TokenTotals {
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly requests: number;
}

export interface Spent extends TokenTotals {
  /** Null where a model's price is not known. */
  readonly costUsd: number | null;
  /** Against the same answers without caching; below zero where entries were written and hardly read. Null as above. */
  readonly savedUsd: number | null;
  /** The part of the input that was read from the cache, 0 to 1; null before there was any input. */
  readonly cacheReadShare: number | null;
}

export interface Cost {
  readonly chat: Spent;
  readonly memory: Spent;
  /** Chat and memory. */
  readonly session: Spent;
  /** By all sessions of this workspace, the deleted ones too. */
  readonly allChat: Spent;
  readonly allMemory: Spent;
  readonly total: Spent;
}

/** The unsent text of the composer, mirrored so that a destroyed panel loses nothing. */
export interface Draft {
  readonly text: string;
  /**
   * Rises only when the host puts text into the composer (a message that was refused, say). A panel takes over
   * `text` when this rises; while it stays, `text` is an echo of what a panel typed and is not applied.
   */
  readonly placed: number;
}

/** Files of the workspace that fit what is written after an `@`. */
export interface FoundFiles {
  readonly query: string;
  /** Best first, bounded; untrusted. */
  readonly paths: readonly string[];
}

/** What the text editor has selected. */
export interface OfferedSelection {
  readonly attachment: Attachment;
  /** It goes along with the next message. */
  readonly isAttached: boolean;
}

/** What goes along with the next message, and how it will be answered. */
export interface Composer {
  readonly attachments: readonly Attachment[];
  readonly selection: OfferedSelection | null;
  /** For the newest `searchFiles`; null before the first. */
  readonly found: FoundFiles | null;
  /** Empty: the model's default. */
  readonly effort: string;
  /** The model can be told how hard to think. */
  readonly hasEffort: boolean;
  readonly autoCompact: boolean;
  readonly memoryEnabled: boolean;
}

/** The user's chat fonts; absent where VS Code's own apply. */
export interface Fonts {
  readonly family?: string;
  /** Pixels. */
  readonly size?: number;
}

export interface View {
  readonly mode: Mode;
  readonly provider: string;
  readonly model: string;
  /** The server's host name where it is not the provider's own, else empty: the user sees where messages go. */
  readonly server: string;
  readonly title: string;
  /** In order; the newest part of a long session. */
  readonly items: readonly Item[];
  /** There are items before the first one; `loadEarlier` fetches them. */
  readonly hasEarlier: boolean;
  readonly turn: Turn;
  /** Messages that wait for the running turn to end. */
  readonly queued: number;
  readonly meter: Meter;
  /** Oldest first; bounded, with earlier turns left out of a long session. */
  readonly sizes: readonly SizePoint[];
  readonly memory: Memory;
  /** What the user said first; bounded. */
  readonly memoryLines: readonly MemoryLine[];
  /** What came of something that the user asked for; in sight wherever the reading has gone. Oldest first. */
  readonly replies: readonly NoticeItem[];
  readonly cost: Cost;
  readonly canSubmit: boolean;
  readonly canCompact: boolean;
  readonly draft: Draft;
  /** What was sent before, oldest first, in other sessions too; bounded, and some of it may stand in `items` as well. */
  readonly earlierPrompts: readonly string[];
  readonly composer: Composer;
  readonly fonts: Fonts;
}

/** Every part of the view but its items; such a part is replaced whole. */
export type Fields = Omit<View, 'items'>;
