import assert from 'node:assert/strict';
import type { ToolPort } from '../../../src/core/ports.ts';
import { isMessage } from '../../../src/core/transcript.ts';
import type { Fault } from '../../support/messages-api/faults.ts';
import { echoTools } from '../../support/session/engine-world.ts';
import { FaultyWorld } from '../../support/session/faulty-world.ts';
import { statedOutcomes } from '../../support/session/stated-outcomes.ts';

const look = { name: 'look', description: 'Looks.', input_schema: { type: 'object' } };

/** The blocks of such an answer: thinking, text, a tool’s use; its last round has no use. */
const tools: ToolPort = echoTools([look]);

/** Stream faults at every place of an answer, beside those of the table. */
const places: readonly (readonly [string, Fault])[] = (['cut', 'reset', 'errorEvent'] as const).flatMap((kind) =>
  [0, 1, 2].flatMap((atBlock) =>
    [0, 1, 3, 99].map(
      (afterEvents) => [`${kind} in block ${atBlock} after ${afterEvents}`, { kind, atBlock, afterEvents }] as const,
    ),
  ),
);

const faults = [...statedOutcomes.map(({ name, fault }) => [name, fault] as const), ...places];

/** How the user goes on after a turn that failed. */
const waysOn: readonly (readonly [string, (faulty: FaultyWorld) => Promise<void>])[] = [
  ['a new message', async (faulty) => faulty.converse(1)],
  [
    'another try',
    async (faulty) => {
      await faulty.engine.retry();
      await faulty.converse(1);
    },
  ],
  [
    'a reload and a new message',
    async (faulty) => {
      await faulty.reload();
      await faulty.converse(1);
    },
  ],
  [
    'a reload and another try',
    async (faulty) => {
      await faulty.reload();
      await faulty.engine.retry();
      await faulty.converse(1);
    },
  ],
  [
    'another model',
    async (faulty) => {
      faulty.engine.settingsChanged({ ...faulty.engine.state.settings, model: 'claude-opus-5-5' }, 'anthropic');
      await faulty.converse(1);
    },
  ],
  [
    'a compaction',
    async (faulty) => {
      await faulty.engine.compact();
      await faulty.converse(1);
    },
  ],
];

describe('A session that was damaged', () => {
  for (const [name, fault] of faults) {
    it(`by ${name} sends only valid requests from then on, whatever the user does`, async () => {
      const faulty = await FaultyWorld.start({
        tools,
        settings: { contextLimitTokens: 200_000 },
        api: { thinking: 'adaptive', answer: { toolRounds: 1, chatChars: 120 } },
      });
      try {
        await faulty.converse(1);
        for (const [way, goOn] of waysOn) {
          // In the first round of a turn, then in the second, behind the results of a tool.
          for (const round of [1, 2]) {
            if (round === 2) skipOne(faulty, fault);
            else faulty.strike(fault, 'chat', 5);
            await faulty.through('chat', faulty.engine.send(faulty.message()));
            faulty.mend();
            await goOn(faulty);
            assert.deepEqual(faulty.invalid(), [], `${way}, round ${round}`);
          }
        }
        assertWhole(faulty);
      } finally {
        await faulty.end();
      }
    });
  }
});
