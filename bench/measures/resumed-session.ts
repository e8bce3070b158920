/** A session's state as after a restart, with its memory file just read. */

import type { RecordId, TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import type { LedgerMarks } from '../../src/core/ledger/ledger-marks.ts';
import { noOwnership } from '../../src/core/ports/memory-history.ts';
import { initialState } from '../../src/core/resume.ts';
import type { SessionState } from '../../src/core/session.ts';
import { defaultSettings } from '../../src/core/settings.ts';
import { step } from '../../src/core/step.ts';
import { sha256 } from '../../test/support/stores/in-memory-stores.ts';

export interface Resumed {
  readonly records: readonly TranscriptRecord[];
  readonly covered: RecordId;
  readonly memory: string;
  readonly limitTokens: number;
  readonly ledgerMarks?: LedgerMarks;
}

export function resumedSession({
  records,
  covered,
  memory,
  limitTokens,
  ledgerMarks = [],
}: Resumed): SessionState {
  const hash = sha256(memory);
  const settings = { ...defaultSettings, contextLimitTokens: limitTokens, memoryEnabled: false };
  const state = initialState({
    id: 'bench',
    provider: 'anthropic',
    settings,
    system: [{ type: 'text', text: 'You answer briefly.' }],
    tools: [],
    stored: {
      records,
      memory: {
        text: memory,
        hash,
        covered,
        cause: 'updated',
        at: 0,
        provisional: false,
        ownership: noOwnership,
      },
      knownHashes: [hash],
      ledgerMarks,
    },
    idPrefix: 'bench',
  });
  const file = { kind: 'file', text: memory, hash } as const;
  const [read] = step(state, { kind: 'memoryFileRead', purpose: 'start', jobId: null, file, at: 0 });
  return read;
}
