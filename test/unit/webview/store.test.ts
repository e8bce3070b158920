import assert from 'node:assert/strict';
import { protocolVersion, type ToHost, type ToPanel } from '../../../src/protocol/messages.ts';
import { createStore, type Store } from '../../../webview/store.ts';
import { emptyView, sampleView } from '../../support/panel-page/sample-view.ts';

interface Bench {
  readonly store: Store;
  readonly posted: readonly ToHost[];
}

function bench(): Bench {
  const posted: ToHost[] = [];
  return { store: createStore((intent) => posted.push(intent)), posted };
}

const snapshot = (revision: number, session = 's', protocol = protocolVersion) =>
  ({ kind: 'snapshot', protocol, session, revision, view: emptyView }) as const;

const retitle = (revision: number, title: string, session = 's') =>
  ({ kind: 'change', session, revision, change: { kind: 'fields', fields: { title } } }) as const;

const ready: ToHost = { kind: 'ready', protocol: protocolVersion };

describe("the panel's replica", () => {
  it('shows nothing before the first snapshot', () => {
    const { store } = bench();
    assert.equal(store.view.value, null);
    assert.equal(store.session.value, '');
  });

  it('follows the host change by change', () => {
    const { store, posted } = bench();
    store.receive(snapshot(4));
    store.receive(retitle(5, 'one'));
    store.receive(retitle(6, 'two'));
    assert.equal(store.view.value?.title, 'two');
    assert.deepEqual(posted, []);
  });

  const outOfStep: readonly [string, Extract<ToPanel, { kind: 'change' }>][] = [
    ['a change was lost', retitle(6, 'late')],
    ['a change comes a second time', retitle(4, 'again')],
    ['the change is of another session', retitle(5, 'other', 't')],
  ];
  for (const [name, change] of outOfStep) {
    it(`asks for a snapshot and applies nothing when ${name}`, () => {
      const { store, posted } = bench();
      store.receive(snapshot(4));
      store.receive(change);
      assert.equal(store.view.value, emptyView);
      assert.deepEqual(posted, [ready]);
    });
  }

  it('asks once for any number of changes, and again after the answer', () => {
    const { store, posted } = bench();
    store.receive(snapshot(1));
    for (const revision of [3, 4, 5]) store.receive(retitle(revision, 'lost'));
    assert.equal(posted.length, 1);
    store.receive(snapshot(9));
    store.receive(retitle(11, 'lost'));
    assert.equal(posted.length, 2);
  });

  it('asks for a snapshot when a change comes first', () => {
    const { store, posted } = bench();
    store.receive(retitle(1, 'early'));
    assert.deepEqual(posted, [ready]);
  });

  it('takes a snapshot of any revision and session', () => {
    const { store } = bench();
    store.receive(snapshot(9));
    store.receive({ ...snapshot(1, 't'), view: sampleView });
    assert.equal(store.session.value, 't');
    assert.equal(store.view.value, sampleView);
  });

  it('knows that it cannot go on when a snapshot cannot be read, and goes on with the next that can', () => {
    const { store } = bench();
    store.refuseSnapshot();
    assert.equal(store.outdated.value, true);
    store.receive(snapshot(1));
    assert.equal(store.outdated.value, false);
    assert.equal(store.view.value, emptyView);
  });

  it('keeps off a host of another version', () => {
    const { store } = bench();
    store.receive(snapshot(1, 's', protocolVersion + 1));
    assert.equal(store.outdated.value, true);
    assert.equal(store.view.value, null);
  });
});
