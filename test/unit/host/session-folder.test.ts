import assert from 'node:assert/strict';
import { sessionFolder } from '../../../src/host/session-folder.ts';

describe('The folder of the memory file', () => {
  const [one, two, three] = ['/one', '/two', '/three'].map((fsPath) => ({ uri: { fsPath } }));
  assert.ok(one && two && three);

  it('is the first, where no session has begun yet', () => {
    assert.equal(sessionFolder([one, two], undefined), one);
    assert.equal(sessionFolder([], undefined), undefined);
  });

  it('stays the one that the last session began in, whichever comes first', () => {
    assert.equal(sessionFolder([two, one], '/one'), one);
    assert.equal(sessionFolder([three, two, one], '/one'), one);
  });

  it('is the first again, where that one is open no longer', () => {
    assert.equal(sessionFolder([two, three], '/one'), two);
    assert.equal(sessionFolder([two, three], null), two);
  });
});
