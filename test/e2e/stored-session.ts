// Our session on disk, as another window or a crash would leave it for the next one.
import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeLine, encodeLine } from '../../src/adapters/storage/transcript-line.ts';
import { openTranscriptLog } from '../../src/adapters/storage/transcript-log.ts';
import { assistant, user } from '../support/conversation.ts';
import type { Workbench } from './workbench.ts';

/** The transcript of the one session that there is. */
export async function onlyTranscript({ dataDir }: Workbench): Promise<string> {
  const userDir = join(dataDir, 'data', 'User');
  const all = await readdir(userDir, { recursive: true });
  const [found, ...others] = all.filter((path) => path.endsWith('transcript.jsonl'));
  if (found === undefined || others.length > 0)
    throw new Error(`One session was expected: ${found} ${others}`);
  return join(userDir, found);
}

/** Puts so many turns at the end of the session, the user's `said(n)` and an answer each. A reload shows them. */
export async function lengthen(
  workbench: Workbench,
  turns: number,
  said: (turn: number) => string,
): Promise<void> {
  const file = await onlyTranscript(workbench);
  const opened = await openTranscriptLog({ file });
  if (opened.kind === 'failed') throw new Error(opened.failure.message);
  const lastLine = (await readFile(file, 'utf8')).trimEnd().split('\n').at(-1) ?? '';
  let seq = decodeLine(lastLine).envelopes.at(-1)?.seq ?? 0;
  let parent = opened.log.records.at(-1)?.id ?? null;
  const lines = Array.from({ length: turns }, (_, turn) => [
    user(said(turn)),
    assistant(`This is the answer to “${said(turn)}”`),
  ]).flatMap((turn) =>
    turn.map((record) => {
      const line = encodeLine(++seq, { ...record, parent });
      parent = record.id;
      return line;
    }),
  );
  await appendFile(file, lines.join(''));
}
