import assert from 'node:assert/strict';
import type { Fault } from '../../support/messages-api/faults.ts';
import type { Predicate } from '../../support/messages-api/request-log.ts';
import { blocksOf } from '../../support/messages-api/wire.ts';
import { echoTools } from '../../support/session/engine-world.ts';
import { FaultyWorld } from '../../support/session/faulty-world.ts';
import { statedOutcomes } from '../../support/session/stated-outcomes.ts';

const look = { name: 'look', description: 'Looks.', input_schema: { type: 'object' } };

/** A request behind the results of a tool, in the second round of a turn. */
const isSecondRound: Predicate = ({ body }) =>
  blocksOf(body.messages.at(-1)?.content ?? []).some(({ type }) => type === 'tool_result');

/** Of the faults that end a turn alike, one. */
const kinds = new Map(
  statedOutcomes.map(({ name, fault, turn }) => [`${turn.always}, ${turn.kept}`, [name, fault] as const]),
);

/** Places in an answer, whose blocks are thinking, text and, except in a turn’s last round, a tool’s use. */
const places = [0, 1, 2].flatMap((atBlock) =>
  [1, 3, 99].map((afterEvents): readonly [string, Fault] => [
    `a cut ${afterEvents} events into block ${atBlock}`,
    { kind: 'cut', atBlock, afterEvents },
  ]),
);

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
      faulty.engine.settingsChanged(
        { ...faulty.engine.state.settings, model: 'claude-opus-5-5' },
        'anthropic',
      );
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
  for (const [name, fault] of [...kinds.values(), ...places]) {
    it(`by ${name} sends only valid requests from then on, whatever the user does`, async () => {
      const faulty = await FaultyWorld.start({
        tools: echoTools([look]),
        settings: { memoryEnabled: false },
        api: { thinking: 'adaptive', answer: { toolRounds: 1, chatChars: 120 } },
      });
      try {
        await faulty.converse(1);
        for (const [way, goOn] of waysOn) {
          for (const round of [1, 2]) {
            faulty.strike(fault, 'chat', 5, round === 2 ? isSecondRound : undefined);
            await faulty.through('chat', faulty.engine.send(faulty.message()));
            faulty.mend();
            await goOn(faulty);
            assert.deepEqual(faulty.invalid(), [], `${way}, round ${round}`);
          }
        }
        assert.deepEqual([...new Set(faulty.typed)], faulty.said, 'nothing that was typed is lost');
      } finally {
        await faulty.end();
      }
    });
  }
});
