import assert from 'node:assert/strict';
import { shownTitle, titleFrom } from '../../../../src/host/sessions/session-title.ts';

describe('a session’s title', () => {
  const titles: readonly (readonly [message: string, title: string])[] = [
    ['  Why does it\tfail?\nThe log: …', 'Why does it fail?'],
    [
      'My password is hunter2, and it does not work',
      'My password is [redacted: password], and it does not work',
    ],
    ['curl -u bob:marigold https://x.example', 'curl -u bob:[redacted: password] https://x.example'],
    ['Type 6613 on the keypad of the side door', 'Type [redacted: code] on the keypad of the side door'],
    ['  \n ', ''],
    ['Why\u202e so\u0007 odd\u200b?', 'Why so odd?'],
  ];
  for (const [message, title] of titles) {
    it(`is the first line, without credentials: ${JSON.stringify(message)}`, () =>
      assert.equal(titleFrom(message), title));
  }

  it('is without what was told later, also where it is cut in the middle of it', () => {
    const message = `${'x '.repeat(26)}Gull7Tern2Skua`;
    assert.match(titleFrom(message), /Gull7Te…$/);
    assert.doesNotMatch(titleFrom(message, new Map([['Gull7Tern2Skua', 'password']])), /Gull7/);
  });

  it('is cut without letting a part of a credential through', () => {
    const key = `ghp_${'a1B2'.repeat(9)}`;
    for (let lead = 0; lead < 120; lead++) {
      assert.ok(!titleFrom(`${'x '.repeat(lead)}${key}`).includes('a1B2'), `after ${lead} words`);
    }
  });

  it('is shown in one short line without what nobody sees, whatever is stored', () => {
    assert.equal(shownTitle('a\u202e\u0000b\n\u2066 c\u200b '), 'ab c');
    assert.equal(shownTitle('Tidy'), 'Tidy');
    const long = shownTitle('😀'.repeat(100_000));
    assert.match(long, /^(?:😀){20,29}…$/u);
  });
});
