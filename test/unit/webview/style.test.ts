import assert from 'node:assert/strict';
import { fixedFontSizes, isMade, styledNames } from '../../support/panel-page/selectors.ts';

/** Set by VS Code on the body, or made by the highlighter. */
const fromElsewhere = /^\.(?:vscode-|hljs-)/;

describe('the style sheets of the panel', () => {
  for (const [sheet, names] of styledNames()) {
    it(`dress nothing in ${sheet} that nobody makes`, () => {
      assert.deepEqual(
        names.filter((name) => !fromElsewhere.test(name) && !isMade(name)),
        [],
      );
    });
  }

  it('give no text a size that does not follow the user’s fonts', () =>
    assert.deepEqual(fixedFontSizes(), []));

  it('dress something at all', () => {
    const count = [...styledNames().values()].flat().length;
    assert.ok(count > 80, String(count));
  });
});
