import assert from 'node:assert/strict';
import fc from 'fast-check';
import { continueMessage } from '../../../../src/core/conversation/continuation.ts';
import { emptyLedger, instructionTurns, readRecord } from '../../../../src/core/ledger/ledger.ts';
import { ledgerSections } from '../../../../src/core/ledger/ledger-sections.ts';
import { assistant, user } from '../../../support/conversation.ts';

const quoted = (message: string): readonly string[] =>
  message.split('\n').flatMap((line) => (line.startsWith('>') ? [line.replace(/^> ?/, '')] : []));

describe('going on with an answer', () => {
  it('quotes a short answer whole', () => {
    assert.deepEqual(quoted(continueMessage(assistant('One.\n\nTwo and'))), ['One.', '', 'Two and']);
  });

  it('quotes the last words of a long one, from the beginning of a word', () => {
    const said = Array.from({ length: 500 }, (_, n) => `word${n}`).join(' ');
    const [line = ''] = quoted(continueMessage(assistant(said)));
    assert.match(line, /^…word\d+ /);
    assert.ok(line.endsWith('word499') && line.length < 260);
  });

  it('quotes nothing but the end of the answer, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (said) => {
        const message = continueMessage(assistant(`${said}.`));
        const lines = quoted(message).join('\n').replace(/^…/, '');
        // Throws where half of a surrogate pair is left.
        encodeURIComponent(message);
        const plain = (text: string): string => text.replace(/[\s>]/g, '');
        assert.ok(plain(`${said}.`).endsWith(plain(lines)));
      }),
    );
  });

  it('is not taken for a rule of the user', () => {
    const message = user(continueMessage(assistant('The parser reads ahead')));
    const ledger = readRecord(emptyLedger, message);
    assert.equal(instructionTurns(ledger).size, 0);
    assert.deepEqual(ledgerSections(ledger), ledgerSections(readRecord(emptyLedger, user('Hello'))));
  });
});
