import assert from 'node:assert/strict';
import { direction } from '../../../webview/direction.ts';

describe('the direction of a text', () => {
  const cases: readonly [string, 'ltr' | 'rtl'][] = [
    ['', 'ltr'],
    ['1 + 1', 'ltr'],
    ['Hello שלום', 'ltr'],
    ['שלום Hello', 'rtl'],
    ['12. هل يعمل؟', 'rtl'],
    ['日本語', 'ltr'],
    [`${' '.repeat(2_000)}שלום`, 'ltr'],
  ];
  for (const [text, expected] of cases) {
    it(`is ${expected}: ${JSON.stringify(text.slice(0, 20))}`, () => assert.equal(direction(text), expected));
  }
});
