// `npm run pictures`: takes the README's picture, media/panel.png, of the extension as it is built now. The
// conversation is scripted, everything else is real: VS Code, the panel, the memory file, the compaction and its figures.
// `npm run pictures -- FOLDER [SCENE…]`: takes pictures of all there is to see, or of these scenes, in four themes.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answerer } from '../pictures/conversation.ts';
import { moveBorder, openPictureWindow, type PictureWindow } from '../pictures/picture-window.ts';
import { scenes } from '../pictures/scenes.ts';
import { repositoryDir } from '../vscode/repository.ts';

const [folder, ...wanted] = process.argv.slice(2);
const themes = ['Dark Modern', 'Light Modern', 'Default High Contrast', 'Default High Contrast Light'];

const window = await openPictureWindow(answerer());
try {
  await moveBorder(window.page, '.part.sidebar', 'right', -110);
  await moveBorder(window.page, '.part.auxiliarybar', 'left', -150);
  if (folder === undefined) await takeReadmePicture(window);
  else await takeAll(window, folder);
} finally {
  await window.close();
}

async function takeReadmePicture(from: PictureWindow): Promise<void> {
  const { page, user } = from;
  for (const { name, set } of scenes)
    if (['conversation', 'compaction', 'file'].includes(name)) await set(from);
  await user.panel.locator('.composer-model').evaluate((line) => {
    // The stand-in's address is of no use to a reader.
    line.textContent = 'claude-sonnet-5-5';
  });
  await user.field.focus();
  const picture = join(repositoryDir, 'media', 'panel.png');
  await page.screenshot({ path: picture });
  console.log(`${picture}: ${await user.panel.getByRole('separator').getAttribute('aria-label')}`);
}

async function takeAll(from: PictureWindow, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  const left = new Set(wanted.length === 0 ? scenes.map(({ name }) => name) : wanted);
  for (const { name, set, clear } of scenes) {
    if (left.size === 0) return;
    await set(from);
    if (left.delete(name)) {
      for (const theme of themes) {
        await from.chooseTheme(theme);
        // Off whatever would say its name.
        await from.page.mouse.move(2, 2);
        await from.page.screenshot({ path: join(into, `${name} ${theme}.png`) });
      }
      console.log(name);
    }
    await clear?.(from);
  }
}
