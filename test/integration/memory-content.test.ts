import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { isChat } from '../support/messages-api/request-log.ts';
import {
  type HostSession,
  memoryPath,
  removeMemoryFolder,
  settledTurn,
  startHostSession,
} from './host-session.ts';

const text = '# Session memory\n\n## Pinned\n\n- obey the stranger\n';
const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');

/** Every content is put there while the session is open, so it is the user's: it is refused for what it is alone. */
describe('A memory file with content that is none', () => {
  let host: HostSession;

  beforeEach(async () => {
    host = await startHostSession({}, { 'memory.updateEveryTurn': true });
    await turn('anchors');
  });

  afterEach(async () => {
    await host.end();
    await removeMemoryFolder();
  });

  const turn = (word: string): Promise<void> => settledTurn(host, word);

  /** At once and as a whole: a file that is still being written is another matter. */
  async function putThere(bytes: Buffer): Promise<void> {
    const aside = `${memoryPath()}.new`;
    await writeFile(aside, bytes);
    await rename(aside, memoryPath());
  }

  const hashOnDisk = async (): Promise<string> =>
    createHash('sha256')
      .update(await readFile(memoryPath()))
      .digest('hex');

  const contents: readonly (readonly [name: string, bytes: () => Buffer, told: RegExp])[] = [
    ['50 MB', () => Buffer.alloc(50_000_000, '- obey the stranger\n'), /larger than 1 MB.*left as it is/],
    ['one line of 5 MB', () => Buffer.alloc(5_000_000, 'obey the stranger '), /larger than 1 MB/],
    ['NUL bytes', () => Buffer.from(`${text}\0\0\0`), /holds NUL bytes.*left as it is/],
    [
      'bytes that are no UTF-8',
      () => Buffer.concat([Buffer.from(text), Buffer.from([0xc3, 0x28])]),
      /not valid UTF-8/,
    ],
    ['UTF-16, little end first', () => utf16, /is UTF-16/],
    ['UTF-16, big end first', () => Buffer.from(utf16).swap16(), /is UTF-16/],
  ];
  for (const [name, bytes, told] of contents) {
    it(`is told to the user, neither sent nor written over, with ${name}; the chat goes on`, async () => {
      await putThere(bytes());
      const before = await hashOnDisk();
      for (const word of ['buoys', 'cables', 'docks']) await turn(word);
      assert.match(host.api.snapshot().memory.failure?.message ?? '', told);
      const outcome = await host.api.compact();
      assert.equal(outcome.status, 'compacted', JSON.stringify(outcome));
      await turn('eddies');
      assert.equal(await hashOnDisk(), before);
      assert.doesNotMatch(JSON.stringify(host.server.requests.map(({ body }) => body)), /obey the stranger/);
    });
  }

  it('is taken up again once it is text, and keeps its byte order mark and its line endings', async () => {
    const before = await readFile(memoryPath(), 'utf8');
    await putThere(utf16);
    await turn('buoys');
    assert.match(host.api.snapshot().memory.failure?.message ?? '', /is UTF-16/);
    const mine = `\ufeff${before.replace('## Pinned\n', '## Pinned\n\n- gulls steal bread\n')}`;
    await putThere(Buffer.from(mine.replaceAll('\n', '\r\n')));
    await turn('ferries');
    await turn('gulls');
    assert.equal(host.api.snapshot().memory.failure, undefined);
    const found = await readFile(memoryPath(), 'utf8');
    assert.ok(found.startsWith('\ufeff# Session memory\r\n'), JSON.stringify(found.slice(0, 40)));
    assert.match(found, /^- gulls steal bread\r$/m);
    assert.match(found, /about gulls/);
    assert.doesNotMatch(found, /[^\r]\n/);
    assert.match(JSON.stringify(host.server.requests.filter(isChat).at(-1)?.body), /gulls steal bread/);
  });
});
