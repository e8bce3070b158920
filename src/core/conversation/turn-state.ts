/** What a turn is at, from the message to the answer's end. */
import type { Failure } from '../failure.ts';
import type { RequestId } from '../outcome.ts';
import type { Attachment } from './attachment.ts';
import type { ToolUseBlock } from './message.ts';
import type { RecordId } from './transcript.ts';

export type Turn =
  | { readonly phase: 'idle' }
  /** The memory file is being read, so that a hand edit counts in this very turn. */
  | {
      readonly phase: 'preparing';
      readonly requestId: RequestId;
      readonly typed: string;
      /** What goes along with the text; what it was with the message that was edited. */
      readonly attachments: readonly Attachment[];
      /** See OutgoingMessage. */
      readonly continuation?: string;
      /** The message that was edited; null where this is a new one. */
      readonly insteadOf: RecordId | null;
      readonly retry: boolean;
    }
  /** A compaction comes first; `round` is the tool round at which the turn goes on. */
  | {
      readonly phase: 'compacting';
      readonly requestId: RequestId;
      readonly round: number;
      readonly overflowed: boolean;
      /** What it has put into the context is code's extract, made just now or earlier. */
      readonly stopgap: boolean;
    }
  | {
      readonly phase: 'answering';
      readonly requestId: RequestId;
      readonly callId: string;
      /** Who was asked; the settings may change before the answer is there. */
      readonly provider: string;
      readonly model: string;
      /** From where on the request held thinking; what the answer thinks is bound to that. */
      readonly thinkingFrom: number;
      /** Tool rounds so far in this turn. */
      readonly round: number;
      /** The context was compacted once because the API found it too long; it is not done twice. */
      readonly overflowed: boolean;
      /** What the compaction right before put into the context is code's extract, made just now or earlier. */
      readonly stopgap: boolean;
      /** Thinking was left out once because the API refused it. */
      readonly thinkingDropped: boolean;
      readonly partialText: string;
      readonly partialThinking: string;
      /** How much of the text is kept in pieces, in UTF-16 units. */
      readonly keptChars: number;
      readonly waiting: Waiting | null;
    }
  | {
      readonly phase: 'runningTools';
      readonly requestId: RequestId;
      readonly callId: string;
      readonly round: number;
      readonly uses: readonly ToolUseBlock[];
    };

export type Waiting =
  /** `until` is in milliseconds since the epoch. */
  | { readonly reason: 'retry'; readonly failure: Failure; readonly until: number }
  /** Nothing has been heard since then, in milliseconds since the epoch; the call goes on. */
  | { readonly reason: 'silent'; readonly since: number };
