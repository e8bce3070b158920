import assert from 'node:assert/strict';
import { failureInWords } from '../../../../src/core/failure.ts';
import type { GitFile } from '../../../../src/core/ports/git-file.ts';
import { GitOffer } from '../../../../src/host/memory/git-offer.ts';
import { Notices } from '../../../../src/host/panel/notices.ts';
import { settle } from '../../../support/fake-clock.ts';
import { plainTranslate as translate } from '../../../support/plain-translate.ts';
import { recordedLog } from '../../../support/recorded-log.ts';

/** A window of one workspace, whose values outlive it. */
function openWindow(git: Partial<GitFile> | null, values = new Map<string, unknown>()) {
  const notices = new Notices(() => undefined);
  const state = { isTimely: true, looks: 0 };
  const file: GitFile = {
    isTracked: async () => false,
    couldBeExcluded: async () => {
      state.looks++;
      return true;
    },
    exclude: async () => null,
    ...git,
  };
  const offer = new GitOffer({
    git: git === null ? null : file,
    values: { get: (key) => values.get(key), update: async (key, value) => void values.set(key, value) },
    notices,
    isTimely: () => state.isTimely,
    log: recordedLog().log,
    translate,
  });
  const said = () => notices.items.map(({ text, actions }) => `${text.slice(0, 14)} ${actions.join(' ')}`);
  return { offer, state, said, values };
}

describe('The offer to exclude the memory file from git', () => {
  it('is made once, when there is something to exclude and someone to see it, and in no later window', async () => {
    const { offer, state, said, values } = openWindow({});
    state.isTimely = false;
    offer.consider();
    await settle();
    assert.deepEqual([said(), state.looks], [[], 0]);
    state.isTimely = true;
    for (let times = 0; times < 3; times++) offer.consider();
    await settle();
    assert.deepEqual(said(), ['Git would take excludeFromGit dismiss']);
    assert.equal(state.looks, 1);
    const next = openWindow({}, values);
    next.offer.consider();
    await settle();
    assert.deepEqual([next.said(), next.state.looks], [[], 0]);
  });

  it('is not made where git would not take the file along, and asked again in the next window', async () => {
    const { offer, said, values } = openWindow({ couldBeExcluded: async () => false });
    offer.consider();
    await settle();
    assert.deepEqual([said(), values.size], [[], 0]);
  });

  it('is not made where there is no folder', () => {
    const { offer, said } = openWindow(null);
    offer.consider();
    assert.deepEqual(said(), []);
  });

  it('is followed by what came of it', async () => {
    const good = openWindow({});
    await good.offer.accept();
    assert.deepEqual(good.said(), ['Git leaves the dismiss']);
    const bad = openWindow({ exclude: async () => failureInWords('storage', 'A link is in the way.') });
    await bad.offer.accept();
    assert.deepEqual(bad.said(), ['A link is in t showLog dismiss']);
  });
});
