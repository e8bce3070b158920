/** What a session's state has to tell the user beside the conversation: failures, and questions about the memory file. */
import type { Failure, FailureKind } from '../core/failure.ts';
import type { SessionState } from '../core/session.ts';
import type { Action, NoticeItem } from '../protocol/view.ts';
import type { Translate } from './translate.ts';

/** Fixed, so that a notice which changes its words stays in its place. */
export const sessionNoticeIds = {
  turn: 'notice.turn',
  storage: 'notice.storage',
  memoryFile: 'notice.memoryFile',
} as const;

export function sessionNotices(state: SessionState, t: Translate): readonly NoticeItem[] {
  return [...memoryFileNotice(state, t), ...storageNotice(state), ...turnNotice(state, t)];
}

const remedies: Partial<Record<FailureKind, readonly Action[]>> = {
  auth: ['setApiKey', 'retry'],
  billing: ['showLog', 'retry'],
  badRequest: ['openSettings', 'retry', 'showLog'],
  tooLong: ['compact', 'newSession'],
  refused: [],
  storage: ['showLog', 'retry'],
  notAllowed: ['openSettings'],
  unexpected: ['showLog', 'retry'],
};

/** Only while nothing runs: a retry offered beside a running turn would be answered twice. */
function turnNotice({ turn, turnFailure, queue }: SessionState, t: Translate): readonly NoticeItem[] {
  if (turnFailure === null || turn.phase !== 'idle' || queue.length > 0) return [];
  const stopped = turnFailure.kind === 'cancelled';
  return [
    {
      kind: 'notice',
      id: sessionNoticeIds.turn,
      level: stopped ? 'info' : 'error',
      text: stopped ? t('Stopped. Your message is kept.') : describeFailure(turnFailure, t),
      actions: remedies[turnFailure.kind] ?? ['retry'],
    },
  ];
}

export const describeFailure = (failure: Failure, t: Translate): string =>
  failure.requestId === undefined
    ? failure.message
    : t('{0} (request {1})', failure.message, failure.requestId);

function storageNotice({ storageFailure }: SessionState): readonly NoticeItem[] {
  if (storageFailure === null) return [];
  const { message } = storageFailure;
  return [
    { kind: 'notice', id: sessionNoticeIds.storage, level: 'warning', text: message, actions: ['showLog'] },
  ];
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
        t(
          'There is a memory file in this folder that was not written here, or was changed outside the editor. It is neither sent nor overwritten before you say so.',
        ),
        'reviewMemory',
        'useForeignMemory',
        'ignoreForeignMemory',
      );
    case 'refused':
      return notice(
        'warning',
        memory.fileFailure?.message ?? t('The memory file cannot be used.'),
        'showLog',
      );
    default:
      return [];
  }
}
