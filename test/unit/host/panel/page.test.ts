import assert from 'node:assert/strict';
import { pageHtml } from '../../../../src/host/panel/page.ts';
import { englishWords } from '../../../../src/protocol/words.ts';

const options = {
  scriptUri: 'https://host/main.js',
  styleUri: 'https://host/style.css',
  cspSource: 'https://host',
  nonce: 'abc123',
  language: 'en',
  title: 'Chat',
  words: englishWords,
};

function policyOf(html: string): Map<string, string> {
  const content = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
  const plain = content.replaceAll('&#39;', "'");
  return new Map(
    plain.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')] as const),
  );
}

describe('the page', () => {
  it('allows nothing but its own script, its own style and local pictures', () => {
    const policy = policyOf(pageHtml(options));
    assert.equal(policy.get('default-src'), "'none'");
    assert.equal(policy.get('script-src'), "'nonce-abc123'");
    assert.equal(policy.get('img-src'), 'https://host data:');
    assert.equal(policy.get('connect-src'), "'none'");
    assert.doesNotMatch([...policy.values()].join(' '), /unsafe|\*|https:(?!\/\/host)/);
  });

  it('gives the nonce to its one script and has no inline script or style', () => {
    const html = pageHtml(options);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /<script type="module" nonce="abc123" src="https:\/\/host\/main.js"><\/script>/);
    assert.doesNotMatch(html, /<style|style=|onload/);
  });

  it('lets no value out of its attribute', () => {
    const hostile = '"><script>alert(1)</script>';
    const html = pageHtml({
      ...options,
      title: hostile,
      words: { ...englishWords, 'user.title': hostile },
      language: hostile,
    });
    assert.equal(html.match(/<script/g)?.length, 1);
  });
});
