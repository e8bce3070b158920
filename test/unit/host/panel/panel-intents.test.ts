import assert from 'node:assert/strict';
import {
  createIntentHandler,
  type PanelActions,
  type PanelIntent,
} from '../../../../src/host/panel/panel-intents.ts';
import type { NoticeItem } from '../../../../src/protocol/view.ts';
import { recordedLog } from '../../../support/recorded-log.ts';

const notice: NoticeItem = {
  kind: 'notice',
  id: 'host.send',
  level: 'error',
  text: 'It failed.',
  actions: ['retry', 'continue', 'dismiss', 'recreateMemory', 'excludeFromGit'],
};

/** Writes down what would be done. */
function recordedActions(): {
  readonly done: string[];
  readonly handle: (intent: PanelIntent) => void;
  readonly lines: readonly string[];
} {
  const done: string[] = [];
  const { log, lines } = recordedLog();
  const actions = new Proxy({} as PanelActions, {
    get: (_, name) =>
      name === 'offered'
        ? () => [notice]
        : (...args: unknown[]) => void done.push([String(name), ...args.map(written)].join(' ').trim()),
  });
  return { done, handle: createIntentHandler(actions, log), lines };
}

const written = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');

describe('panel intents', () => {
  const cases: readonly (readonly [PanelIntent, string])[] = [
    [{ kind: 'submit', text: 'hello' }, 'submit hello'],
    [{ kind: 'editMessage', record: 'r1', text: 'hello' }, 'editMessage r1 hello'],
    [{ kind: 'showVersion', record: 'r1' }, 'showVersion r1'],
    [{ kind: 'withdraw', id: 'queued.request-2' }, 'withdraw queued.request-2'],
    [{ kind: 'retryAnswer' }, 'retryAnswer'],
    [{ kind: 'stop' }, 'stop'],
    [{ kind: 'compact' }, 'compact'],
    [{ kind: 'compact', focus: 'tests' }, 'compact tests'],
    [{ kind: 'act', id: 'host.send', action: 'retry' }, 'retry'],
    [{ kind: 'act', id: 'host.send', action: 'continue' }, 'continueAnswer'],
    [{ kind: 'insertCode', text: 'a\nb' }, 'insertCode a\nb'],
    [{ kind: 'newFile', text: 'a', language: 'ts' }, 'newFile a ts'],
    [{ kind: 'exportTranscript' }, 'exportTranscript'],
    [{ kind: 'chooseModel' }, 'chooseModel'],
    [{ kind: 'attachFile', path: 'a.js' }, 'attachFile a.js {}'],
    [
      { kind: 'attachFile', path: 'a.js', firstLine: 3, lastLine: 5 },
      'attachFile a.js {"firstLine":3,"lastLine":5}',
    ],
    [{ kind: 'showMemoryChange' }, 'showMemoryChange'],
    [{ kind: 'showCompactedMemory', record: 'r' }, 'showCompactedMemory r'],
    [{ kind: 'act', id: 'host.send', action: 'excludeFromGit' }, 'excludeFromGit'],
    [{ kind: 'act', id: 'host.send', action: 'recreateMemory' }, 'decideMemoryFile recreate'],
    [{ kind: 'act', id: 'host.send', action: 'dismiss' }, 'dismiss host.send'],
    [{ kind: 'openLink', href: 'https://example.com/a?b' }, 'openLink https://example.com/a?b'],
    [{ kind: 'openLink', href: 'mailto:a@example.com' }, 'openLink mailto:a@example.com'],
    [{ kind: 'draftChanged', text: 'abc' }, 'draftTyped abc'],
  ];
  for (const [intent, expected] of cases) {
    it(`turns ${JSON.stringify(intent)} into “${expected}”`, () => {
      const { done, handle } = recordedActions();
      handle(intent);
      assert.deepEqual(done, [expected]);
    });
  }

  const refused: readonly PanelIntent[] = [
    { kind: 'act', id: 'host.send', action: 'setApiKey' },
    { kind: 'act', id: 'someone.else', action: 'retry' },
    { kind: 'openLink', href: 'file:///etc/passwd' },
    { kind: 'openLink', href: 'command:workbench.action.terminal.new' },
    { kind: 'openLink', href: 'javascript:alert(1)' },
    { kind: 'openLink', href: 'vscode://anything' },
    { kind: 'openLink', href: 'not a link' },
  ];
  for (const intent of refused) {
    it(`refuses ${JSON.stringify(intent)} and says so in the log`, () => {
      const { done, handle, lines } = recordedActions();
      handle(intent);
      assert.deepEqual(done, []);
      assert.equal(lines.length, 1);
    });
  }
});
