/** What the user wants to send, and why it cannot be sent: then nothing is recorded and all of it goes back. */
import { slice } from '../append-list.ts';
import { type Failure, failure } from '../failure.ts';
import { contextLimit } from '../limits.ts';
import { phrase } from '../phrase.ts';
import type { SessionState } from '../session.ts';
import { type Attachment, attachmentsOf, attachmentTokens, withoutAttachments } from './attachment.ts';
import { imageData } from './image.ts';
import { isImage, plainText } from './message.ts';
import { textTokens } from './tokens.ts';
import { isMessage, type UserRecord } from './transcript.ts';

export interface OutgoingMessage {
  readonly typed: string;
  readonly attachments: readonly Attachment[];
  /** What code says where nothing was typed, to have an answer continued. */
  readonly continuation?: string;
}

/** What a message was sent with, to be sent once more. */
export function sentMessage(record: UserRecord): OutgoingMessage {
  const { typed, continues } = record;
  const attachments = attachmentsOf(record);
  if (continues === undefined) return { typed, attachments };
  return { typed, attachments, continuation: plainText(withoutAttachments(record).slice(0, 1)) };
}

/** With more of them in one request, the API takes much smaller images only. */
const maxImages = 20;
/** The API takes 32 MB in one request; the rest is left to text. */
const maxImageCharacters = 24_000_000;

/** Null where the message may go out. The images of the conversation are counted only where one more is to come. */
export const refusalOf = (state: SessionState, message: OutgoingMessage): Failure | null =>
  wordsRefusal(state, message) ?? imageRefusal(state, message.attachments);

/** Whether there is anything to send, and whether it fits. */
export function wordsRefusal(
  { settings }: SessionState,
  { typed, attachments, continuation }: OutgoingMessage,
): Failure | null {
  if (typed.trim() === '' && attachments.length === 0 && continuation === undefined)
    return failure('badRequest', phrase`There is nothing to send: the message is empty.`);
  const limit = contextLimit(settings);
  const tokens = textTokens(typed) + attachmentTokens(attachments);
  if (tokens <= limit) return null;
  return failure(
    'tooLong',
    attachments.length === 0
      ? phrase`The message is about ${tokens} tokens long, more than the context limit of ${limit}. Shorten it or attach less.`
      : phrase`The message and what is attached are about ${tokens} tokens long, more than the context limit of ${limit}. Shorten it or attach less.`,
  );
}

function imageRefusal(state: SessionState, attachments: readonly Attachment[]): Failure | null {
  const added = attachments.flatMap(({ content }) => content).filter(isImage);
  if (added.length === 0) return null;
  const { branch, context } = state;
  const sent = slice(branch, context.tailStart)
    .filter(isMessage)
    .flatMap(({ content }) => content.filter(isImage));
  const all = [...sent, ...added];
  const way =
    sent.length === 0
      ? phrase`Attach fewer or smaller ones.`
      : phrase`Compact now, which leaves older images out, or begin a new session.`;
  if (all.length > maxImages) {
    const why = phrase`One request takes ${maxImages} images, and with these there would be ${all.length}. ${way}`;
    return failure('badRequest', why);
  }
  const size = all.reduce((sum, image) => sum + (imageData(image)?.length ?? 0), 0);
  return size > maxImageCharacters
    ? failure('badRequest', phrase`The images are together larger than one request may be. ${way}`)
    : null;
}
