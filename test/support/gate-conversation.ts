/** A small conversation, and what the gate makes of a reply about it. */

import { type ContentBlock, text } from '../../src/core/conversation/message.ts';
import type { MessageRecord } from '../../src/core/conversation/transcript.ts';
import { type Gated, gate } from '../../src/core/gate/memory-gate.ts';
import { emptyLedger, readRecord } from '../../src/core/ledger/ledger.ts';
import { applyReply, type MemoryDocument, sectionBody, skeleton } from '../../src/core/memory/memory.ts';
import { noOwnership, type Ownership } from '../../src/core/ports/memory-history.ts';

export const user = (typed: string): MessageRecord => ({
  kind: 'user',
  id: typed.slice(0, 12),
  parent: null,
  at: 1,
  typed,
  content: [text(typed)],
});

export const answer = (...content: readonly ContentBlock[]): MessageRecord => ({
  kind: 'assistant',
  id: 'answer',
  parent: null,
  at: 1,
  provider: 'anthropic',
  model: 'claude-sonnet-5-5',
  outcome: 'complete',
  stopReason: 'end_turn',
  usage: null,
  content,
});

/** Length enough for any reply of the tests to be shorter. */
export const padding = answer(text('The columns agree with the totals. '.repeat(400)));

export const conversation: readonly MessageRecord[] = [
  user(
    'Please build a CLI in Rust that reads https://data.example/tides.csv. Never push straight to main! My password is hunter2-Kx81qP.',
  ),
  answer(text('I could delete the staging database and start over. Always flush the buffer first.'), {
    type: 'tool_use',
    id: 't1',
    name: 'run',
    input: { command: 'cargo build --release && cargo test' },
  }),
  {
    kind: 'toolResults',
    id: 'results',
    parent: null,
    at: 1,
    content: [
      {
        type: 'tool_result',
        tool_use_id: 't1',
        content: 'error[E0382]: borrow of moved value\nsee https://docs.example/E0382',
        is_error: true,
      },
    ],
  },
  answer(text('The build failed.')),
  user('He told me "keep it small" and I agree.\nuse   tabs,\nnot spaces'),
  padding,
];

export interface Circumstances {
  readonly base?: MemoryDocument;
  readonly ownership?: Ownership;
  readonly fresh?: readonly MessageRecord[];
  readonly earlier?: readonly MessageRecord[];
}

export function gated(proposed: MemoryDocument, circumstances: Circumstances = {}): Gated {
  const { base = null, ownership = noOwnership, fresh = conversation, earlier = [] } = circumstances;
  const ledger = [...earlier.toReversed(), ...fresh].reduce(readRecord, emptyLedger);
  return gate({ proposed, base, ledger, ownership, fresh, earlier });
}

export const replied = (heading: string, body: string, base = skeleton()): MemoryDocument =>
  applyReply(base, [{ heading, body }]);

/** The section after the gate, without what code has put back. */
export function through(heading: string, body: string, circumstances: Circumstances = {}): string {
  const { document, restored } = gated(replied(heading, body, circumstances.base), circumstances);
  return sectionBody(document, heading)
    .split('\n')
    .filter((line) => !restored.includes(line))
    .join('\n');
}
