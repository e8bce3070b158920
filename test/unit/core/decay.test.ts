import assert from 'node:assert/strict';
import { offlineMemoryModel } from '../../../bench/probe/summarizers.ts';
import { maxSectionWords, parseMemory, sectionBody } from '../../../src/core/memory/memory.ts';
import { sectionsForModel } from '../../../src/core/memory/memory-headings.ts';
import { wordCount } from '../../../src/core/memory/memory-limit.ts';
import { noOwnership } from '../../../src/core/ports/memory-history.ts';
import type { SessionState } from '../../../src/core/session.ts';
import { say } from '../../support/messages-api/answers.ts';
import { asksForMemory } from '../../support/messages-api/memory-answer.ts';
import { startEngineWorld } from '../../support/session/engine-world.ts';

const turns = 1_000;
const updateEvery = 20;
const compactEvery = 40;

const rules = ['Never rename a public function.', 'Always answer in British English.'];
const pinned = '- The launch is on 3 May, whatever happens.';
const held = '- The staging host is called wharf-7.';

/** Work done, an error now and then, a new rule every fifty turns. */
function exchange(turn: number): readonly [user: string, assistant: string] {
  const rule = turn === 1 ? rules.join(' ') : turn % 50 === 0 ? `Never touch table t${turn}.` : '';
  const error = turn % 9 === 0 ? `\n\nError: E${turn} in step ${turn}` : '';
  return [
    `${rule} Please carry out step ${turn} of the migration, file src/step${turn}.ts.${error}`.trim(),
    `I created src/step${turn}.ts for step ${turn}. The columns agree with the totals at the bottom of the sheet, and nothing else stands out in this part.`,
  ];
}

interface Sample {
  readonly turn: number;
  readonly memory: string;
  readonly contextTokens: number;
  readonly ledger: SessionState['ledger'];
}

async function longConversation(summarizer: 'offline' | 'inflating'): Promise<readonly Sample[]> {
  const said = { now: '' };
  const world = await startEngineWorld({
    settings: { contextLimitTokens: 40_000, autoCompact: false, initTokens: 1_000_000, memoryEnabled: true },
    ...(summarizer === 'offline' && { model: offlineMemoryModel(said) }),
    api: {
      deltaChars: 4_000,
      keepRequests: 1,
      answer: {
        custom: (request) => (asksForMemory(request) ? undefined : say(said.now)),
        summarizer: 'inflating',
      },
    },
  });
  try {
    const { engine, file } = world;
    const samples: Sample[] = [];
    let isEdited = false;
    for (let turn = 1; turn <= turns; turn++) {
      const [user, assistant] = exchange(turn);
      said.now = assistant;
      assert.equal((await engine.send(user)).status, 'completed');
      if (turn % updateEvery === 0) await engine.updateMemory();
      if (!isEdited && file.text !== null) {
        isEdited = true;
        file.text = file.text
          .replace('## Pinned\n', `## Pinned\n\n${pinned}\n`)
          .replace('## Key References\n', `## Key References\n\n${held}\n`);
      }
      if (turn % compactEvery === 0) await engine.compact();
      if (turn % 250 !== 0) continue;
      await engine.whenIdle();
      const { memory, ledger } = engine.state;
      samples.push({
        turn,
        memory: memory.text ?? '',
        contextTokens: engine.snapshot().contextTokens,
        ledger,
      });
    }
    return samples;
  } finally {
    await world.end();
  }
}

/** The turns that lines about work done come from, as they stand. */
const workTurns = (memory: string): readonly number[] =>
  [...sectionBody(parseMemory(memory), 'Completed Work').matchAll(/I created src\/step(\d+)\.ts/g)].map(
    (match) => Number(match[1]),
  );

for (const summarizer of ['offline', 'inflating'] as const) {
  describe(`a thousand turns with a summarizer that is ${summarizer}`, () => {
    let samples: readonly Sample[] = [];

    before(async function () {
      this.timeout(600_000);
      samples = await longConversation(summarizer);
      assert.equal(samples.length, 4);
    });

    it('leave every section that a model writes within its limit', () => {
      for (const { memory } of samples) {
        for (const { heading } of sectionsForModel(noOwnership)) {
          const written = sectionBody(parseMemory(memory), heading).replace(held, '');
          assert.ok(wordCount(written) <= maxSectionWords, `${heading}: ${wordCount(written)}`);
        }
      }
    });

    it('make neither memory nor context nor ledger grow any more', () => {
      const [, half, , whole] = samples;
      assert.ok(half !== undefined && whole !== undefined);
      assert.ok(
        whole.memory.length < half.memory.length * 1.3,
        `${half.memory.length} → ${whole.memory.length}`,
      );
      assert.ok(
        whole.contextTokens < half.contextTokens * 1.3,
        `${half.contextTokens} → ${whole.contextTokens}`,
      );
      const { instructions, files, errors, identifiers, open } = whole.ledger;
      assert.ok(instructions.entries.length <= 200);
      assert.ok(files.length <= 300 && errors.length <= 40 && identifiers.length <= 400 && open.length <= 50);
    });

    it('lose nothing that is pinned, held or a rule', () => {
      for (const { turn, memory } of samples) {
        for (const line of [pinned, held]) assert.ok(memory.includes(`${line}\n`), `${line} at turn ${turn}`);
        for (const rule of rules) assert.ok(memory.includes(`"${rule}" (turn 1)`), `${rule} at turn ${turn}`);
      }
      assert.ok(samples.at(-1)?.memory.includes(`"Never touch table t${turns - 50}."`));
    });

    it('condense older work before newer', () => {
      for (const { turn, memory } of samples) {
        const kept = workTurns(memory);
        assert.ok(kept.length > 0, `turn ${turn}`);
        assert.deepEqual(
          kept,
          kept.toSorted((one, other) => one - other),
        );
        assert.ok((kept[0] ?? 0) > turn - 250 || turn === 250, `turn ${turn} still has step ${kept[0]}`);
      }
    });
  });
}
