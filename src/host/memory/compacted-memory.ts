/** The memory as a compaction swapped it in, as a read-only Markdown document. */
import * as vscode from 'vscode';
import { at } from '../../core/append-list.ts';
import { type CompactionRecord, indexOf } from '../../core/conversation/transcript.ts';
import { besideChat } from '../beside-chat.ts';
import type { Disposable } from '../disposables.ts';
import { dateAndTime } from '../localize.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { readOnlyUri } from './read-only-uri.ts';

const scheme = 'session-memory-compacted';

/** Lets VS Code read them. One of a session that is not current any more reads as empty. */
export function provideCompactedMemories(sessions: Sessions): Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => {
      const session = sessions.current;
      return session === null ? '' : (compactionOf(session, query)?.document ?? '');
    },
  });
}

/** Does nothing where `id` is no compaction of the session's. */
export async function showCompactedMemory(session: OpenSession, id: string): Promise<void> {
  const compaction = compactionOf(session, id);
  if (compaction === null) return;
  const name = vscode.l10n.t('Memory at the compaction of {0}', dateAndTime(compaction.at));
  const uri = readOnlyUri(scheme, name, id);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), besideChat());
}

function compactionOf({ engine }: OpenSession, id: string): CompactionRecord | null {
  const { transcript } = engine.state;
  const record = at(transcript, indexOf(transcript, id));
  return record?.kind === 'compaction' ? record : null;
}
