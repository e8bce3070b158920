import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright-core';
import type { Attachment, Composer, View } from '../../../src/protocol/view.ts';
import type { PanelPage } from '../../support/panel-page/panel-page.ts';
import { sampleView } from '../../support/panel-page/sample-view.ts';
import { themes } from '../../support/panel-page/themes.ts';
import { png } from '../../support/sample-image.ts';
import { panelBench } from './panel-bench.ts';

const idle: View = { ...sampleView, turn: { state: 'idle' } };
const composing = (composer: Partial<Composer>): View => ({
  ...idle,
  composer: { ...idle.composer, ...composer },
});
const file: Attachment = { id: 'attachment1', kind: 'file', name: 'src/main.js', tokens: 1_240 };
const image: Attachment = { id: 'attachment2', kind: 'image', name: 'shot.png', tokens: 1_600 };
const selected: Attachment = {
  id: 'selection',
  kind: 'selection',
  name: 'src/loan.js',
  firstLine: 3,
  lastLine: 5,
  tokens: 60,
};

const field = (panel: PanelPage): Locator => panel.page.getByRole('textbox', { name: 'Message Claude' });
const options = (panel: PanelPage): Locator => panel.page.getByRole('option');
const chips = (panel: PanelPage): Locator => panel.page.locator('chat-composer .chip');

async function sent(panel: PanelPage, ...kinds: readonly string[]): Promise<readonly unknown[]> {
  return (await panel.intents()).filter((intent) => kinds.includes(intent.kind));
}

/** The first that was given to the host. */
async function firstImage(panel: PanelPage): Promise<{ readonly thumbnail: string }> {
  await panel.waitForIntent('attachImage');
  const [first] = await sent(panel, 'attachImage');
  return first as { readonly thumbnail: string };
}

async function found(panel: PanelPage, query: string, ...paths: readonly string[]): Promise<void> {
  await panel.change({
    kind: 'fields',
    fields: { composer: { ...idle.composer, found: { query, paths } } },
  });
}

async function noViolations(panel: PanelPage): Promise<void> {
  const { violations } = await new AxeBuilder({ page: panel.page }).analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
    [],
  );
}

/** Pastes or drops into the text field what `make` puts into a DataTransfer. */
async function give(panel: PanelPage, how: 'paste' | 'drop', make: string): Promise<void> {
  await panel.page.evaluate(`{
    const data = new DataTransfer();
    const file = (base64, name, type) => data.items.add(
      new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }));
    ${make}
    const event = ${how === 'paste' ? "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })" : "new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })"};
    document.querySelector('textarea').dispatchEvent(event);
  }`);
}
const picture = png(30, 20).toString('base64');

describe('mentions in the composer', () => {
  const open = panelBench();

  it('ask the host while one is being written, and attach what is chosen by the keys', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('Look at @ma');
    assert.deepEqual(await sent(panel, 'searchFiles'), [
      { kind: 'searchFiles', query: '' },
      { kind: 'searchFiles', query: 'm' },
      { kind: 'searchFiles', query: 'ma' },
    ]);
    await found(panel, 'ma', 'src/main.js', 'docs/map.md');
    assert.deepEqual(await options(panel).allTextContents(), ['main.js src/', 'map.md docs/']);
    await noViolations(panel);
    await field(panel).press('ArrowDown');
    const marked = await field(panel).getAttribute('aria-activedescendant');
    assert.equal(await panel.page.locator('[aria-selected=true]').getAttribute('id'), marked);
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'attachFile', 'submit'), [
      { kind: 'attachFile', path: 'docs/map.md' },
    ]);
    assert.equal(await field(panel).inputValue(), 'Look at @docs/map.md ');
    assert.equal(await options(panel).count(), 0);
    assert.equal(await field(panel).getAttribute('aria-activedescendant'), null);
  });

  it('attach a file whose whole name is written, as soon as the text goes on', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('See @src/main.js');
    await found(panel, 'src/main.js', 'src/main.js', 'src/main.js.map');
    assert.deepEqual(await sent(panel, 'attachFile'), []);
    await field(panel).pressSequentially(' and @src/none.js ');
    assert.deepEqual(await sent(panel, 'attachFile'), [{ kind: 'attachFile', path: 'src/main.js' }]);
    assert.equal(await field(panel).inputValue(), 'See @src/main.js and @src/none.js ');
  });

  it('attach a file that the host finds only after its name was written, while the name still stands', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('See @src/main.js:3-5 and @src/none.js ');
    await found(panel, 'src/none.js', 'docs/none.js');
    assert.deepEqual(await sent(panel, 'attachFile'), []);
    await field(panel).fill('');
    await field(panel).pressSequentially('See @src/main.js:3-5 and');
    assert.deepEqual(await sent(panel, 'attachFile'), []);
    await found(panel, 'src/main.js', 'src/main.js');
    const attached = { kind: 'attachFile', path: 'src/main.js', firstLine: 3, lastLine: 5 };
    assert.deepEqual(await sent(panel, 'attachFile'), [attached]);
    await found(panel, 'src/main.js', 'src/main.js');
    assert.deepEqual(await sent(panel, 'attachFile'), [attached]);
    await field(panel).fill('');
    await field(panel).pressSequentially('See @src/store.js and');
    await field(panel).fill('Nothing');
    await found(panel, 'src/store.js', 'src/store.js');
    assert.deepEqual(await sent(panel, 'attachFile'), [attached]);
  });

  it('can be undone like anything that was typed', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('See @ma');
    await found(panel, 'ma', 'src/main.js');
    await field(panel).press('Tab');
    assert.equal(await field(panel).inputValue(), 'See @src/main.js ');
    await field(panel).press('ControlOrMeta+Z');
    assert.equal(await field(panel).inputValue(), 'See @ma');
  });

  it('take what is clicked, and are not moved by a mouse that lies over them', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('@');
    await found(panel, '', 'a.js', 'b.js', 'c.js');
    await options(panel).nth(2).hover();
    assert.equal(await options(panel).nth(0).getAttribute('aria-selected'), 'true');
    await field(panel).press('ArrowDown');
    await found(panel, '', 'z.js', 'a.js', 'b.js', 'c.js');
    await field(panel).press('Enter');
    await field(panel).pressSequentially('@');
    await options(panel).nth(3).click();
    assert.deepEqual(await sent(panel, 'attachFile'), [
      { kind: 'attachFile', path: 'b.js' },
      { kind: 'attachFile', path: 'c.js' },
    ]);
    assert.equal(await panel.page.evaluate('document.activeElement.localName'), 'textarea');
  });

  it('offer the selection by its name', async () => {
    const panel = await open(composing({ selection: { attachment: selected, isAttached: false } }));
    await field(panel).pressSequentially('What does @sel');
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'attachSelection'), [{ kind: 'attachSelection' }]);
    assert.equal(await field(panel).inputValue(), 'What does @selection ');
  });

  it('close with Escape for good', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('@main');
    await found(panel, 'main', 'src/main.js');
    await field(panel).press('Escape');
    assert.equal(await options(panel).count(), 0);
    await field(panel).pressSequentially('x');
    assert.equal(await options(panel).count(), 0);
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'submit'), [{ kind: 'submit', text: '@mainx' }]);
  });

  it('are left alone where nothing fits, in addresses and in Restricted Mode', async () => {
    const panel = await open(idle);
    await field(panel).pressSequentially('@nowhere');
    await found(panel, 'nowhere');
    await field(panel).press('Enter');
    await field(panel).pressSequentially('me@example.com');
    assert.equal((await sent(panel, 'submit')).length, 1);
    assert.equal((await sent(panel, 'searchFiles')).length, '@nowhere'.length);
    const restricted = await open({ ...idle, mode: 'restricted', canSubmit: false });
    await field(restricted).pressSequentially('@ma');
    assert.deepEqual(await sent(restricted, 'searchFiles'), []);
  });

  it('show hostile names as plain text, and send them as they are', async () => {
    const panel = await open(idle);
    const names = [
      '<img src=x onerror=alert(1)>.js',
      '__proto__',
      'a\u202egpj.exe',
      'constructor',
      '"; command:x',
    ];
    await field(panel).pressSequentially('@');
    await found(panel, '', ...names);
    assert.deepEqual(
      (await options(panel).allTextContents()).map((text) => text.trim()),
      ['<img src=x onerror=alert(1)>.js', '__proto__', 'a�gpj.exe', 'constructor', '"; command:x'],
    );
    assert.equal(await panel.page.locator('img').count(), 0);
    await options(panel).nth(2).click();
    assert.deepEqual(await sent(panel, 'attachFile'), [{ kind: 'attachFile', path: 'a\u202egpj.exe' }]);
    assert.equal(await field(panel).inputValue(), '@a�gpj.exe ');
  });
});

describe('what is attached', () => {
  const open = panelBench();

  it('is shown by name, lines and tokens, summed up, and can be taken out by the keyboard', async () => {
    const panel = await open(
      composing({ attachments: [file, image], selection: { attachment: selected, isAttached: true } }),
    );
    assert.deepEqual(await chips(panel).allInnerTexts(), [
      'src/main.js\n1.2K tokens',
      'shot.png\n1.6K tokens',
      'src/loan.js:3-5\n60 tokens',
    ]);
    await panel.page.locator('composer-attachments').getByText('3 attached, 2.9K tokens').waitFor();
    await panel.page.getByRole('button', { name: 'Remove shot.png' }).press('Enter');
    await panel.page.getByRole('button', { name: 'Remove src/loan.js:3-5' }).click();
    assert.deepEqual(await sent(panel, 'detach', 'followSelection'), [
      { kind: 'detach', id: 'attachment2' },
      { kind: 'followSelection', isOn: false },
    ]);
    assert.equal(await panel.page.evaluate('document.activeElement.localName'), 'textarea');
  });

  it('may be all that is sent', async () => {
    const panel = await open(composing({ attachments: [image] }));
    await field(panel).press('Enter');
    assert.deepEqual(await sent(panel, 'submit'), [{ kind: 'submit', text: '' }]);
  });

  it('offers a selection that was taken out, and does not count it', async () => {
    const panel = await open(composing({ selection: { attachment: selected, isAttached: false } }));
    assert.equal(await chips(panel).innerText(), 'src/loan.js:3-5\nnot attached');
    assert.equal(await panel.page.getByRole('button', { name: 'Send' }).isDisabled(), true);
    await panel.page.getByRole('button', { name: 'Attach src/loan.js:3-5' }).click();
    assert.deepEqual(await sent(panel, 'followSelection'), [{ kind: 'followSelection', isOn: true }]);
  });

  it('tells what is being read, what could not be, and what was left out of it', async () => {
    const panel = await open(
      composing({
        attachments: [
          { ...file, tokens: 0, isReading: true },
          { ...file, id: 'a2', name: 'gone.js', problem: '“gone.js” is not there any more.' },
          { ...file, id: 'a3', name: 'odd\u202e.js', hidden: 3 },
        ],
      }),
    );
    assert.deepEqual(await chips(panel).allInnerTexts(), [
      'src/main.js\nreading…',
      'gone.js\ncannot be read',
      'odd�.js\n1.2K tokens',
    ]);
    assert.equal(await chips(panel).nth(1).getAttribute('title'), '“gone.js” is not there any more.');
    assert.equal(
      await chips(panel).nth(2).getAttribute('title'),
      'odd�.js · 3 invisible characters were left out',
    );
  });

  it('is shown small where it is an image that was given to the panel', async () => {
    const panel = await open(idle);
    await give(panel, 'paste', `file('${picture}', 'shot.png', 'image/png');`);
    const { thumbnail } = await firstImage(panel);
    await panel.show(composing({ attachments: [{ ...image, thumbnail }, file] }));
    const small = chips(panel).locator('img');
    await small.waitFor();
    // It was loaded, under the panel's policy, in the proportions of what was pasted.
    await panel.page.waitForFunction('document.querySelector(".chip-picture").naturalWidth === 30');
    assert.deepEqual(await panel.page.evaluate('document.querySelector(".chip-picture").naturalHeight'), 20);
    assert.equal(await small.count(), 1);
    assert.equal(await chips(panel).getByRole('img').count(), 0, 'its name is read once');
    await noViolations(panel);
  });

  it('opens as it was sent where it is an image of a message that went out', async () => {
    const user = { kind: 'user', id: 'u1', text: '', record: 'r-7', attachments: [file, image] } as const;
    const { record, ...waiting } = user;
    const panel = await open({ ...idle, items: [{ ...waiting, pending: true }] });
    const opener = panel.page.getByRole('button', { name: 'Open image shot.png' });
    await panel.page.locator('user-message .chip').getByText('shot.png').waitFor();
    assert.equal(await opener.count(), 0, 'while the message waits there is nothing to open');
    await panel.change({ kind: 'itemReplaced', item: { ...waiting, record } });
    await opener.press('Enter');
    assert.deepEqual(await sent(panel, 'openImage'), [{ kind: 'openImage', record: 'r-7', attachment: 1 }]);
    await noViolations(panel);
  });

  it('is shown with the message it went out with', async () => {
    const view: View = {
      ...idle,
      items: [
        { kind: 'user', id: 'u1', text: 'What is this?', attachments: [file, selected] },
        { kind: 'user', id: 'u2', text: '', attachments: [image] },
      ],
    };
    const panel = await open(view);
    const messages = panel.page.locator('user-message');
    assert.match(await messages.nth(0).innerText(), /What is this\?\s+src\/main\.js\s.*src\/loan\.js:3-5/s);
    assert.equal(await messages.nth(1).locator('.bubble').isVisible(), false);
    assert.match(await messages.nth(1).innerText(), /shot\.png/);
    assert.equal(await messages.locator('vscode-button').count(), 0);
  });

  for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
    it(`has no accessibility violation in ${theme}, at 300 pixels, with everything open`, async () => {
      const long = { ...file, id: 'a9', name: `src/${'deeply/'.repeat(20)}file.js` };
      const view = composing({
        attachments: [file, image, long],
        selection: { attachment: selected, isAttached: false },
      });
      const panel = await open(view, { theme, width: 300 });
      await panel.page.getByRole('button', { name: 'Options' }).click();
      await noViolations(panel);
      const overflow = await panel.page.evaluate('document.documentElement.scrollWidth - innerWidth');
      assert.equal(overflow, 0);
    });
  }
});

describe('what is pasted and dropped', () => {
  const open = panelBench();

  it('is taken as an image by its bytes', async () => {
    const panel = await open(idle);
    await give(panel, 'paste', `file('${picture}', 'shot.png', 'image/png');`);
    const { thumbnail, ...rest } = await firstImage(panel);
    assert.deepEqual(rest, { kind: 'attachImage', name: 'shot.png', data: picture });
    assert.match(thumbnail, /^data:image\/webp;base64,/);
    assert.equal(await field(panel).inputValue(), '');
    await give(panel, 'drop', `file('${picture}', 'two.gif', 'image/gif');`);
    await panel.page.waitForFunction(
      'panelTest.posted.filter(({ kind }) => kind === "attachImage").length === 2',
    );
  });

  it('is made small only where it is a picture of a size that can be', async () => {
    const panel = await open(idle);
    const vast = Buffer.from(picture, 'base64');
    // What a decoder would have to make room for.
    vast.writeUInt32BE(60_000, 16);
    vast.writeUInt32BE(60_000, 20);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>');
    await give(panel, 'paste', `file('${vast.toString('base64')}', 'vast.png', 'image/png');`);
    await give(panel, 'paste', `file('${svg.toString('base64')}', 'drawn.svg', 'image/svg+xml');`);
    await give(panel, 'paste', `file('${btoa('no picture')}', 'none.png', 'image/png');`);
    await panel.page.waitForFunction(
      'panelTest.posted.filter(({ kind }) => kind === "attachImage").length === 3',
    );
    const images = await sent(panel, 'attachImage');
    assert.deepEqual(
      images.map((intent) => Object.keys(intent as object).sort()),
      images.map(() => ['data', 'kind', 'name']),
    );
  });

  it('stays text where there is text as well', async () => {
    const panel = await open(idle);
    await give(
      panel,
      'paste',
      `file('${picture}', 'table.png', 'image/png'); data.setData('text/plain', 'a b');`,
    );
    assert.deepEqual(await sent(panel, 'attachImage'), []);
  });

  it('is refused with a reason where it is too large or no image, and nothing is lost', async () => {
    const panel = await open(idle);
    await field(panel).fill('Look');
    await give(
      panel,
      'paste',
      `data.items.add(new File([new Uint8Array(7e6)], 'huge.png', { type: 'image/png' }));`,
    );
    await panel.page.getByText('“huge.png” is too large: 7 MB.').waitFor();
    await give(panel, 'drop', `data.items.add(new File(['x'], 'a.txt', { type: 'text/plain' }));`);
    await panel.page.getByText('Only images can come from outside').waitFor();
    assert.deepEqual(await sent(panel, 'attachImage', 'attachDropped'), []);
    assert.equal(await field(panel).inputValue(), 'Look');
    await field(panel).press('End');
    await field(panel).pressSequentially('!');
    assert.equal(await panel.page.getByText('Only images can come from outside').isVisible(), false);
  });

  it('is told to the host by its address where it comes from the explorer', async () => {
    const panel = await open(idle);
    const lines = '# comment\\r\\nfile:///w/a.js\\r\\nfile:///w/b.js';
    await give(panel, 'drop', `data.setData('application/vnd.code.uri-list', '${lines}');`);
    assert.deepEqual(await sent(panel, 'attachDropped'), [
      { kind: 'attachDropped', uris: ['file:///w/a.js', 'file:///w/b.js'] },
    ]);
  });

  it('is not taken in Restricted Mode', async () => {
    const panel = await open({ ...idle, mode: 'restricted', canSubmit: false });
    await give(panel, 'paste', `file('${picture}', 'shot.png', 'image/png');`);
    await give(panel, 'drop', `data.setData('text/uri-list', 'file:///w/a.js');`);
    assert.deepEqual(await sent(panel, 'attachImage', 'attachDropped'), []);
  });
});

describe('model, effort and switches', () => {
  const open = panelBench();

  it('are asked of the host', async () => {
    const panel = await open(composing({ effort: 'low' }));
    await panel.page.getByRole('button', { name: 'Model: claude-sonnet-5-5' }).click();
    await panel.page.getByRole('button', { name: 'Effort: low' }).press('Enter');
    await panel.page.getByRole('button', { name: 'Attach files' }).click();
    assert.deepEqual(await sent(panel, 'chooseModel', 'chooseEffort', 'pickFiles'), [
      { kind: 'chooseModel' },
      { kind: 'chooseEffort' },
      { kind: 'pickFiles' },
    ]);
    await panel.show({ ...idle, composer: { ...idle.composer, hasEffort: false } });
    assert.equal(await panel.page.getByRole('button', { name: /^Effort/ }).count(), 0);
  });

  it('show what the settings say, and change them', async () => {
    const panel = await open(composing({ memoryEnabled: false }));
    await panel.page.getByRole('button', { name: 'Options' }).press('Enter');
    const compact = panel.page.getByRole('checkbox', { name: /^Compact automatically/ });
    const memory = panel.page.getByRole('checkbox', { name: /^Keep the memory/ });
    assert.equal(await compact.isChecked(), true);
    assert.equal(await memory.isChecked(), false);
    await memory.press('Space');
    await compact.click();
    assert.deepEqual(await sent(panel, 'setSwitch'), [
      { kind: 'setSwitch', name: 'memory', isOn: true },
      { kind: 'setSwitch', name: 'autoCompact', isOn: false },
    ]);
    await panel.change({ kind: 'fields', fields: { composer: { ...idle.composer, autoCompact: false } } });
    assert.equal(await compact.isChecked(), false);
    assert.equal(await memory.isChecked(), true);
    await memory.press('Escape');
    assert.equal(await memory.isVisible(), false);
    assert.deepEqual(await sent(panel, 'stop'), []);
  });
});
