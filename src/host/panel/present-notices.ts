/** What a session's state has to tell the user beside the conversation: failures, and questions about the memory file. */
import { unfinishedAnswer } from '../../core/conversation/continuation.ts';
import type { AssistantRecord } from '../../core/conversation/transcript.ts';
import type { Failure, FailureKind } from '../../core/failure.ts';
import type { SessionState } from '../../core/session.ts';
import type { Action, NoticeItem } from '../../protocol/view.ts';
import { failureWords } from '../failure-words.ts';
import type { Translate } from '../translate.ts';
import { describeHidden } from './present-hidden.ts';

/** Fixed, so that a notice which changes its words stays in its place. */
const sessionNoticeIds = {
  turn: 'notice.turn',
  storage: 'notice.storage',
  memoryFile: 'notice.memoryFile',
} as const;

export function sessionNotices(state: SessionState, t: Translate): readonly NoticeItem[] {
  return [...memoryFileNotice(state, t), ...storageNotice(state, t), ...turnNotice(state, t)];
}

const remedies: Partial<Record<FailureKind, readonly Action[]>> = {
  auth: ['setApiKey', 'retry'],
  billing: ['showLog', 'retry'],
  badRequest: ['openSettings', 'retry', 'showLog'],
  tooLong: ['compact', 'newSession'],
  refused: [],
  badImage: [],
  storage: ['showLog', 'retry'],
  notAllowed: ['openSettings'],
  unexpected: ['showLog', 'retry'],
};

/** Only while nothing runs: a retry offered beside a running turn would be answered twice. */
function turnNotice(state: SessionState, t: Translate): readonly NoticeItem[] {
  const { turn, turnFailure, queue } = state;
  if (turn.phase !== 'idle' || queue.length > 0) return [];
  const unfinished = unfinishedAnswer(state);
  if (turnFailure === null) return unfinished === null ? [] : [unfinishedNotice(unfinished, t)];
  const known = remedies[turnFailure.kind];
  const others: readonly Action[] = known ?? ['retry'];
  // Where something must be set right first, that comes first; else going on loses the least.
  const all: readonly Action[] = known === undefined ? ['continue', ...others] : [...others, 'continue'];
  const stopped = turnFailure.kind === 'cancelled';
  return [
    {
      kind: 'notice',
      id: sessionNoticeIds.turn,
      level: stopped ? 'info' : 'error',
      text: failedTurn(turnFailure, unfinished !== null, t),
      ...(turnFailure.retryAt !== undefined && { until: turnFailure.retryAt }),
      actions: unfinished === null ? others : all,
    },
  ];
}

/** An answer that ended early although nothing failed, or that was found so after a reload. */
function unfinishedNotice({ outcome }: AssistantRecord, t: Translate): NoticeItem {
  const wasCut = outcome !== 'interrupted';
  return {
    kind: 'notice',
    id: sessionNoticeIds.turn,
    level: 'info',
    text: wasCut
      ? t('The answer reached its length limit. Continue asks for the rest.')
      : t('The last answer was interrupted. What had arrived is kept.'),
    actions: wasCut ? ['continue'] : ['continue', 'retry'],
  };
}

/** A message that was declined, or whose image was, is told by its failure where it is now. */
function failedTurn(failure: Failure, hasBegun: boolean, t: Translate): string {
  const tellsItself = failure.kind === 'refused' || failure.kind === 'badImage';
  const words = failureWords(failure, t);
  const kept = hasBegun ? t('{0} What had arrived is kept.', words) : t('{0} Your message is kept.', words);
  const said = tellsItself ? words : kept;
  return failure.requestId === undefined ? said : t('{0} (request {1})', said, failure.requestId);
}

function storageNotice({ storageFailure }: SessionState, t: Translate): readonly NoticeItem[] {
  if (storageFailure === null) return [];
  const text = t(
    '{0} The chat goes on, and saving is tried again with every message. Keep this window open until it works.',
    failureWords(storageFailure, t),
  );
  return [{ kind: 'notice', id: sessionNoticeIds.storage, level: 'warning', text, actions: ['showLog'] }];
}

function memoryFileNotice({ memory }: SessionState, t: Translate): readonly NoticeItem[] {
  const notice = (level: NoticeItem['level'], text: string, ...actions: Action[]): readonly NoticeItem[] => [
    { kind: 'notice', id: sessionNoticeIds.memoryFile, level, text, actions },
  ];
  switch (memory.file) {
    case 'deleted':
      return notice(
        'info',
        t('The memory file was deleted. The memory is still kept in storage. Write the file again?'),
        'recreateMemory',
        'keepMemoryDeleted',
      );
    case 'foreign':
      return notice(
        'warning',
        [
          t(
            'There is a memory file in this folder that was not written here, or was changed outside the editor. It is neither sent nor overwritten before you say so.',
          ),
          describeHidden(memory.foreign?.hidden ?? [], t),
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        'reviewMemory',
        'useForeignMemory',
        'ignoreForeignMemory',
      );
    case 'refused':
      return notice(
        'warning',
        memory.fileFailure === null
          ? t('The memory file cannot be used.')
          : failureWords(memory.fileFailure, t),
        'showLog',
      );
    default:
      return [];
  }
}
