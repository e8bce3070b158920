/** Makes an open session of what lies on the shelf: its engine, and the file that shows its memory. */
import { text } from '../../core/conversation/message.ts';
import { createEngine } from '../../core/engine.ts';
import type { LedgerMarks } from '../../core/ledger/ledger-marks.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { SessionShelf, ShelvedSession } from '../../core/ports/session-shelf.ts';
import type { ToolPort } from '../../core/ports/tools.ts';
import type { Log } from '../log.ts';
import type { FileHandOver } from '../memory/file-hand-over.ts';
import { SessionFile } from '../memory/session-file.ts';
import type { Provider } from '../provider.ts';
import type { HostSettings } from '../settings.ts';
import { OpenSession } from './open-session.ts';

export interface LoadOptions {
  readonly shelf: SessionShelf;
  readonly handOver: FileHandOver;
  readonly provider: Provider;
  readonly settings: () => HostSettings;
  readonly tools: ToolPort;
  readonly clock: Clock;
  /** Random: letters and digits only. */
  readonly newId: () => string;
  readonly log: Log;
}

interface Loaded {
  readonly id: string;
  readonly shelved: ShelvedSession;
  readonly ledgerMarks: LedgerMarks;
  /** Hash of what the workspace's file shows now; null where this window does not have it. */
  readonly shown: string | null;
}

export async function loadSession(
  { shelf, handOver, provider, settings, tools, clock, newId, log }: LoadOptions,
  { id, shelved, ledgerMarks, shown }: Loaded,
): Promise<OpenSession> {
  const { target, knownHashes } = await handOver.targetFor(shelved, shown);
  const draft = await shelf.loadDraft(id);
  const file = new SessionFile(target);
  const system = shelved.header?.system ?? '';
  const engine = createEngine(
    {
      id,
      settings: settings().session,
      system: system === '' ? [] : [text(system)],
      stored: { ...shelved.stored, knownHashes, ledgerMarks },
      idPrefix: newId(),
    },
    {
      model: () => provider.model(),
      tools,
      transcript: shelved.transcript,
      memoryFile: file,
      memoryHistory: shelved.history,
      clock,
      log: (level, line) => log[level](`${id}: ${line}`),
    },
  );
  return new OpenSession({ id, engine, file, shelved, shelf, draft });
}
