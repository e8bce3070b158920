import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeToHost, decodeToPanel } from '../../../src/protocol/decode.ts';
import { maxTextChars } from '../../../src/protocol/decode-view.ts';
import type { ToHost } from '../../../src/protocol/messages.ts';
import { view } from './arbitrary-view.ts';

const thumbnail = 'data:image/webp;base64,iVBORw0KGgo=';

/** One of every kind; a kind that is missing here does not compile. */
const intents: { readonly [K in ToHost['kind']]: Extract<ToHost, { kind: K }> } = {
  ready: { kind: 'ready', protocol: 1 },
  submit: { kind: 'submit', text: 'hello' },
  editMessage: { kind: 'editMessage', record: 'r-1', text: 'hello' },
  showVersion: { kind: 'showVersion', record: 'r-1' },
  withdraw: { kind: 'withdraw', id: 'queued.request-2' },
  openImage: { kind: 'openImage', record: 'r-1', attachment: 1 },
  retryAnswer: { kind: 'retryAnswer' },
  stop: { kind: 'stop' },
  compact: { kind: 'compact', focus: 'the parser' },
  previewCompaction: { kind: 'previewCompaction' },
  showMemoryChange: { kind: 'showMemoryChange' },
  showCompactedMemory: { kind: 'showCompactedMemory', record: 'r' },
  undoCompaction: { kind: 'undoCompaction' },
  updateMemory: { kind: 'updateMemory' },
  openMemory: { kind: 'openMemory' },
  showMemoryHistory: { kind: 'showMemoryHistory' },
  newSession: { kind: 'newSession' },
  switchSession: { kind: 'switchSession' },
  setApiKey: { kind: 'setApiKey' },
  manageTrust: { kind: 'manageTrust' },
  openSettings: { kind: 'openSettings' },
  showLog: { kind: 'showLog' },
  act: { kind: 'act', id: 'n1', action: 'retry' },
  openLink: { kind: 'openLink', href: 'https://example.com/' },
  openFile: { kind: 'openFile', path: 'src/main.ts', line: 12 },
  copyText: { kind: 'copyText', text: 'x' },
  insertCode: { kind: 'insertCode', text: 'let a = 1;' },
  newFile: { kind: 'newFile', text: 'let a = 1;', language: 'ts' },
  exportTranscript: { kind: 'exportTranscript' },
  chooseModel: { kind: 'chooseModel' },
  chooseEffort: { kind: 'chooseEffort' },
  setSwitch: { kind: 'setSwitch', name: 'memory', isOn: false },
  searchFiles: { kind: 'searchFiles', query: '__proto__' },
  attachFile: { kind: 'attachFile', path: 'src/<img src=x>.js' },
  attachDropped: { kind: 'attachDropped', uris: ['file:///workspace/a.js'] },
  pickFiles: { kind: 'pickFiles' },
  attachImage: { kind: 'attachImage', name: 'a.png', data: 'iVBORw0KGgo=', thumbnail },
  attachSelection: { kind: 'attachSelection' },
  followSelection: { kind: 'followSelection', isOn: false },
  detach: { kind: 'detach', id: 'attachment1' },
  draftChanged: { kind: 'draftChanged', text: '' },
  loadEarlier: { kind: 'loadEarlier' },
  focusChanged: { kind: 'focusChanged', isFocused: true },
  panelFailed: { kind: 'panelFailed', message: 'boom' },
};

describe('decoding what the panel sends', () => {
  for (const intent of Object.values(intents)) {
    it(`accepts ${intent.kind} as it was sent`, () => {
      assert.deepEqual(decodeToHost(JSON.parse(JSON.stringify(intent))), intent);
    });
  }

  it('accepts a compaction without a focus', () => {
    assert.deepEqual(decodeToHost({ kind: 'compact' }), { kind: 'compact' });
  });

  const refused: readonly [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a bare word', 'stop'],
    ['an array', ['stop']],
    ['an object without a kind', {}],
    ['an unknown kind', { kind: 'runCommand', command: 'workbench.action.quit' }],
    ['a kind that every object has', { kind: 'constructor' }],
    ['a kind named like the prototype', { kind: '__proto__' }],
    ['an inherited kind', Object.create({ kind: 'stop' })],
    ['a kind that is no string', { kind: ['stop'] }],
    ['a missing text', { kind: 'submit' }],
    ['a switch that there is not', { kind: 'setSwitch', name: 'provider', isOn: true }],
    ['a switch of Object’s', { kind: 'setSwitch', name: 'constructor', isOn: true }],
    ['an image beyond all bounds', { kind: 'attachImage', name: 'a', data: 'A'.repeat(8_000_001) }],
    ...[
      'https://example.com/a.png',
      'data:image/svg+xml;base64,iVBORw0KGgo=',
      'data:text/html;base64,iVBORw0KGgo=',
      'data:image/png,<svg>',
      `${thumbnail}\nhttps://example.com/`,
      `data:image/png;base64,${'A'.repeat(12_000)}`,
    ].map((other): [string, unknown] => [
      `a preview that is ${other.slice(0, 60)}`,
      { kind: 'attachImage', name: 'a', data: 'AAAA', thumbnail: other },
    ]),
    ['more dropped files than a message takes', { kind: 'attachDropped', uris: Array(51).fill('file:///a') }],
    ['a question that is too long', { kind: 'searchFiles', query: 'x'.repeat(201) }],
    ['a text of another type', { kind: 'submit', text: { length: 1 } }],
    ['a text past the bound', { kind: 'submit', text: 'x'.repeat(maxTextChars + 1) }],
    ['an inherited text', Object.assign(Object.create({ text: 'x' }), { kind: 'submit' })],
    ['an action that is not on the list', { kind: 'act', id: 'n1', action: 'toString' }],
    ['an id past the bound', { kind: 'act', id: 'x'.repeat(201), action: 'retry' }],
    ['a version that is not a whole number', { kind: 'ready', protocol: 1.5 }],
    ['a negative version', { kind: 'ready', protocol: -1 }],
    ['code past the bound', { kind: 'insertCode', text: 'x'.repeat(maxTextChars + 1) }],
    ['a language past the bound', { kind: 'newFile', text: '', language: 'x'.repeat(101) }],
    ['a new file without a language', { kind: 'newFile', text: '' }],
    ['a link past the bound', { kind: 'openLink', href: `https://x/${'a'.repeat(4000)}` }],
  ];
  for (const [name, message] of refused) {
    it(`refuses ${name}`, () => assert.equal(decodeToHost(message), null));
  }

  it('accepts a message of one megabyte', () => {
    const text = 'x'.repeat(1_000_000);
    assert.deepEqual(decodeToHost({ kind: 'submit', text }), { kind: 'submit', text });
  });

  it('carries no foreign key on, prototype keys included', () => {
    const decoded = decodeToHost(JSON.parse('{"kind":"stop","extra":1,"__proto__":{"polluted":true}}'));
    assert.deepEqual(decoded, { kind: 'stop' });
    assert.equal(Object.getPrototypeOf(decoded), Object.prototype);
  });

  it('never throws, and what it accepts it accepts again', () => {
    const kinds = fc.constantFrom(...Object.keys(intents), '__proto__', 'hasOwnProperty');
    const nearly = fc
      .tuple(
        kinds,
        fc.dictionary(
          fc.constantFrom('text', 'id', 'action', 'protocol', 'href', '__proto__'),
          fc.anything(),
        ),
      )
      .map(([kind, rest]) => ({ ...rest, kind }));
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nearly), (message) => {
        const decoded = decodeToHost(message);
        assert.deepEqual(decoded === null ? null : decodeToHost(decoded), decoded);
      }),
      { numRuns: 500 },
    );
  });
});

describe('decoding what the host sends', () => {
  it('accepts every snapshot as it was sent', () => {
    fc.assert(
      fc.property(view, (one) => {
        const snapshot = { kind: 'snapshot', protocol: 1, session: 's', revision: 3, view: one };
        assert.deepEqual(
          decodeToPanel(JSON.parse(JSON.stringify(snapshot))),
          JSON.parse(JSON.stringify(snapshot)),
        );
      }),
    );
  });

  it('refuses a snapshot of which any part is missing or of another type', () => {
    const wrong = Symbol('a type that no part has');
    fc.assert(
      fc.property(view, fc.nat(), fc.boolean(), (one, pick, missing) => {
        const keys = Object.keys(one);
        const key = keys[pick % keys.length] ?? '';
        const { [key]: _removed, ...rest } = { ...one } as Record<string, unknown>;
        const spoilt = missing ? rest : { ...rest, [key]: wrong };
        assert.equal(
          decodeToPanel({ kind: 'snapshot', protocol: 1, session: 's', revision: 0, view: spoilt }),
          null,
        );
      }),
    );
  });

  const refused: readonly [string, unknown][] = [
    ['an unknown change', { kind: 'itemsDropped' }],
    ['an unknown item', { kind: 'itemAdded', item: { kind: 'frame', id: 'x' } }],
    ['an endless size', { kind: 'fields', fields: { queued: Number.POSITIVE_INFINITY } }],
    ['too many items', { kind: 'itemsPrepended', items: new Array(20_001).fill(null), hasEarlier: false }],
    ['a part of another type', { kind: 'fields', fields: { title: 7 } }],
  ];
  for (const [name, change] of refused) {
    it(`refuses ${name}`, () => {
      assert.equal(decodeToPanel({ kind: 'change', session: 's', revision: 1, change }), null);
    });
  }

  it('drops parts that it does not know', () => {
    const message = {
      kind: 'change',
      session: 's',
      revision: 1,
      change: { kind: 'fields', fields: { items: [], x: 1 } },
    };
    assert.deepEqual(decodeToPanel(message), { ...message, change: { kind: 'fields', fields: {} } });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (message) => void decodeToPanel(message)));
  });
});
