import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Conversation, readConversations } from '../../support/replay/conversation.ts';

const fixtures = new URL('../../fixtures/', import.meta.url);

/** The format that test/fixtures/probe/README.md describes. */
interface ProbeConversation {
  readonly id: string;
  readonly kind: string;
  readonly language: string;
  readonly turns: readonly { readonly user: string; readonly assistant: string }[];
  readonly plants: readonly Plant[];
  readonly negatives: readonly { readonly turn: number; readonly text: string }[];
}

interface Plant {
  readonly turn: number;
  readonly kind: string;
  readonly text: string;
  readonly revokedIn?: number;
}

const conversationKinds = ['coding', 'story', 'support'];
const plantKinds = ['instruction', 'correction', 'error', 'path', 'identifier', 'secret'];
const rules = new Set(['instruction', 'correction']);

async function readProbe(name: string): Promise<readonly ProbeConversation[]> {
  return JSON.parse(await readFile(new URL(`probe/${name}.json`, fixtures), 'utf8')) as ProbeConversation[];
}

function characters({ system, exchanges }: Conversation): number {
  return exchanges.reduce(
    (sum, { user, assistant }) => sum + user.length + (assistant?.length ?? 0),
    system.length,
  );
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('The sample conversations', () => {
  const expected = [
    { id: 'coding', exchanges: 40, characters: 60_000 },
    { id: 'story', exchanges: 28, characters: 60_000 },
    { id: 'support', exchanges: 30, characters: 35_000 },
  ];

  let samples: readonly Conversation[];
  before(async () => {
    samples = await readConversations(fileURLToPath(new URL('conversations/', fixtures)));
  });

  it('are one of each kind', () => {
    assert.deepEqual(
      samples.map(({ id }) => id),
      expected.map(({ id }) => id),
    );
  });

  for (const { id, exchanges, characters: least } of expected) {
    it(`hold a long one of kind ${id} in which nothing is repeated`, () => {
      const sample = samples.find((candidate) => candidate.id === id);
      assert.ok(sample !== undefined);
      assert.ok(sample.exchanges.length >= exchanges, `${sample.exchanges.length} exchanges`);
      assert.ok(characters(sample) >= least, `${characters(sample)} characters`);
      const said = sample.exchanges.flatMap(({ user, assistant }) => [user, assistant ?? 'unanswered']);
      assert.equal(new Set(said).size, said.length);
      // Only the last question may stand without an answer: the replay would ask two in a row otherwise.
      assert.ok(sample.exchanges.slice(0, -1).every(({ assistant }) => (assistant ?? '') !== ''));
    });
  }
});

describe('The probe sets', () => {
  for (const name of ['seen', 'held-out']) {
    describe(name, () => {
      let probe: readonly ProbeConversation[];
      before(async () => {
        probe = await readProbe(name);
      });

      it('has at least 34 conversations with distinct ids, about a third of each kind', () => {
        assert.ok(probe.length >= 34, `${probe.length} conversations`);
        assert.equal(new Set(probe.map(({ id }) => id)).size, probe.length);
        for (const kind of conversationKinds) {
          const share = probe.filter((conversation) => conversation.kind === kind).length / probe.length;
          assert.ok(share > 0.28 && share < 0.39, `${kind}: ${share}`);
        }
      });

      it('has 2 to 8 complete turns in each conversation', () => {
        for (const { id, turns } of probe) {
          assert.ok(turns.length >= 2 && turns.length <= 8, `${id}: ${turns.length} turns`);
          assert.ok(
            turns.every(({ user, assistant }) => user !== '' && assistant !== ''),
            id,
          );
        }
      });

      it('has each plant word for word in the turn it names', () => {
        for (const conversation of probe)
          for (const plant of conversation.plants) checkPlant(conversation, plant);
      });

      it('has each negative in a user turn, apart from every instruction and correction', () => {
        for (const { id, turns, plants, negatives } of probe) {
          assert.ok(negatives.length > 0, `${id} has no negative`);
          for (const { turn, text } of negatives) {
            assert.ok(text !== '' && turns[turn - 1]?.user.includes(text), `${id}: ${text}`);
            const contrary = plants.filter((plant) => rules.has(plant.kind) && plant.turn === turn);
            assert.ok(!contrary.some((plant) => plant.text.includes(text)), `${id}: ${text}`);
          }
        }
      });

      it('plants enough of each kind, and secrets in about a third of the conversations', () => {
        assert.ok(average(probe.map(({ plants }) => plants.length)) >= 2);
        const planted = new Set(probe.flatMap(({ plants }) => plants.map(({ kind }) => kind)));
        assert.deepEqual([...planted].sort(), [...plantKinds].sort());
        const secretive = probe.filter(({ plants }) => plants.some(({ kind }) => kind === 'secret'));
        assert.ok(secretive.length >= probe.length * 0.3, `${secretive.length} with secrets`);
      });

      it('speaks ten languages', () => {
        const languages = [...new Set(probe.map(({ language }) => language))].sort();
        assert.deepEqual(languages, ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pt', 'ru', 'zh']);
      });
    });
  }

  it('share no planted sentence', async () => {
    const [seen, heldOut] = await Promise.all([readProbe('seen'), readProbe('held-out')]);
    const known = new Set(seen.flatMap(({ plants }) => plants.map(({ text }) => text)));
    const shared = heldOut.flatMap(({ plants }) => plants).filter(({ text }) => known.has(text));
    assert.deepEqual(shared, []);
  });
});

function checkPlant({ id, turns }: ProbeConversation, { turn, kind, text, revokedIn }: Plant): void {
  const said = turns[turn - 1];
  assert.ok(said !== undefined, `${id}: there is no turn ${turn}`);
  assert.ok(plantKinds.includes(kind), `${id}: ${kind}`);
  assert.ok(text.trim() === text && text !== '', `${id}: ${text}`);
  const quotable = kind === 'error' || kind === 'path' ? [said.user, said.assistant] : [said.user];
  assert.ok(
    quotable.some((source) => source.includes(text)),
    `${id}: not in turn ${turn}: ${text}`,
  );
  if (revokedIn !== undefined) assert.ok(revokedIn > turn && revokedIn <= turns.length, `${id}: ${text}`);
}
