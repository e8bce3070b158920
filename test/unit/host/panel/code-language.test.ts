import assert from 'node:assert/strict';
import { languageId } from '../../../../src/host/panel/code-language.ts';

const known = ['plaintext', 'typescript', 'shellscript', 'python', 'csharp', 'zig'];

describe('the language of a code block', () => {
  const cases: readonly (readonly [fence: string, expected: string])[] = [
    ['ts', 'typescript'],
    ['TypeScript', 'typescript'],
    [' py ', 'python'],
    ['bash', 'shellscript'],
    ['c#', 'csharp'],
    ['zig', 'zig'],
    ['', 'plaintext'],
    ['klingon', 'plaintext'],
    ['__proto__', 'plaintext'],
    ['rb', 'plaintext'],
  ];
  for (const [fence, expected] of cases) {
    it(`is ${expected} for “${fence}”`, () => assert.equal(languageId(fence, known), expected));
  }
});
