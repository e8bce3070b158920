/** Checks what a transcript line holds. Fields that we do not know are carried along. */

import type { AnswerPiece } from '../../core/conversation/answer-piece.ts';
import type { ContentBlock, Json } from '../../core/conversation/message.ts';
import type { AssistantRecord, Attached, TranscriptRecord } from '../../core/conversation/transcript.ts';
import type { SessionHeader } from '../../core/session-header.ts';
import { type Fields, isFields, isNumber, isString, isStringOrNull, isStrings } from './json-fields.ts';

const isBlock = (value: Json): value is ContentBlock => isFields(value) && isString(value.type);
const isContent = (value: Json | undefined): boolean => Array.isArray(value) && value.every(isBlock);
const isUsage = (value: Json | undefined): boolean =>
  isFields(value) &&
  [value.inputTokens, value.cacheReadTokens, value.cacheWriteTokens, value.outputTokens].every(isNumber);

const isLine = (value: Json | undefined): boolean => value === undefined || isNumber(value);
const attachedKinds: Record<Attached['kind'], true> = { file: true, selection: true, image: true };

const isAttached = (value: Json): boolean =>
  isFields(value) &&
  isString(value.kind) &&
  Object.hasOwn(attachedKinds, value.kind) &&
  isString(value.name) &&
  isNumber(value.tokens) &&
  isNumber(value.blocks) &&
  [value.firstLine, value.lastLine, value.hidden].every(isLine);

const outcomes: Record<AssistantRecord['outcome'], true> = {
  complete: true,
  toolUse: true,
  interrupted: true,
  refused: true,
};

/** One check for each kind: a new kind without one does not compile. */
const checks: Record<TranscriptRecord['kind'], (fields: Fields) => boolean> = {
  user: (fields) =>
    isContent(fields.content) &&
    isString(fields.typed) &&
    (fields.continues === undefined || fields.continues === true) &&
    (fields.insteadOf === undefined || isString(fields.insteadOf)) &&
    (fields.notes === undefined || isStrings(fields.notes)) &&
    (fields.attached === undefined || (Array.isArray(fields.attached) && fields.attached.every(isAttached))),
  assistant: (fields) =>
    isContent(fields.content) &&
    isString(fields.provider) &&
    isString(fields.model) &&
    isString(fields.outcome) &&
    Object.hasOwn(outcomes, fields.outcome) &&
    isStringOrNull(fields.stopReason) &&
    (fields.usage === null || isUsage(fields.usage)) &&
    (fields.messageId === undefined || isString(fields.messageId)),
  toolResults: (fields) => isContent(fields.content),
  compaction: (fields) =>
    isContent(fields.head) &&
    (fields.strategy === 'instant' || fields.strategy === 'traditional') &&
    isString(fields.document) &&
    isString(fields.covered) &&
    isStringOrNull(fields.tailFrom) &&
    [fields.tokensBefore, fields.tokensAfter, fields.messagesBefore, fields.messagesAfter].every(isNumber) &&
    isNumber(fields.waitedMs) &&
    typeof fields.provisional === 'boolean' &&
    (fields.untold === undefined || isStrings(fields.untold)) &&
    [fields.wordsOmitted, fields.wordsCut, fields.pastedLines].every(
      (told) => told === undefined || isNumber(told),
    ),
  undo: (fields) => isString(fields.undoes),
  switch: (fields) => isString(fields.to),
  spent: (fields) =>
    (fields.account === 'chat' || fields.account === 'memory') &&
    isString(fields.provider) &&
    isString(fields.model) &&
    isUsage(fields.usage),
};

const isPiece = (fields: Fields): boolean =>
  isString(fields.parent) &&
  isString(fields.provider) &&
  isString(fields.model) &&
  isString(fields.text) &&
  Number.isSafeInteger(fields.from) &&
  Number(fields.from) >= 0;

export type DecodedData =
  | { readonly kind: 'record'; readonly record: TranscriptRecord }
  | { readonly kind: 'piece'; readonly piece: AnswerPiece }
  /** The fields of the header that are set or changed here. */
  | { readonly kind: 'header'; readonly fields: Partial<SessionHeader> }
  /** Whole, but of a kind that a later version writes. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'invalid' };

const invalid: DecodedData = { kind: 'invalid' };

const headerChecks: Record<keyof SessionHeader, (value: Json | undefined) => boolean> = {
  id: isString,
  createdAt: isNumber,
  title: isString,
  system: isString,
  folder: isStringOrNull,
  provider: isString,
  model: isString,
};

const hasValid = (fields: Fields, key: string): boolean =>
  headerChecks[key as keyof SessionHeader](fields[key]);

function decodeHeader(fields: Fields): DecodedData {
  const isHeader = Object.keys(headerChecks).every(
    (key) => fields[key] === undefined || hasValid(fields, key),
  );
  // The checks are those of the type; the compiler cannot follow them through a table.
  return isHeader ? { kind: 'header', fields: fields as unknown as Partial<SessionHeader> } : invalid;
}

/** Null while a field is missing. Takes what `decodeData` has checked, one line after the other. */
export function completeHeader(fields: Partial<SessionHeader>): SessionHeader | null {
  const isComplete = Object.keys(headerChecks).every((key) => Object.hasOwn(fields, key));
  return isComplete ? (fields as SessionHeader) : null;
}

/** A header travels as `{header: {...}}`; everything else has a kind, and is a record or a piece of an answer. */
export function decodeData(data: Json): DecodedData {
  if (!isFields(data)) return invalid;
  if (isFields(data.header)) return decodeHeader(data.header);
  const { kind, id, parent, at } = data;
  if (!isString(kind) || !isString(id) || !isStringOrNull(parent) || !isNumber(at)) return invalid;
  if (kind === 'piece') return isPiece(data) ? { kind, piece: data as unknown as AnswerPiece } : invalid;
  if (!Object.hasOwn(checks, kind)) return { kind: 'unknown' };
  const isRecord = checks[kind as TranscriptRecord['kind']](data);
  return isRecord ? { kind: 'record', record: data as unknown as TranscriptRecord } : invalid;
}
