import assert from 'node:assert/strict';
import { connectionTrouble, serverTrouble } from '../../../src/adapters/anthropic/anthropic-failure.ts';
import { memoryFileSubject } from '../../../src/adapters/files/file-memory-store.ts';
import { storageFailure } from '../../../src/adapters/files/storage-failure.ts';
import { type Failure, failureInWords } from '../../../src/core/failure.ts';
import { phrase } from '../../../src/core/phrase.ts';
import { failureWords } from '../../../src/host/failure-words.ts';
import { translateTo } from '../../support/l10n/translate-to.ts';
import { plainTranslate } from '../../support/plain-translate.ts';

const german = translateTo('de');
const facts = {
  host: 'api.anthropic.com',
  model: 'm',
  purpose: 'chat',
  key: 'sk-ant-1234',
  redact: (said: string) => said,
} as const;
const noSpace = Object.assign(new Error('no space'), { code: 'ENOSPC' });

const failures: readonly (readonly [what: string, failure: Failure, english: string, inGerman: string])[] = [
  [
    'with a value',
    connectionTrouble('ENOTFOUND', 'example.org').failure,
    'example.org was not found. Check the connection, then retry.',
    'example.org wurde nicht gefunden. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  ],
  [
    'with phrases as values, and the words of a server, which stay as they are',
    serverTrouble({ status: 429, type: 'rate_limit_error', code: null, message: 'Slow {0} down' }, facts)
      .failure,
    'The rate limit at api.anthropic.com is reached. It says: “Slow {0} down”. Retry in a while.',
    'Die Ratenbegrenzung bei api.anthropic.com ist erreicht. Dort heißt es: „Slow {0} down“. Versuchen Sie es in einer Weile noch einmal.',
  ],
  [
    'of storage',
    storageFailure(noSpace, phrase`write ${memoryFileSubject}`, '/w/m.md'),
    'Could not write the memory file (/w/m.md). The disk is full: free some space.',
    'Nicht gelungen: die Gedächtnisdatei schreiben (/w/m.md). Die Platte ist voll: Schaffen Sie Platz.',
  ],
  ['that is in words already', failureInWords('badRequest', 'Schon so.'), 'Schon so.', 'Schon so.'],
];

describe('the words of a failure', () => {
  for (const [what, failure, english, inGerman] of failures) {
    it(`are in the user’s language, for one ${what}`, () => {
      assert.equal(failure.message, english);
      assert.equal(failureWords(failure, plainTranslate), english);
      assert.equal(failureWords(failure, german), inGerman);
    });
  }
});
