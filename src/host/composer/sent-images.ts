/** Images that were sent, as read-only files of which only the bytes in the transcript exist. */
import * as vscode from 'vscode';
import { at } from '../../core/append-list.ts';
import { attachmentsOf } from '../../core/conversation/attachment.ts';
import { imageData, readImage } from '../../core/conversation/image.ts';
import { isImage } from '../../core/conversation/message.ts';
import { indexOf, type RecordId } from '../../core/conversation/transcript.ts';
import { isFailure } from '../../core/failure.ts';
import { besideChat } from '../beside-chat.ts';
import type { Disposable } from '../disposables.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { shownName } from './attachment-reader.ts';

const scheme = 'session-memory-image';

/**
 * Lets VS Code read them. One of a session that is not current any more is not there. A tab that was open before the
 * window was reloaded asks before any panel has opened the session.
 */
export function provideSentImages(sessions: Sessions): Disposable {
  const bytesOf = async (uri: vscode.Uri): Promise<Uint8Array> => {
    const session = sessions.current ?? (await sessions.open());
    const [record = '', attachment] = uri.query.split('#');
    const image = isFailure(session) ? null : sentImage(session, record, Number(attachment));
    if (image === null) throw vscode.FileSystemError.FileNotFound(uri);
    return Buffer.from(image.data, 'base64');
  };
  const denied = (uri?: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  return vscode.workspace.registerFileSystemProvider(
    scheme,
    {
      onDidChangeFile: () => ({ dispose: () => undefined }),
      watch: () => ({ dispose: () => undefined }),
      stat: async (uri) => ({
        type: vscode.FileType.File,
        ctime: 0,
        mtime: 0,
        size: (await bytesOf(uri)).length,
      }),
      readFile: bytesOf,
      readDirectory: denied,
      createDirectory: denied,
      writeFile: denied,
      delete: denied,
      rename: denied,
    },
    { isReadonly: true },
  );
}

/** Does nothing where there is no such image in the session. */
export async function openSentImage(
  session: OpenSession | null,
  record: RecordId,
  attachment: number,
): Promise<void> {
  const image = sentImage(session, record, attachment);
  if (image === null) return;
  // The ending chooses VS Code's viewer, so it is the one of the bytes, whatever the name says.
  const name = shownName(image.name)
    .replace(/[/\\?#%*:|"<>]/g, '-')
    .replace(/\.\w{1,5}$/, '');
  const path = `/${name}.${image.type.slice('image/'.length)}`;
  const uri = vscode.Uri.from({ scheme, path, query: `${record}#${attachment}` });
  await vscode.commands.executeCommand('vscode.open', uri, besideChat());
}

function sentImage(
  session: OpenSession | null,
  id: RecordId,
  attachment: number,
): { readonly name: string; readonly type: string; readonly data: string } | null {
  const transcript = session?.engine.state.transcript;
  const record = transcript === undefined ? undefined : at(transcript, indexOf(transcript, id));
  if (record?.kind !== 'user') return null;
  const sent = attachmentsOf(record)[attachment];
  const block = sent?.content.find(isImage);
  const data = block === undefined ? null : imageData(block);
  const facts = data === null ? null : readImage(data);
  return sent === undefined || data === null || facts === null
    ? null
    : { name: sent.attached.name, type: facts.mediaType, data };
}
