/**
 * What must survive a compaction, kept by code: the user's standing instructions and corrections word for word, and
 * the trail of files, errors and identifiers. A value that grows with each record; its size is bounded, and what a
 * record costs does not depend on how long the conversation is.
 */

import { askedAfter } from '../conversation/asked.ts';
import { attachmentsOf } from '../conversation/attachment.ts';
import {
  isToolResult,
  isToolUse,
  plainText,
  resultText,
  type ToolResultBlock,
  type ToolUseBlock,
} from '../conversation/message.ts';
import {
  type AssistantRecord,
  isFromModel,
  type RecordId,
  type TranscriptRecord,
  type UserRecord,
} from '../conversation/transcript.ts';
import { type Instructions, noInstructions } from '../instructions/instruction.ts';
import { withProse } from '../instructions/typed-instructions.ts';
import { firstStatement } from '../prose/sentences.ts';
import { endsOf } from '../prose/text-ends.ts';
import { type Passage, passagesOf, typedOf } from '../prose/user-prose.ts';
import { type Credentials, noCredentials, withCredentials } from '../redaction/known-credentials.ts';
import { type Redact, type Redacted, redact, redactWith } from '../redaction/redact.ts';
import { redactTyped } from '../redaction/redact-typed.ts';
import { redactedStart } from '../redaction/redacted-ends.ts';
import type { FileAction } from './file-action.ts';
import { type ErrorTrail, errorLines, withErrors, withSequel } from './ledger-errors.ts';
import { type FileTrail, toolActions, withActions } from './ledger-files.ts';
import { type Identifiers, partOf, withIdentifiers } from './ledger-identifiers.ts';
import { shellActions } from './ledger-shell.ts';

export interface Ledger {
  /** User turns read so far. */
  readonly turn: number;
  readonly instructions: Instructions;
  readonly files: FileTrail;
  readonly errors: ErrorTrail;
  readonly identifiers: Identifiers;
  /** Tool calls whose results have not come yet: what they will have done if they succeed. */
  readonly open: readonly { readonly id: string; readonly actions: readonly FileAction[] }[];
  /** What commands in the last answer's text would do; it counts only if the user reports that they were run. */
  readonly suggested: readonly FileAction[];
  /** What the last answer asked, see `askedIn`. */
  readonly asked: string;
  /** What the conversation has told of credentials; in memory only, so that they are known wherever they stand again. */
  readonly credentials: Credentials;
  /** The user records that have told them, oldest first: read again, they tell the same. */
  readonly toldBy: readonly RecordId[];
}

export const emptyLedger: Ledger = {
  turn: 0,
  instructions: noInstructions,
  files: [],
  errors: [],
  identifiers: [],
  open: [],
  suggested: [],
  asked: '',
  credentials: noCredentials,
  toldBy: [],
};

const mostOpen = 50;
const mostToldBy = 200;

/** The ledger after one more record. Bookkeeping says nothing new. */
export function readRecord(ledger: Ledger, record: TranscriptRecord): Ledger {
  const read = readContent(ledger, record);
  const asked = askedAfter(ledger.asked, record);
  return read === ledger && asked === ledger.asked ? ledger : { ...read, asked };
}

function readContent(ledger: Ledger, record: TranscriptRecord): Ledger {
  switch (record.kind) {
    case 'user':
      return readUser(ledger, record);
    case 'assistant':
      return readAssistant(ledger, record);
    case 'toolResults':
      return record.content.filter(isToolResult).reduce(readResult, ledger);
    case 'compaction':
    case 'undo':
    case 'switch':
    case 'spent':
      return ledger;
  }
}

function readUser(ledger: Ledger, record: UserRecord): Ledger {
  const { typed: raw } = record;
  const turn = ledger.turn + 1;
  const { read, told } = credentialsIn(record, ledger.asked, ledger.credentials);
  const credentials = withCredentials(ledger.credentials, told);
  const typed = isShort(raw) ? read.text : raw;
  const passages = passagesOf(typed);
  const pasted = passages.filter((passage) => passage.kind !== 'typed');
  const all = typedOf(passages);
  const clean = redactWith(credentials);
  const prose = isShort(raw) ? all : clean(searched(all));
  const errors = pasted.flatMap((passage) => errorLines(passage.text, false, clean)).slice(-3);
  const wasRun = /^\s*<(?:returncode|exit_?code)>\s*0\s*</i.test(typed);
  return {
    ...ledger,
    turn,
    instructions: withProse(ledger.instructions, prose, turn),
    files: withActions(ledger.files, wasRun ? ledger.suggested : [], turn),
    errors: withErrors(ledger.errors, errors, turn),
    identifiers: withIdentifiers(
      withIdentifiers(ledger.identifiers, namesIn(pasted), turn, 'pasted'),
      prose,
      turn,
      'typed',
    ),
    suggested: [],
    credentials,
    toldBy: told.size === 0 ? ledger.toldBy : [...ledger.toldBy, record.id].slice(-mostToldBy),
  };
}

/** What a message tells of credentials, and the typed text without them. */
function credentialsIn(
  record: UserRecord,
  asked: string,
  known: Credentials,
): { readonly read: Redacted; readonly told: Credentials } {
  const read = redactTyped(searched(record.typed), known, asked);
  const attached = plainText(attachmentsOf(record).flatMap(({ content }) => content));
  return { read, told: withCredentials(read.credentials, redact(searched(attached)).credentials) };
}

/** The ledger with what one of its `toldBy` tells of credentials, which are not stored with it. */
export const withToldAgain = (ledger: Ledger, record: UserRecord, asked: string): Ledger => ({
  ...ledger,
  credentials: withCredentials(ledger.credentials, credentialsIn(record, asked, ledger.credentials).told),
});

/** A long paste is full of names that nobody will ever refer to again. */
const namesIn = (pasted: readonly Passage[]): string => {
  const text = pasted.map((passage) => passage.text).join('\n');
  return text.length < 4_000 ? text : '';
};

/** Of a longer message only the beginning and the end are searched for credentials, and only they are read. */
const longest = 60_000;
const isShort = (text: string): boolean => text.length <= longest;
const searched = (text: string): string => endsOf(text, longest, '\n\n');

function readAssistant(ledger: Ledger, record: AssistantRecord): Ledger {
  if (!isFromModel(record)) return ledger;
  const said = plainText(record.content);
  const uses = record.content.filter(isToolUse);
  const inputs = uses.map((use) => JSON.stringify(use.input) ?? '').join('\n');
  const clean = redactWith(ledger.credentials);
  return {
    ...ledger,
    errors: withSequel(ledger.errors, () => sequelOf(said, uses, clean)),
    identifiers: withIdentifiers(
      ledger.identifiers,
      clean(partOf(`${said}\n${inputs}`)),
      ledger.turn,
      'said',
    ),
    open: [...ledger.open, ...uses.map((use) => ({ id: use.id, actions: toolActions(use) }))].slice(
      -mostOpen,
    ),
    suggested: fencedCommands(said).flatMap(shellActions).slice(0, mostOpen),
  };
}

const sequelOf = (said: string, uses: readonly ToolUseBlock[], clean: Redact): string =>
  firstStatement(redactedStart(said, mostOfSequel, clean), 200).replace(/^[A-Z]{3,12}: /, '') ||
  uses
    .map((use) => use.name)
    .slice(0, 3)
    .join(', ');

/** What comes next is said at an answer's beginning. */
const mostOfSequel = 4_000;

/** The shell commands in an answer's text. */
const fencedCommands = (said: string): readonly string[] =>
  [
    ...said.slice(0, 60_000).matchAll(/^[ \t]{0,3}```(?:ba|z)?sh(?:ell)?[ \t]*\n([\s\S]*?)^[ \t]{0,3}```/gm),
  ].map((match) => match[1] ?? '');

function readResult(ledger: Ledger, result: ToolResultBlock): Ledger {
  const call = ledger.open.find((entry) => entry.id === result.tool_use_id);
  const output = resultText(result);
  const failed = result.is_error === true;
  return {
    ...ledger,
    open: call === undefined ? ledger.open : ledger.open.filter((entry) => entry !== call),
    files: failed || call === undefined ? ledger.files : withActions(ledger.files, call.actions, ledger.turn),
    errors: withErrors(
      ledger.errors,
      errorLines(output, failed, redactWith(ledger.credentials)),
      ledger.turn,
    ),
  };
}

/** User turns that hold standing instructions or corrections. */
export const instructionTurns = (ledger: Ledger): ReadonlySet<number> =>
  new Set(ledger.instructions.entries.filter((entry) => entry.revokedIn === null).map((entry) => entry.turn));
