import assert from 'node:assert/strict';
import { askedAfter, askedIn, withAsked } from '../../../../src/core/conversation/asked.ts';
import { assistant, user } from '../../../support/conversation.ts';

describe('What the assistant asked', () => {
  it('is the end of what it said, each sentence on a line', () => {
    assert.equal(
      askedIn('I found you.\n\nOne thing before we go on! What is the word? Take your time.'),
      'I found you.\nOne thing before we go on!\nWhat is the word?\nTake your time.',
    );
    assert.equal(askedIn(''), '');
    assert.equal(askedIn(' \n '), '');
  });

  it('is not cut inside a name or a number', () =>
    assert.equal(
      askedIn('Done (v1.2). Shall I delete src/old-parser.ts?'),
      'Done (v1.2).\nShall I delete src/old-parser.ts?',
    ));

  it('is short, however long the answer was', () => {
    const asked = askedIn(`${'A sentence of the answer. '.repeat(4_000)}What is the word?`);
    assert.ok(asked.length <= 400 && asked.endsWith('What is the word?'), asked);
    assert.equal(askedIn('x'.repeat(100_000)).length, 400);
  });

  it('is nothing where the answer was refused, or only quotes what was said before', () => {
    const said = assistant('What is the word?');
    for (const answer of [
      { ...said, outcome: 'refused' as const },
      { ...said, provider: 'offline' },
    ])
      assert.equal(askedAfter('', answer), '');
    assert.equal(askedAfter('', said), 'What is the word?');
  });

  it('goes with the message that answers, and with none after it', () => {
    const records = [user('Hello'), assistant('What is the word?'), user('kite'), user('and more')];
    assert.deepEqual(
      [...withAsked(records)].map(([, asked]) => asked),
      ['', '', 'What is the word?', ''],
    );
  });
});
