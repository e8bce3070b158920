import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatMemory, parseMemory, skeleton, withSection } from '../../../../src/core/memory/memory.ts';
import { mergeMemory } from '../../../../src/core/merge/merge.ts';
import { absorbEdit } from '../../../../src/core/merge/merge-ownership.ts';
import { noOwnership, type Ownership } from '../../../../src/core/ports/memory-history.ts';

/** A document with these sections, canonical. */
const doc = (sections: Readonly<Record<string, string>>): string =>
  formatMemory({
    preamble: '# Session memory',
    sections: Object.entries(sections).map(([heading, body]) => ({ heading, body })),
  });

const withBody = (text: string, heading: string, body: string): string =>
  formatMemory(withSection(parseMemory(text), heading, body));

const merge = (base: string, user: string, proposed: string, ownership: Ownership = noOwnership) =>
  mergeMemory({ base, user, proposed, ownership });

interface Case {
  readonly it: string;
  readonly base: string;
  readonly user: string;
  readonly proposed: string;
  readonly expect: string;
  readonly overridden?: readonly string[];
}

const cases: readonly Case[] = [
  {
    it: 'takes what only the updater changed',
    base: '- one\n- two',
    user: '- one\n- two',
    proposed: '- one\n- two, done',
    expect: '- one\n- two, done',
  },
  {
    it: 'takes changes of both sides in different lines',
    base: '- one\n- two\n- three',
    user: '- one, mine\n- two\n- three',
    proposed: '- one\n- two\n- three, done',
    expect: '- one, mine\n- two\n- three, done',
  },
  {
    it: "lets the user's line stand where both changed the same line",
    base: '- the port is 8080',
    user: '- the port is 9090',
    proposed: '- listens on 8443',
    expect: '- the port is 9090',
    overridden: ['- listens on 8443'],
  },
  {
    it: 'keeps what is new in a section that the updater rewrote while the user changed a line of it',
    base: '- the port is 8080\n- host unknown',
    user: '- the port is 9090\n- host unknown',
    proposed: '- the port is 8080 for now\n- host is example.org\n- user is ann',
    expect: '- the port is 9090\n- host is example.org\n- user is ann',
    overridden: ['- the port is 8080 for now'],
  },
  {
    it: 'takes what the updater put beside a line that the user has changed and the updater has not',
    base: '- one\n- two',
    user: '- one\n- mine',
    proposed: '- one\n- ours\n- two',
    expect: '- one\n- mine\n- ours',
  },
  {
    it: 'keeps both where both only added lines in one place',
    base: '- one',
    user: '- one\n- mine',
    proposed: '- one\n- ours',
    expect: '- one\n- mine\n- ours',
  },
  {
    it: "puts a line of the user's back that the updater dropped, after what precedes it",
    base: '- one\n- two',
    user: '- one\n- mine\n- two',
    proposed: '- one\n- three',
    expect: '- one\n- mine\n- three',
  },
  {
    it: 'adds to a section that the user has emptied nothing that stood there',
    base: '- one\n- two',
    user: '',
    proposed: '- one\n- two\n- three',
    expect: '- three',
  },
  {
    it: 'replaces the hint of an empty section when something is to be said',
    base: hintOf('Active Work'),
    user: hintOf('Active Work'),
    proposed: '- begun',
    expect: '- begun',
  },
  {
    it: 'compares folded lines, so that a formatter at work changes nothing',
    base: '- one\n- two',
    user: '* one\n*   two',
    proposed: '- one\n- two\n- three',
    expect: '* one\n*   two\n- three',
  },
  {
    it: 'treats a fenced block as one piece',
    base: '- one\n```\nnpm test\n```',
    user: '- one\n```\nnpm test\n```\n```sh\nnpm run mine\n```',
    proposed: '- two',
    expect: '- two\n```sh\nnpm run mine\n```',
  },
  {
    it: 'survives lines named like parts of every object',
    base: 'constructor\n__proto__',
    user: 'constructor\n__proto__\ntoString',
    proposed: '__proto__\nhasOwnProperty',
    expect: '__proto__\ntoString\nhasOwnProperty',
  },
];

function hintOf(heading: string): string {
  return skeleton().sections.find((section) => section.heading === heading)?.body ?? '';
}

describe('mergeMemory', () => {
  for (const { it: name, base, user, proposed, expect, overridden } of cases) {
    it(name, () => {
      const place = (body: string) => doc({ 'Active Work': body });
      const result = merge(place(base), place(user), place(proposed));
      assert.equal(result.text, place(expect));
      assert.deepEqual(result.overridden, overridden ?? []);
    });
  }

  it('never takes Pinned or a section of the user from a proposal', () => {
    const base = doc({ Pinned: '- always ask', 'Active Work': '- a', 'My notes': 'mine' });
    const proposed = doc({ Pinned: '- never ask', 'Active Work': '- b', 'My notes': 'ours', Extra: 'x' });
    const expected = doc({ Pinned: '- always ask', 'Active Work': '- b', 'My notes': 'mine' });
    assert.equal(merge(base, base, proposed).text, expected);
  });

  it("takes a renamed section for the user's own and does not bring the old name back", () => {
    const base = doc({ 'Active Work': '- a', 'Pending Tasks': '- buy milk' });
    const user = base.replace('## Pending Tasks', '## Shopping');
    const first = merge(base, user, withBody(base, 'Pending Tasks', '- buy milk\n- buy bread'));
    assert.equal(first.text, user);
    assert.deepEqual(first.ownership.deletedSections, ['Pending Tasks']);
    const later = merge(user, user, withBody(user, 'Pending Tasks', '- buy eggs'), first.ownership);
    assert.equal(later.text, user);
  });

  it('forgets a deleted section when the user brings it back', () => {
    const base = doc({ 'Active Work': '- a', 'Pending Tasks': '- b' });
    const without = doc({ 'Active Work': '- a' });
    const gone = absorbEdit(base, without, noOwnership);
    assert.deepEqual(gone, { held: [], deletedLines: ['- b'], deletedSections: ['Pending Tasks'] });
    const back = absorbEdit(without, doc({ 'Active Work': '- a', 'Pending Tasks': '' }), gone);
    assert.deepEqual(back.deletedSections, []);
  });

  it('holds a line over updates that drop or reword it, until the user deletes it', () => {
    const base = doc({ 'Key References': '- host a.example' });
    const user = doc({ 'Key References': '- host a.example\n- the port is 9090' });
    let { text, ownership } = merge(base, user, base);
    for (const proposal of ['- host b.example', '- the port is 9090 (was 8080)', '- nothing else']) {
      const next = merge(text, text, withBody(text, 'Key References', proposal), ownership);
      assert.match(next.text, /^- the port is 9090$/m);
      assert.doesNotMatch(next.text, /was 8080/);
      ({ text, ownership } = next);
    }
    const edited = withBody(text, 'Key References', '- nothing else');
    const after = merge(
      text,
      edited,
      withBody(text, 'Key References', '- more\n- the port is 9090'),
      ownership,
    );
    assert.equal(after.text, doc({ 'Key References': '- more' }));
    assert.deepEqual(after.ownership.deletedLines, ['- the port is 9090']);
  });

  it('does not repeat in its sections what the user moved to Pinned', () => {
    const base = doc({ Pinned: '', 'Errors & Corrections': '- use tabs\n- no tests yet' });
    const user = doc({ Pinned: '- use tabs', 'Errors & Corrections': '- no tests yet' });
    const first = merge(base, user, withBody(base, 'Errors & Corrections', '- use tabs\n- tests failed'));
    assert.equal(first.text, doc({ Pinned: '- use tabs', 'Errors & Corrections': '- tests failed' }));
    assert.deepEqual(first.ownership.deletedLines, ['- no tests yet'].slice(1));
  });

  it('puts a line that the user moved nowhere else', () => {
    const base = doc({ 'Active Work': '- count the ospreys\n- ring the herons\n- mend the nets' });
    const user = doc({ 'Active Work': '- ring the herons\n- mend the nets\n- count the ospreys' });
    const next = merge(base, user, withBody(base, 'Active Work', '- count the ospreys\n- mend the nets'));
    assert.equal(next.text.split('count the ospreys').length, 2);
    assert.match(next.text, /mend the nets\n- count the ospreys/);
  });

  it('keeps CRLF, a byte order mark and a missing final newline', () => {
    const user = '\uFEFF# Session memory\r\n\r\n## Pinned\r\n- x  \r\n## Active Work\r\n\r\n- a';
    const result = merge(user, user, withBody(user, 'Active Work', '- a\n- b'));
    assert.equal(result.text, `${user}\r\n- b`);
  });

  it('closes a fence that the user left open rather than lose a section to it', () => {
    const user = '## Pinned\n\n```\nopen\n\n## Active Work\n\n- a\n';
    const result = merge(user, user, withBody(user, 'Active Work', '```\nours\n```'));
    assert.equal(result.text, '## Pinned\n\n```\nopen\n```\n\n## Active Work\n\n```\nours\n```\n');
  });

  it('starts afresh when the user has emptied the file, without what stood there', () => {
    const base = doc({ Pinned: '- p', 'Active Work': '- a' });
    const result = merge(base, '', withBody(base, 'Active Work', '- a\n- b'));
    assert.equal(result.text, doc({ 'Active Work': '- b' }));
  });

  it('adds the sections that a file made by hand lacks, and leaves the rest as typed', () => {
    const user = 'My file\n\n## Notes\nkeep  \n';
    const result = merge('', user, withBody(formatMemory(skeleton()), 'User Intent', '- a poem'));
    assert.ok(result.text.includes('My file\n\n## Notes\nkeep  \n'));
    assert.equal(parseMemory(result.text).sections.length, skeleton().sections.length + 1);
  });

  it('keeps its lists of what the user owns within bounds, newest entries first of all', () => {
    const many = Array.from({ length: 2_500 }, (_, index) => `- line ${index}`).join('\n');
    const base = doc({ 'Active Work': '' });
    const { held } = absorbEdit(base, doc({ 'Active Work': many }), noOwnership);
    assert.equal(held.length, 2_000);
    assert.equal(held.at(-1), '- line 2499');
  });

  it('copes with thousands of different lines on all sides', () => {
    const lines = (name: string) =>
      Array.from({ length: 6_000 }, (_, index) => `- ${name} ${index}`).join('\n');
    const result = merge(doc({ Files: lines('a') }), doc({ Files: lines('b') }), doc({ Files: lines('c') }));
    assert.match(result.text, /- b 5999/);
  });
});

const names = ['Pinned', 'User Intent', 'Active Work', 'Files', 'My notes'];
const line = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('- alpha', '- beta', '- gamma', '- delta', '- epsilon', '1. zeta', 'eta'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      '---',
      '}',
      '```',
      '```js',
      '<!--',
      '-->',
      '### sub',
      'constructor',
      '__proto__',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);
const body = fc.array(line, { maxLength: 7 }).map((lines) => lines.join('\n'));
/** Any document at all, canonical. */
const document = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), body), { selector: ([name]) => name, maxLength: 5 })
  .map((parts) =>
    formatMemory(
      parseMemory(
        formatMemory({
          preamble: '# Session memory',
          sections: parts.map(([heading, text]) => ({ heading, body: text })),
        }),
      ),
    ),
  );
/** A text as any tool may leave it. */
const anyText = fc.oneof(
  { weight: 3, arbitrary: document },
  { weight: 1, arbitrary: document.map((text) => text.replaceAll('\n', '\r\n')) },
  { weight: 1, arbitrary: document.map((text) => text.trimEnd()) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.oneof(line, fc.constantFrom('## Pinned', '## Files', '## Files', '## x', '##')), {
        maxLength: 12,
      })
      .map((lines) => lines.join('\n')),
  },
  { weight: 1, arbitrary: fc.constant('') },
);
/** What an updater makes of a document: other bodies for sections that it may write. */
const rewrite = fc.array(fc.tuple(fc.constantFrom('User Intent', 'Active Work', 'Files'), body), {
  maxLength: 3,
});
const propose = (base: string, changes: readonly (readonly [string, string])[]): string =>
  formatMemory(
    changes.reduce((result, [heading, text]) => withSection(result, heading, text), parseMemory(base)),
  );

const folded = (text: string): string[] =>
  text.split(/\r?\n/).map((each) =>
    each
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/^(?:[-*+]|\d+[.)]) /, ''),
  );

/** How often each of these lines stands in a text. */
function countsIn(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of folded(text)) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}

/** A bare mark may stand in several places, and the updater may take its own away; what is fenced counts line by line. */
const isTold = (each: string): boolean => /[\p{L}\p{N}]/u.test(each) && !/^(`{3}|~{3})/.test(each);

describe('mergeMemory, whatever the texts', () => {
  const runs = { numRuns: 1_500 };

  it("gives the user's text back when nothing is proposed", () => {
    fc.assert(
      fc.property(anyText, anyText, (base, user) => merge(base, user, base).text === user),
      runs,
    );
  });

  it('gives the text back that both sides agree on', () => {
    fc.assert(
      fc.property(anyText, anyText, (base, user) => merge(base, user, user).text === user),
      runs,
    );
  });

  it('gives the proposal back when the user changed nothing', () => {
    const plain = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd', '', '- x y', '```\nq\n```', '### sub'), { maxLength: 7 })
      .map((lines) => lines.join('\n'));
    const all = fc
      .tuple(plain, plain, plain)
      .map(([intent, work, files]) =>
        doc({ Pinned: '- pin', 'User Intent': intent, 'Active Work': work, Files: files }),
      );
    const canonicalAll = all.map((text) => formatMemory(parseMemory(text)));
    fc.assert(
      fc.property(canonicalAll, canonicalAll, (base, proposed) => {
        assert.equal(merge(base, base, proposed).text, proposed);
      }),
      runs,
    );
  });

  it('loses no line that the user added, brings none back that the user deleted, and never fails', () => {
    const round = fc.tuple(fc.option(anyText), rewrite);
    const words = /^(alpha|beta|gamma|delta|epsilon|zeta|eta)$/;
    fc.assert(
      fc.property(anyText, fc.array(round, { maxLength: 6 }), (start, rounds) => {
        let text = start;
        let ownership = noOwnership;
        const mine = new Set<string>();
        const gone = new Set<string>();
        /** How many of the same lines the updater has put in; what is left after an edit may be these. */
        const theirs = new Map<string, number>();
        for (const [edit, changes] of rounds) {
          const user = edit ?? text;
          const before = countsIn(text);
          const now = countsIn(user);
          for (const each of now.keys()) if (!before.has(each) && isTold(each)) mine.add(each);
          for (const each of before.keys()) if (!now.has(each) && words.test(each)) gone.add(each);
          for (const each of [...mine])
            if ((now.get(each) ?? 0) <= (theirs.get(each) ?? 0)) mine.delete(each);
          for (const each of now.keys()) gone.delete(each);
          const result = merge(text, user, propose(text, changes), ownership);
          const after = countsIn(result.text);
          for (const each of mine) assert.ok(after.has(each), `lost ${JSON.stringify(each)}`);
          for (const each of gone) assert.ok(!after.has(each), `returned ${JSON.stringify(each)}`);
          assert.doesNotMatch(result.text, /^(<{7}|={7}|>{7})/m);
          for (const [each, count] of after)
            theirs.set(each, Math.max(0, (theirs.get(each) ?? 0) + count - (now.get(each) ?? 0)));
          ({ text, ownership } = result);
        }
      }),
      {
        numRuns: 2_000,
        examples: [
          // A fence of the user's that goes with its section, and one of the updater's that is like it and goes later.
          [
            '# Session memory',
            [
              ['# Session memory\n\n## Pinned\n\n```js\n- alpha\n```\n', [['Active Work', '```js']]],
              ['# Session memory\n\n## Active Work\n\n```js\n```\n', [['Active Work', '']]],
            ],
          ],
        ],
      },
    );
  });

  it('keeps a fenced block that the user added in one piece, whatever is fenced beside it', () => {
    const inside = fc.array(fc.constantFrom('- mine 1', '- mine 2', '', '# mine', '}'), {
      minLength: 1,
      maxLength: 4,
    });
    const block = fc
      .tuple(fc.constantFrom('```', '```js', '~~~', '````'), inside)
      .map(([mark, lines]) => [mark, '- mine', ...lines, mark.replace('js', '')].join('\n'));
    const section = fc.constantFrom('Pinned', 'Active Work', 'Files', 'My notes');
    fc.assert(
      fc.property(
        document,
        section,
        block,
        fc.array(rewrite, { maxLength: 4 }),
        (start, heading, added, all) => {
          const old = parseMemory(start).sections.find((each) => each.heading === heading)?.body ?? '';
          const user = withBody(start, heading, `${old}\n\n${added}`);
          let { text, ownership } = merge(start, user, propose(start, all[0] ?? []));
          for (const changes of all.slice(1))
            ({ text, ownership } = merge(text, text, propose(text, changes), ownership));
          assert.ok(text.includes(`\n${added.replace(/\s*$/, '')}`), text);
        },
      ),
      runs,
    );
  });

  it('settles: from its second coming on, the same proposal changes nothing more', () => {
    fc.assert(
      fc.property(anyText, anyText, rewrite, (base, user, changes) => {
        const proposed = propose(base, changes);
        const once = merge(base, user, proposed);
        const twice = merge(once.text, once.text, proposed, once.ownership);
        assert.equal(merge(twice.text, twice.text, proposed, twice.ownership).text, twice.text);
      }),
      {
        ...runs,
        examples: [
          // A blank line above a line of the user's, where the lines around it change places.
          [
            '# Session memory\n\n## User Intent\n\n}\n- beta\n-->\n',
            '# Session memory\n\n## User Intent\n\n-->\n\n- alpha\n- beta\n',
            [],
          ],
          // Lines that stand there twice, one of them moved by the user.
          [
            '# Session memory\n\n## Active Work\n\n- alpha\n- gamma\n- alpha\n- gamma',
            '# Session memory\n\n## Active Work\n\n- gamma\n- alpha\n- alpha',
            [],
          ],
        ],
      },
    );
  });

  it('keeps the way in which lines and the file end', () => {
    fc.assert(
      fc.property(document, rewrite, fc.boolean(), fc.boolean(), (base, changes, isWindows, isClosed) => {
        const lines = isClosed ? base : base.trimEnd();
        const user = isWindows ? lines.replaceAll('\n', '\r\n') : lines;
        fc.pre(user.includes('\n'));
        const { text } = merge(base, user, propose(base, changes));
        if (isWindows) assert.doesNotMatch(text, /(^|[^\r])\n/);
        else assert.doesNotMatch(text, /\r/);
        assert.equal(text.endsWith('\n'), isClosed);
      }),
      runs,
    );
  });
});
