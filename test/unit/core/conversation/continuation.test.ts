import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeData } from '../../../../src/adapters/storage/transcript-record.ts';
import { listOf } from '../../../../src/core/append-list.ts';
import { userWords } from '../../../../src/core/compaction/user-words.ts';
import { continueMessage } from '../../../../src/core/conversation/continuation.ts';
import type { AssistantRecord, TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { told } from '../../../../src/core/gate/gate-testimony.ts';
import { activeWork, userIntent } from '../../../../src/core/ledger/extract-turns.ts';
import { emptyLedger, readRecord } from '../../../../src/core/ledger/ledger.ts';
import { ledgerSections } from '../../../../src/core/ledger/ledger-sections.ts';
import { transcriptMarkdown } from '../../../../src/host/sessions/export.ts';
import { assistant, continuation, user } from '../../../support/conversation.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';

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

  it('is nothing that the user said: not to the ledger, the user’s words, the witness or a summary', () => {
    const cut: AssistantRecord = {
      ...assistant('Always use the parser in src/parse.ts, which reads ahead'),
      outcome: 'interrupted',
    };
    const asked = continuation(cut);
    assert.equal(readRecord(emptyLedger, asked).instructions.entries.length, 0);
    assert.deepEqual(ledgerSections(readRecord(emptyLedger, asked)), ledgerSections(emptyLedger));
    const words = userWords([user('Explain the parser.'), asked, user('Thank you.')], 1_000);
    assert.equal(words.text, '[turn 1]\nExplain the parser.\n\n[turn 3]\nThank you.');
    assert.equal(userWords([user('Explain.'), asked], 0).omitted, 1);
    assert.deepEqual(
      told(asked).map(({ raw }) => raw),
      [''],
    );
    const facts = { records: [user('Explain the parser.'), cut, asked], ledger: emptyLedger, firstTurn: 1 };
    assert.deepEqual(userIntent(facts), ['- First request: "Explain the parser." (turn 1)']);
    assert.deepEqual(activeWork(facts).slice(0, 1), ['- Last request (turn 2): to go on with the answer']);
  });

  it('is told from a message in the export, and is not read out there', () => {
    const cut: AssistantRecord = { ...assistant('Half of the'), outcome: 'interrupted' };
    const markdown = transcriptMarkdown(
      '',
      listOf<TranscriptRecord>([user('Tell me.'), cut, continuation(cut), assistant('story.')]),
      t,
    );
    assert.match(
      markdown,
      /\n## You · turn 1 .*\n## Continued · turn 2 · [\d :-]+\n\n## claude-sonnet-5-5 /s,
    );
    assert.doesNotMatch(markdown, /very next word|It ended with/);
  });

  it('is read from a transcript with its mark, without one where an older version wrote it, and with no other', () => {
    const record = JSON.parse(JSON.stringify(continuation(assistant('Half of the'))));
    const { continues: _mark, ...older } = record;
    assert.deepEqual(decodeData(record), { kind: 'record', record });
    assert.deepEqual(decodeData(older), { kind: 'record', record: older });
    for (const mark of [false, 'yes', 1, null])
      assert.deepEqual(decodeData({ ...record, continues: mark }), { kind: 'invalid' });
  });
});
