import assert from 'node:assert/strict';
import { redact } from '../../../../src/core/redaction/redact.ts';
import { unredact } from '../../../../src/core/redaction/unredact.ts';

const known = new Map([
  ['Gull7Tern2Skua', 'password'],
  ['Auk9Rail4Smew', 'password'],
]);
const file = [
  '- at the door: Gull7Tern2Skua',
  '- the door is green',
  '- at the gate: Auk9Rail4Smew, twice Gull7Tern2Skua',
  '',
].join('\n');
const stored = redact(file, known).text;

describe('A text that lost its credentials', () => {
  it('has lost what the conversation has told, where no word beside it says so', () => {
    assert.equal(redact(file).count, 0);
    assert.doesNotMatch(stored, /Gull|Auk/);
  });

  it('gets its lines back, be the credentials known or not known any more', () => {
    assert.equal(unredact(stored, file, known), file);
    assert.equal(unredact(stored, file), file);
    assert.equal(unredact(stored, file, new Map([...known].slice(1))), file, 'known in part');
  });

  it('gets back the lines that are still there, and each only once', () => {
    const both = '- at the door: Gull7Tern2Skua\n- at the door: Auk9Rail4Smew\n';
    assert.equal(unredact(redact(both, known).text, both), both);
    const rest = file.replace(/.*gate.*\n/, '- new\n');
    assert.match(unredact(stored, rest), /^- at the door: Gull7Tern2Skua\n.*\n- at the gate: \[redacted/);
  });

  it('takes no plain words for what a mark stands for', () => {
    for (const line of ['- at the door: a mat', '- at the door: green', '- at the window: Gull7Tern2Skua'])
      assert.equal(
        unredact('- at the door: [redacted: password]\n', `${line}\n`),
        '- at the door: [redacted: password]\n',
      );
  });

  it('keeps its own layout', () => {
    assert.equal(
      unredact('  * at the door:  [redacted: password]\r\n', file),
      '  * at the door: Gull7Tern2Skua\r\n',
    );
  });
});
