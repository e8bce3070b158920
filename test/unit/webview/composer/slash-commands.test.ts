import assert from 'node:assert/strict';
import { decodeToHost, maxFocusChars } from '../../../../src/protocol/decode.ts';
import { completions, readSlash, slashCommands } from '../../../../webview/composer/slash-commands.ts';

/** The intent that a text leads to; the kind of reading where it leads to none. */
function asked(text: string): unknown {
  const reading = readSlash(text);
  return reading.kind === 'command' ? reading.command.intent(reading.argument) : reading.kind;
}

describe('slash commands', () => {
  const cases: readonly (readonly [text: string, expected: unknown])[] = [
    ['/compact', { kind: 'compact' }],
    ['/compact  the parser\nand its tests ', { kind: 'compact', focus: 'the parser\nand its tests' }],
    ['/COMPACT', { kind: 'compact' }],
    ['/memory', { kind: 'openMemory' }],
    ['/new\n', { kind: 'newSession' }],
    ['/model', { kind: 'chooseModel' }],
    ['/export', { kind: 'exportTranscript' }],
    ['/help', null],
    ['/clear', { kind: 'newSession' }],
    ['/clear the table', 'doubtful'],
    ['/constructor', 'doubtful'],
    ['/new session please', 'doubtful'],
    [`/compact ${'x'.repeat(maxFocusChars + 1)}`, 'doubtful'],
    ['please /compact', 'message'],
    [' /compact', 'message'],
    ['\n/new', 'message'],
    ['/', 'message'],
    ['/usr/bin/env is missing', 'message'],
    ['//comment', 'message'],
    ['/new/file', 'message'],
    ['/123', 'message'],
    ['', 'message'],
  ];
  for (const [text, expected] of cases) {
    it(`reads ${JSON.stringify(text.slice(0, 40))} as ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(asked(text), expected);
    });
  }

  it('ask only for what the host understands', () => {
    for (const { intent, argument } of slashCommands) {
      const wanted = intent(argument === '' ? '' : 'x'.repeat(maxFocusChars));
      if (wanted !== null) assert.deepEqual(decodeToHost(wanted), wanted);
    }
  });

  const typed: readonly (readonly [text: string, names: readonly string[]])[] = [
    ['/', ['compact', 'memory', 'new', 'model', 'export', 'help']],
    ['/m', ['memory', 'model']],
    ['/me', ['memory']],
    ['/memory', ['memory']],
    ['/memory ', []],
    ['/c', ['compact']],
    ['/x', []],
    ['a /m', []],
    ['', []],
  ];
  for (const [text, names] of typed) {
    it(`offers ${names.join(', ') || 'nothing'} for “${text}”`, () => {
      assert.deepEqual(
        completions(text).map(({ name }) => name),
        names,
      );
    });
  }
});
