import assert from 'node:assert/strict';
import { withoutUnknownCommands } from '../../../../src/core/gate/gate-commands.ts';
import { createWitness, type Witness } from '../../../../src/core/gate/gate-witness.ts';

const heard = (...byUser: readonly string[]): Witness =>
  createWitness({ fresh: [], earlier: [], byUser, byMemory: [], redact: (text) => text });

describe('commands that nobody wrote', () => {
  const isRemoved = (command: string, witness = heard()) =>
    withoutUnknownCommands(`- \`${command}\``, witness).removed.length > 0;

  it('are known by a path that is run with something behind it, or is a script', () => {
    for (const run of ['/opt/x now', '//x now', './x now', '../x now', '~/x now', './x.sh', '~/a/b.bat'])
      assert.ok(isRemoved(run), run);
    for (const named of ['/opt/x', '/opt now', '/opt/ now', './x', './ x', './.sh', '/opt/x.sh', 'a/b now'])
      assert.ok(!isRemoved(named), named);
  });

  it('are told from known ones whatever marks end them, but not by dots that are an argument', () => {
    const witness = heard('Run this:\ngit add\ngit push origin\n', 'And that:\ngit add .\ngit add ../\n');
    for (const known of ['git push origin…', 'git push origin. \\', 'git add .', 'git add ../'])
      assert.ok(!isRemoved(known, witness), known);
    for (const unknown of ['git push .', 'git push origin/..', 'git push origin ..'])
      assert.ok(isRemoved(unknown, witness), unknown);
  });

  it('are looked for without what a shell takes for a comment', () => {
    assert.ok(!isRemoved('git push origin', heard('git push origin  # not yet # never')));
  });
});

describe('commands in hostile lines', () => {
  const length = 300_000;
  const names = Array.from({ length: 16_000 }, (_, index) => `n${index}`);
  const long = 'x'.repeat(length);
  const adversaries: readonly (readonly [name: string, line: string, heard?: string])[] = [
    ['slashes', `\`${'/'.repeat(length)}\``],
    ['slashes after a dot', `\`.${'/'.repeat(length)}\``],
    ['ellipses', `\`git ${'…'.repeat(length)}x\``],
    ['blanks', `\`git${' '.repeat(length)}x\``],
    ['marks of exclamation in prose', `rm -a --${'!'.repeat(length)}x`],
    ['many names', `\`git add ${names.join(' ')}\``, `git add ${names.join(' ')}`],
    ['marks in what was heard', `\`git "${long}"\``, `git ${'!'.repeat(length)}x git ${long}`],
    ['blanks in what was heard', `\`git "${long}"\``, `git ${long} git${' '.repeat(length)}x`],
  ];
  for (const [name, line, said = ''] of adversaries)
    it(`are judged in proportion to their length: ${name}`, function () {
      this.timeout(30_000);
      withoutUnknownCommands(line, heard(said));
    });
});
