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
  [
    'The key is in my keyring, the passphrase is the bucket was hardly ever full, on Debian.',
    'bucket was hardly',
  ],
  ['- both disks are locked, passphrase for both: golden hour plumber', 'golden hour plumber'],
  ['Wifi: HausAm-Gast / password regenschirm. Breakfast from 7.', 'regenschirm'],
  ['the intranet has an ftp, user webmstr pw brownladder. Copy it all', 'brownladder'],
  ['The backups are protected with the word petrelsong (as always).', 'petrelsong'],
  ['Das Archiv ist mit dem Wort Amselnest verschlüsselt.', 'Amselnest'],
  ['管理画面に tencho というIDと Sattel-31-Umi というパスワードで入れます。', 'Sattel-31-Umi'],
  ['De monteur schreef: Installateurscode is 0417, daarna menu 4.', '0417'],
  ['Zum Nachsehen: Fernwartungs-Code 714 208 533, danke.', '714 208 533'],
  ['When the reader is down, staff use the override 66#1508# and log it.', '66#1508#'],
  ['ライセンスを求められました。シリアルは TKW3-7MPX-41LQ-ZB8D、メールは下記です。', 'TKW3-7MPX-41LQ-ZB8D'],
  ['Sam: got logged out. was it larkspur_88?\nMe: yeah but now its larkspur_2031', 'larkspur_2031'],
  ["her text: 'user is FRONT2, the password is Heron32! or if not Heron33!'", 'Heron33'],
  ['| service | user | password |\n|---|---|---|\n| nas | tom | hollerbusch |', 'hollerbusch'],
  ['name,class,login,password\nAda,4B,adap,kite-lemon-31\nMei,4B,meil,sock', 'kite-lemon-31', 'sock'],
];

/** Near words that credentials stand near too. */
const harmless: readonly string[] = [
  'Add the fields user, email, password, created.',
  'The password manager is broken. Fix / password handling. In the user model, password nullable.',
  'the passphrase is wrong again; the passphrase is the same one, as before; the passphrase is the old one, sorry',
  'the passphrase was never needed, so we skip it',
  'The PDF is protected with the word processor, and opens with the word counter.',
  'The barcode is 12345678, the Fehlercode 4711 and the postcode 30159.',
  'Release notes from these:\n\na41c9e2 fix: password field keeps focus on iOS\n77b0d13 feat: show order number on receipt',
  '2025-01-19 23:01:12 auth: user=ivanova result=FAIL reason=bad_password attempt=3',
  'Lindgren, P. (2019) Passwords and memory, doi:10.5555/hfes.2019.0417, p. 4',
  'The lock is from Nürnberg; the key was lost in 1811 and found in 1903.',
  'docker pull ghcr.io/pinewell/relay@sha256:4c1b9e07f2a8d3650e7bc49f18a2d6035b7e90c4f1a83d2676e5b0c8d94f1a27 works',
  'bonifico: IBAN IT60X0542811101000000123456, importo 1.240,00',
  'The password goes into login.tsx, saved as UTF-8, and fail2ban reads scan_00017.tif.',
];

const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

describe('credentials that people tell in their own words', () => {
  let messages: readonly TypedMessage[] = [];
  let read: ReadonlyMap<TypedMessage, string> = new Map();

  before(async () => {
    messages = await readMessages();
    read = new Map(
      messages.map((message) => [message, redactTyped(message.text, undefined, message.asked).text]),
    );
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

  for (const text of harmless) {
    it(`are not seen in: ${text.replace(/\s+/g, ' ').slice(0, 70)}`, () => {
      assert.equal(redactTyped(text).text, text);
    });
  }

  it('go from what ordinary writers wrote', () => {
    assert.ok(share(/^[xyz]/, ({ secrets }) => secrets, false) >= 0.99);
  });

  it('go, but for few, from what was made to be hard', () => {
    assert.ok(share(/^w/, ({ secrets }) => secrets, false) >= 0.87);
  });

  it('go for the most part where single ordinary words are told, asked for or not', () => {
    assert.ok(share(/^s/, ({ secrets }) => secrets, false) >= 0.57);
  });

  it('are not seen in nine messages of ten that hold none', () => {
    const without = messages.filter(({ secrets }) => secrets.length === 0);
    assert.ok(without.length > 400);
    const whole = without.filter((message) => read.get(message) === message.text);
    assert.ok(shareOf(whole.length, without.length) >= 0.86, `${whole.length} of ${without.length}`);
  });

  it('leave what only looks like them', () => {
    assert.ok(share(/./, ({ plain }) => plain, true) >= 0.95);
  });

  it('are found by a model that was fitted to these messages', async () => {
    assert.equal(messagesHash, await hashOfMessages());
  });

  it('take no more with them at the second reading', () => {
    const changed = [...read].filter(
      ([{ asked }, text]) => redactTyped(text, undefined, asked).text !== text,
    );
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
      findTold(part.repeat(300_000 / part.length), []);
    });

  it('are told as the answer to a question, and by the same word alone are not', () => {
    for (const [asked, answer, secret] of [
      ['Before I change it: what is the memorable word on your account?', 'marmalade', 'marmalade'],
      ['To let you in I need the security word. What is it?', 'Kestrel.', 'Kestrel'],
      ['Wie lautet das vereinbarte Kennwort?', 'Butterblume', 'Butterblume'],
    ] as const) {
      assert.ok(!redactTyped(answer, undefined, asked).text.includes(secret), answer);
      assert.equal(redactTyped(answer).text, answer);
    }
  });

  it('are no other answers', () => {
    for (const [asked, answer] of [
      ['Which class would you like to book?', 'Spin, please'],
      ['What shall the heroine be called?', 'Rosalind'],
      ['Which hash do you want for passwords?', 'argon2'],
      ['What is the account password?', 'I would rather not say'],
      ['Which port should it use, 8080 or 3000?', '9090'],
      ['Shall I start with:\n- PROJ-481\n- PROJ-482', 'PROJ-483 first, then PROJ-481'],
      ['Which node version?\n- node18\n- node20', 'node22, nothing else'],
      ['Your order number is 48213', '48214'],
    ] as const)
      assert.equal(redactTyped(answer, undefined, asked).text, answer);
  });

  it('take nothing out of the question', () => {
    const read = redactTyped('Yes, as I said.', undefined, 'The password is hunter2, code 6613. Right?');
    assert.deepEqual([read.text, read.count, read.credentials.size], ['Yes, as I said.', 0, 0]);
  });
});
