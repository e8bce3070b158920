import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FailureKind } from '../../src/api.ts';
import { eventually } from '../support/eventually.ts';
import { startMessagesApi } from '../support/messages-api/server.ts';
import { type HostSession, memoryPath, removeMemoryFolder, startHostSession, until } from './host-session.ts';
import { configure } from './host-settings.ts';

const subject = (word: string): string => `Tell me about ${word}. ${`${word} matters here. `.repeat(120)}`;

describe('Bad input', () => {
  let host: HostSession;

  beforeEach(async () => {
    host = await startHostSession();
  });

  afterEach(async () => {
    await removeMemoryFolder();
    await host.end();
  });

  async function expectFailure(text: string, kind: FailureKind, message: RegExp): Promise<void> {
    const outcome = await host.api.send(text);
    assert.equal(outcome.status, 'failed');
    assert.equal(outcome.failure?.kind, kind);
    assert.match(outcome.failure?.message ?? '', message);
  }

  const worksOn = async (): Promise<void> => {
    const outcome = await host.api.send('Are you still there?');
    assert.equal(outcome.status, 'completed', outcome.failure?.message);
  };

  it('is told of an empty message', async () => {
    await expectFailure('', 'badRequest', /empty/);
    await expectFailure(' \n\t ', 'badRequest', /empty/);
    await worksOn();
    assert.equal(host.api.snapshot().messages, 2);
  });

  it('is told of a message of a megabyte, which is not recorded', async () => {
    await expectFailure('x'.repeat(1_000_000), 'tooLong', /400000 tokens/);
    assert.equal(host.api.snapshot().messages, 0);
    await worksOn();
  });

  it('is told of a missing key, and the message is kept for a retry', async () => {
    delete process.env.ANTHROPIC_API_KEY;
    await configure({ baseUrl: '' });
    await expectFailure('Hello', 'auth', /API key/);
    assert.equal(host.api.snapshot().messages, 1);
    process.env.ANTHROPIC_API_KEY = 'test-key';
    await configure({ baseUrl: host.server.url });
    await worksOn();
  });

  it('is told of a wrong key', async () => {
    const strict = await startMessagesApi({ key: 'the-right-key' });
    await configure({ baseUrl: strict.url });
    await expectFailure('Hello', 'auth', /key/);
    await configure({ baseUrl: host.server.url });
    await worksOn();
    await strict.stop();
  });

  it('is told of a server address that would carry the key in the clear, and nothing is sent', async () => {
    await configure({ baseUrl: 'http://llm.example.com' });
    await expectFailure('Hello', 'badRequest', /https/);
    await configure({ baseUrl: host.server.url });
    await worksOn();
  });

  it('is told of a memory file that is a directory; the memory is kept in storage and the chat goes on', async () => {
    await mkdir(memoryPath(), { recursive: true });
    await host.api.send(subject('anchors'));
    const outcome = await host.api.updateMemory();
    await eventually(() => {
      const { memory } = host.api.snapshot();
      assert.match((outcome.failure ?? memory.failure)?.message ?? '', /folder|directory/);
    });
    await worksOn();
    await rm(memoryPath(), { recursive: true });
  });

  it('is told of a folder that cannot be written, and the chat goes on', async () => {
    // Root may write anywhere, so a file in the folder's place stands for what a read-only folder is to others.
    await removeMemoryFolder();
    await writeFile(dirname(memoryPath()), 'in the way');
    await host.api.send(subject('anchors'));
    await host.api.updateMemory();
    await until(host.api, ({ memory }) => memory.status === 'failed');
    assert.match(host.api.snapshot().memory.failure?.message ?? '', /not a folder/);
    await worksOn();
  });
});
