import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Step {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly media: { readonly svg: string; readonly altText: string };
  readonly completionEvents: readonly string[];
}

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const { contributes } = JSON.parse(read('package.json'));
const words: { readonly [key: string]: string } = JSON.parse(read('package.nls.json'));
const said = (key: string): string => words[key.replaceAll('%', '')] ?? '';
const [walkthrough] = contributes.walkthroughs;
const steps: readonly Step[] = walkthrough.steps;
const commands = new Set(contributes.commands.map(({ command }: { command: string }) => command));

describe('the walkthrough', () => {
  it('leads from the first look to a compaction in four steps', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['open', 'connect', 'watch', 'compact'],
    );
  });

  for (const { id, title, description, media, completionEvents } of steps) {
    it(`says everything of “${id}” in words, the picture too`, () => {
      for (const key of [title, description, media.altText]) assert.notEqual(said(key), '', key);
    });

    it(`names only commands that there are in “${id}”`, () => {
      const linked = [...said(description).matchAll(/\]\(command:([^)]+)\)/g)].map(([, name]) => name);
      const awaited = completionEvents.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
      assert.ok(linked.length > 0);
      assert.deepEqual(
        [...linked, ...awaited].filter((name) => !commands.has(name)),
        [],
      );
    });

    it(`has a picture of “${id}” in the colours of the theme, which loads and runs nothing`, () => {
      const picture = read(media.svg);
      assert.match(picture, /var\(--vscode-/);
      assert.doesNotMatch(picture, /#[0-9a-f]{3,8}\b|\brgb|<script|<image|href|\bon\w+=|@import|url\(/i);
      // VS Code's page around it lets no style sheet but its own in.
      assert.doesNotMatch(picture, /<style|\sstyle=|\sclass=/);
    });
  }
});
