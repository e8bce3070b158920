import assert from 'node:assert/strict';
import { userWords } from '../../../../src/core/compaction/user-words.ts';
import { redactWith } from '../../../../src/core/redaction/redact.ts';
import { readBeyond, redactedEnd } from '../../../../src/core/redaction/redacted-ends.ts';
import { user } from '../../../support/conversation.ts';

const redact = redactWith(new Map());
const line = 'aB3dE5gHjK7mN9pQrS1tVwXyZ0aB3dE5gHjK7mN9pQrS1tVwXyZ0aB3dE5gHjK7m';
const block = (name: string, lines = 98) =>
  `-----BEGIN ${name}-----\n${`${line}\n`.repeat(lines)}-----END ${name}-----`;

describe('the end of a text that is cut', () => {
  for (const name of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'PGP PRIVATE KEY BLOCK']) {
    it(`shows nothing of a key that began before what is read: ${name}`, () => {
      const text = `Use this.\n${block(name)}\nThanks.`;
      assert.equal(redactedEnd(text, 600, redact), '[redacted: private key]\nThanks.');
      const wholeLines = `Use this.\n${block(name).replaceAll('\n', '\\n')}\nThanks.`;
      assert.equal(redactedEnd(wholeLines, 600, redact), '[redacted: private key]\nThanks.');
    });
  }

  it('keeps what stands before a key that it holds whole, whatever key began before', () => {
    const text = `${block('PGP PRIVATE KEY BLOCK')}\nAnd this one:\n${block('RSA PRIVATE KEY', 3)}\nThanks.`;
    assert.equal(
      redactedEnd(text, 600, redact),
      '[redacted: private key]\nAnd this one:\n[redacted: private key]\nThanks.',
    );
  });

  it('keeps all of a text that it shows whole, and of one with a public key', () => {
    const whole = 'It ends with -----END PRIVATE KEY----- there.';
    assert.equal(redactedEnd(whole, 600, redact), whole);
    const open = `${'Some words. '.repeat(readBeyond)}\n-----END PUBLIC KEY-----\nThanks.`;
    assert.equal(redactedEnd(open, 600, redact), open.slice(-600));
  });

  it('shows nothing of such a key among the words of a user', () => {
    for (const name of ['RSA PRIVATE KEY', 'PGP PRIVATE KEY BLOCK']) {
      const { text } = userWords([user(`Use this.\n${block(name)}`)], 500);
      assert.ok(!text.includes(line.slice(0, 20)), text);
    }
  });
});
