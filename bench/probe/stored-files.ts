/** What a session leaves on disk, written by the real adapters: the text of every file but the transcript. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSessionShelf } from '../../src/adapters/storage/session-shelf.ts';
import { slice } from '../../src/core/append-list.ts';
import type { EngineWorld } from '../../test/support/session/engine-world.ts';
import { inTemporaryFolder } from '../measures/temporary-folder.ts';

const id = 'probe';
const transcript = 'transcript.jsonl';

export const storedFiles = (world: EngineWorld): Promise<readonly string[]> =>
  inTemporaryFolder(async (folder) => {
    const { engine, file, history } = world;
    const shelf = createSessionShelf({ folder, isUnsaved: () => false, product: 'probe' });
    const session = await shelf.open(id);
    if (!('transcript' in session)) throw new Error(session.message);
    for (const record of slice(engine.state.transcript, 0)) await session.transcript.append(record);
    for (const version of history.versions) await session.history.save(version);
    await session.ledger.save(engine.state.ledgerMarks);
    await session.ownFile.write(file.text ?? '', null);
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile() && entry.name !== transcript);
    if (files.length === names.length) throw new Error('The probe wrote no transcript.');
    return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  });
