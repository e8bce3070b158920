import assert from 'node:assert/strict';
import { hashOfMessages, readMessages, type TypedMessage } from '../../../../bench/credentials/corpus.ts';
import { redactTyped } from '../../../../src/core/redaction/redact-typed.ts';
import { findTold } from '../../../../src/core/redaction/told/told-credentials.ts';
import { messagesHash } from '../../../../src/core/redaction/told/told-weights.ts';

/** Without a word that rules could go by, or far away from it. All of it is invented. */
const told: readonly (readonly [text: string, ...secrets: string[]])[] = [
  ['We are away. Come to the side door, type 6613 on the keypad and wait for the beep.', '6613'],
  ["can't get into the nas any more, user rob, it's tr4ctorBeam99 same as always", 'tr4ctorBeam99'],
  ['The safe in the office opens with 33 left, 7 right, 12 left.', '33 left, 7 right, 12 left'],
  ['The gate of the garage has a keypad: four-four-one-nine, then the tick.', 'four-four-one-nine'],
  ['The password is capital K, little e, 9, 9, dollar, m.', 'capital K, little e, 9, 9, dollar, m'],
  [
    'My wallet reads: lumber gospel trick avoid pencil noble swift hazard oyster tunnel maple drift.',
    'gospel trick',
  ],
  ['[20:15] Brakka: pw?\n[20:15] olly: grumpyowlbear\n[20:16] Brakka: ty', 'grumpyowlbear'],
  ['Your backup codes\n\nKeep these safe.\n\n  7h2k-99xm\n  q4tz-18lw', '7h2k-99xm', 'q4tz-18lw'],
  ['these are the backup codes for my mail: 4821 9933, 1120 8876, 9012 3345', '1120 8876', '9012 3345'],
  ['edge-04  10.20.0.14  netops / Quartz-Hen-63', 'Quartz-Hen-63'],
  ['I made an app password for the mail, its qkzv hrtw mnbx pyld, and it fails', 'qkzv hrtw mnbx pyld'],
  ['518234-077649-402851-663102-219780-094325-580217-341896', '077649-402851'],
  ['| service | user | password |\n|---|---|---|\n| nas | tom | hollerbusch |', 'hollerbusch'],
  ['name,class,login,password\nAda,4B,adap,kite-lemon-31\nMei,4B,meil,sock', 'kite-lemon-31', 'sock'],
];

const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

describe('credentials that people tell in their own words', () => {
  let messages: readonly TypedMessage[] = [];
  let read: ReadonlyMap<TypedMessage, string> = new Map();

  before(async () => {
    messages = await readMessages();
    read = new Map(messages.map((message) => [message, redactTyped(message.text).text]));
  });

  const share = (
    of: RegExp,
    parts: (message: TypedMessage) => readonly string[],
    isLeft: boolean,
  ): number => {
    const all = messages
      .filter(({ source }) => of.test(source))
      .flatMap((message) => parts(message).map((part) => read.get(message)?.includes(part) === isLeft));
    assert.ok(all.length > 300);
    return shareOf(all.filter(Boolean).length, all.length);
  };

  for (const [text, ...secrets] of told) {
    it(`go from: ${text.replace(/\s+/g, ' ').slice(0, 70)}`, () => {
      const safe = redactTyped(text).text;
      for (const secret of secrets) assert.ok(!safe.includes(secret), safe);
    });
  }

  it('go from what ordinary writers wrote', () => {
    assert.ok(share(/^[xyz]/, ({ secrets }) => secrets, false) >= 0.99);
  });

  it('go, but for few, from what was made to be hard', () => {
    assert.ok(share(/^w/, ({ secrets }) => secrets, false) >= 0.92);
  });

  it('leave what only looks like them', () => {
    assert.ok(share(/./, ({ plain }) => plain, true) >= 0.93);
  });

  it('are found by a model that was fitted to these messages', async () => {
    assert.equal(messagesHash, await hashOfMessages());
  });

  it('take no more with them at the second reading', () => {
    const changed = [...read.values()].filter((text) => redactTyped(text).text !== text);
    assert.deepEqual(changed, []);
  });

  it('are known again where a sentence says nothing of them', () => {
    const { credentials } = redactTyped('Come to the side door, type 6613 on the keypad and wait.');
    assert.deepEqual([...credentials.keys()], ['6613']);
  });

  for (const part of [
    '4 4 1 7 ',
    'left 7 ',
    'apple river stone login ',
    'password? a: ',
    'user / ',
    'ab1 cd2 ef3 ',
  ])
    it(`are sought in a long run of ${JSON.stringify(part)}`, () => {
      findTold(part.repeat(300_000 / part.length), [], []);
    });
});
