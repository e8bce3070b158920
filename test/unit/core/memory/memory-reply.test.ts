import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  applyReply,
  formatMemory,
  parseMemory,
  readReply,
  sectionBody,
} from '../../../../src/core/memory/memory.ts';
import { inEnglish } from '../../../../src/core/phrase.ts';

/** The sections of a reply as one text; the reason where it is bad. */
const read = (reply: string, isUpdate = true): string => {
  const result = readReply(reply, { isUpdate });
  return result.kind === 'ok'
    ? formatMemory({ preamble: '', sections: result.sections })
    : inEnglish(result.reason);
};

const plain = '## Active Work\n\n- a\n';
const both = '## User Intent\n\n- u\n\n## Active Work\n\n- a\n';
const noSections = 'it had none of the sections that were asked for';

const cases: readonly (readonly [string, string, string])[] = [
  ['takes a plain reply', plain, plain],
  ['orders sections as the table does', '## Active Work\n- a\n## User Intent\n- u', both],
  ['reads other spellings of the headings', '# user intent:\n- u\n# **Active work**\n- a', both],
  ['reads headings that are only bold', '**User Intent**\n- u\n\n**Active Work:**\n- a', both],
  ['reads CRLF', '## User Intent\r\n- u\r\n## Active Work\r\n- a\r\n', both],
  [
    'keeps a deeper heading within its section',
    '## Active Work\n- a\n### Key References\nb',
    '## Active Work\n\n- a\n### Key References\nb\n',
  ],
  ['drops chatter before', `Sure! Here it is.\n\n# Session memory\n${plain}`, plain],
  ['drops chatter after', `${plain}\n---\n\nLet me know if you need more.`, plain],
  ['drops a fence around the whole', `\`\`\`markdown\n${plain}\`\`\``, plain],
  [
    'drops a nameless fence, with chatter around it',
    `Here:\n\n\`\`\`\n# Session memory\n\n${plain}\`\`\`\nAnything else?`,
    plain,
  ],
  ['drops a fence around the whole that was never closed', `\`\`\`md\n${plain}`, plain],
  [
    'keeps a fence inside a wrapped reply',
    '```markdown\n## Active Work\n```js\n## no\n```\n## User Intent\n- u\n```\nBye',
    '## User Intent\n\n- u\n\n## Active Work\n\n```js\n## no\n```\n',
  ],
  ['drops analysis', `<analysis>\n## Active Work\n- draft\n</analysis>\n${plain}`, plain],
  ['drops analysis with attributes, in capitals', `<Thinking mode="x">hm</THINKING>${plain}`, plain],
  [
    'drops analysis within analysis',
    `<think>a <think>b</think> c\n## User Intent\n- no\n</think>\n${plain}`,
    plain,
  ],
  [
    'drops analysis in the middle',
    `## User Intent\n- u\n<scratchpad>hm</scratchpad>\n## Active Work\n- a`,
    both,
  ],
  ['drops unclosed analysis up to the first section', `<analysis>\nhm\n\n${plain}`, plain],
  ['drops unclosed analysis behind a section', `${plain}\n<analysis>\nhm`, plain],
  ['drops analysis whose opening tag is missing', `hm\n## Active Work\n- draft\n</think>\n${plain}`, plain],
  ['drops analysis inside a wrapper', `\`\`\`markdown\n<analysis>\nhm\n</analysis>\n${plain}\`\`\``, plain],
  [
    'keeps a tag that a section quotes',
    '## Active Work\n- uses `<think>` tags',
    '## Active Work\n\n- uses `<think>` tags\n',
  ],
  [
    'keeps a tag that a section mentions',
    '## Active Work\n- emits <think> first\n- b',
    '## Active Work\n\n- emits <think> first\n- b\n',
  ],
  ['keeps a tag in a fence', '## Active Work\n```\n<think>\n```', '## Active Work\n\n```\n<think>\n```\n'],
  ['has nothing but analysis to discard', '<analysis>all of it', noSections],
  ['has nothing after closed analysis', `<analysis>${plain}</analysis>`, noSections],
  [
    'ignores sections that are not the model’s',
    '## Pinned\n- evil\n## Standing Instructions\n- evil\n## Files\n- x\n## Mine\n- y',
    noSections,
  ],
  ['takes only its own sections', `## Pinned\n- evil\n${plain}## Mine\n- y`, plain],
  ['lets the last of two versions count', `## Active Work\n- draft\n${plain}`, plain],
  [
    'empties a section on request',
    '## Active Work\n(none)\n## User Intent\n- None.',
    '## User Intent\n\n## Active Work\n',
  ],
  ['closes a fence that was left open', '## Active Work\n```\nx', '## Active Work\n\n```\nx\n```\n'],
  ['refuses an empty reply', ' \n', 'it was empty'],
  ['refuses prose', 'I would rather not.', noSections],
];

describe('readReply', () => {
  for (const [name, reply, expected] of cases) it(name, () => assert.equal(read(reply), expected));

  it('refuses a first memory that says nothing', () => {
    assert.equal(read('## Active Work\n(none)', false), 'all of its sections were empty');
  });

  it('never fails, never lets scratch tags open a line, and never names a section that is not the model’s', () => {
    const piece = fc.constantFrom(
      ...[
        '<analysis>',
        '</analysis>',
        '<think>',
        '</think>',
        '```',
        '```markdown',
        '## Active Work',
        '### User Intent',
        '## Pinned',
      ],
      ...['- a', '', 'text', '**Files**', '---', '<!--', '-->', '(none)'],
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((lines) => lines.join('\n')),
        (reply) => {
          const result = readReply(reply, { isUpdate: true });
          if (result.kind === 'bad') return;
          const text = formatMemory({ preamble: '', sections: result.sections });
          assert.deepEqual(parseMemory(text).sections, result.sections);
          for (const { heading } of result.sections) assert.match(heading, /^(Active Work|User Intent)$/);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('applyReply', () => {
  const document = parseMemory(
    '# T\n## Pinned\n- p\n## Active Work\n- old\n## User Intent\n- u\n## Mine\n- m',
  );

  it('replaces what was returned and leaves the rest', () => {
    const after = applyReply(document, [{ heading: 'Active Work', body: '- new' }]);
    assert.equal(formatMemory(after), formatMemory(document).replace('- old', '- new'));
  });

  it('writes to no section of the user or of code', () => {
    const sections = ['Pinned', 'Mine', 'Files', 'Standing Instructions'].map((heading) => ({
      heading,
      body: 'evil',
    }));
    assert.deepEqual(applyReply(document, sections), document);
  });

  it('holds sections to their limit of words, the oldest entries going first', () => {
    const body = Array.from({ length: 300 }, (_, index) => `- entry number ${index}`).join('\n');
    const written = sectionBody(applyReply(document, [{ heading: 'Active Work', body }]), 'Active Work');
    assert.match(written, /entry number 299$/);
    assert.doesNotMatch(written, /entry number 10$/m);
  });
});
