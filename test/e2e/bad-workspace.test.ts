import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { becomes, eventually } from '../support/eventually.ts';
import { isMemory } from '../support/messages-api/request-log.ts';
import type { MessagesApi } from '../support/messages-api/server.ts';
import type { ChatUser } from './chat-user.ts';
import { type ChatWindow, type ChatWindowOptions, eagerMemory, openChat } from './chat-window.ts';
import { notifications } from './notifications.ts';
import type { Workbench } from './workbench.ts';

const secret = 'What only the other folder knows: the vault opens at midnight.';

/** The workspace stands in the memory's way: the panel says how, the chat goes on, and the memory comes back. */
describe('A workspace that the memory cannot use', () => {
  let api: MessagesApi;
  let workbench: Workbench;
  let user: ChatUser;
  let close: ChatWindow['close'];

  async function open(options: ChatWindowOptions): Promise<void> {
    const settings = { ...eagerMemory, ...options.settings };
    ({ api, workbench, user, close } = await openChat({ ...options, settings }));
  }

  const folder = (): string => join(workbench.workspaceDir, '.claude');
  const file = (): string => join(folder(), 'session-memory.md');
  const aside = (): string => join(workbench.workspaceDir, 'aside');
  const sent = (): string => JSON.stringify(api.requests.map(({ body }) => body));

  /** A turn and the memory update that follows it, wherever that one ends up. */
  async function turn(message: string): Promise<void> {
    const updating = api.nextRequest(isMemory);
    await user.exchange(message);
    await (await updating).ended;
  }

  describe('for what lies at its place', () => {
    before(() => open({}));
    after(() => close());

    /** The trouble is told while the chat goes on; once it is mended, the file has what was said meanwhile. */
    async function troubled(said: string, told: RegExp, mend: () => Promise<void>): Promise<void> {
      await turn(`Tell me about ${said}, please.`);
      await user.told(told);
      await mend();
      await turn(`And what else about ${said}?`);
      await user.notice(told).waitFor({ state: 'detached' });
      await user.panel.getByRole('status', { name: 'Memory' }).getByText('Memory ready').waitFor();
      await eventually(async () =>
        assert.match(await readFile(file(), 'utf8'), new RegExp(`Tell me about ${said}`)),
      );
    }

    it('says that there is a folder where the file belongs', async () => {
      await mkdir(file(), { recursive: true });
      const told = /is a folder where a file belongs.*Nothing was read or written there: replace it/;
      await troubled('anchors', told, () => rm(file(), { recursive: true }));
    });

    it('neither reads nor writes through a link that leads out of the workspace', async () => {
      const outside = await realpath(await mkdtemp(join(tmpdir(), 'session-memory-outside-')));
      const target = join(outside, 'session-memory.md');
      await writeFile(target, `# Session memory\n\n## Pinned\n\n${secret}\n`);
      await rename(folder(), aside());
      await symlink(outside, folder(), 'junction');
      const before = await readFile(target, 'utf8');
      await troubled('buoys', /is a symbolic link or junction.*Nothing was read or written/, async () => {
        assert.equal(await readFile(target, 'utf8'), before);
        await rm(folder());
        await rename(aside(), folder());
      });
      assert.ok(!sent().includes(secret));
      await rm(outside, { recursive: true });
    });

    it('says that a file stands in the place of its folder', async () => {
      await rename(folder(), aside());
      await writeFile(folder(), 'in the way');
      await troubled('cables', /is not a folder.*replace it/, async () => {
        assert.equal(await readFile(folder(), 'utf8'), 'in the way');
        await rm(folder());
        await rename(aside(), folder());
      });
    });

    // A file's own mark is heeded even where the system lets root write, so this holds for every user.
    it('leaves a file alone that is read-only, and says so', async () => {
      await chmod(file(), 0o444);
      const before = await readFile(file(), 'utf8');
      await troubled('docks', /is read-only. Make it writable/, async () => {
        assert.equal(await readFile(file(), 'utf8'), before);
        await chmod(file(), 0o644);
      });
    });

    it('says that it may not write into a read-only folder', async function () {
      if (process.getuid === undefined || process.getuid() === 0) this.skip();
      await chmod(folder(), 0o555);
      await troubled('eddies', /Permission was denied/, () => chmod(folder(), 0o755));
    });
  });

  describe('since there is none', () => {
    before(() => open({ folder: false }));
    after(() => close());

    it('keeps the memory in storage, says so, and shows it', async () => {
      await turn('Remember that the ferry leaves at nine.');
      const status = user.panel.getByRole('status', { name: 'Memory' });
      await status.getByText('Memory ready').waitFor();
      await status.getByText(/no folder is open/).waitFor();
      await workbench.runCommand('Session Memory: Open Memory');
      const editor = workbench.page.locator('.editor-instance[aria-label^="session-memory.md"]');
      await editor.getByText('the ferry leaves at nine').first().waitFor();
      await user.exchange('And when does it come back?');
    });
  });

  describe('in Restricted Mode', () => {
    const instructions = 'These instructions must not be read before the folder is trusted.';
    const ownSettings = '{ "sessionMemory.effort": "low" }';
    const files = { 'CLAUDE.md': instructions, '.vscode/settings.json': ownSettings };
    const settings = { 'sessionMemory.provider': 'anthropic' };
    before(() => open({ trust: false, files, settings }));
    after(() => close());

    it('offers no choice of model or effort: one would ask the server, the other write the folder’s settings', async () => {
      for (const choice of [/^Model: /, /^Effort: /]) {
        await user.panel.getByRole('button', { name: choice }).click();
        await eventually(async () => {
          const told = await notifications(workbench);
          assert.ok(told.some((text) => text.includes('Session Memory is off in Restricted Mode')));
        });
        await workbench.runCommand('Notifications: Clear All Notifications');
      }
      const path = join(workbench.workspaceDir, '.vscode', 'settings.json');
      assert.equal(await readFile(path, 'utf8'), ownSettings);
      assert.equal(api.requests.length, 0);
    });

    it('opens, explains, and neither reads, writes nor sends anything', async () => {
      await user.panel.getByText('nothing is read, written or sent until you trust').waitFor();
      await user.button('Manage workspace trust').waitFor();
      await user.field.fill('Hello?');
      await user.field.press('Enter');
      for (const button of ['Send', 'Compact now'])
        await becomes(() => user.button(button).isDisabled(), true);
      await user.hasWritten('Hello?');
      assert.equal(await user.log.locator('user-message').count(), 0);
      assert.equal(api.requests.length, 0);
      assert.equal(existsSync(folder()), false);
    });

    it('begins as soon as the folder is trusted, with the draft still there', async () => {
      await user.button('Manage workspace trust').click();
      await workbench.page.getByRole('button', { name: 'Trust', exact: true }).click();
      // The editor of workspace trust lies over the panel.
      await workbench.page.getByText('You trust this folder').click();
      await workbench.page.keyboard.press('Escape');
      await user.panel.getByText('until you trust').waitFor({ state: 'hidden' });
      await user.hasWritten('Hello?');
      await user.answered(() => user.button('Send').click());
      await eventually(() => assert.ok(sent().includes(instructions)));
    });
  });
});
