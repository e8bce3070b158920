// Where in the conversation one reads, and how one gets there.
import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import type { ChatUser } from './chat-user.ts';

/** What stands at the top of what is seen of the conversation, and how far from there it begins, in pixels. */
interface Place {
  readonly words: string;
  readonly offset: number;
}

/** In the page of the chat. */
const inPage = <T>(user: ChatUser, script: string): Promise<T> =>
  user.panel.locator('body').evaluate<T, unknown>(script);

const placeOf = (user: ChatUser): Promise<Place> =>
  inPage(
    user,
    `(() => {
      const { top } = document.querySelector('.log').getBoundingClientRect();
      const isBelow = (part) => part.getBoundingClientRect().bottom > top;
      // Nothing has a place of its own in a chunk that is out of sight.
      const chunk = [...document.querySelectorAll('item-chunk')].find(isBelow);
      const item = [...(chunk?.children ?? [])].find(isBelow);
      return { words: item?.textContent.slice(0, 80) ?? '', offset: (item?.getBoundingClientRect().top ?? 0) - top };
    })()`,
  );

/** Scrolls until a message of the user's is at the top, a few pixels of it above; answers when the scrolling has ended. */
export async function readAt(user: ChatUser, message: string): Promise<Place> {
  await user.log.locator('user-message').filter({ hasText: message }).waitFor({ state: 'attached' });
  await inPage(
    user,
    `new Promise((resolve) => {
      const log = document.querySelector('.log');
      const items = [...document.querySelectorAll('user-message')];
      const item = items.find((one) => one.textContent.includes(${JSON.stringify(message)}));
      const settle = () => {
        const off = item.getBoundingClientRect().top - log.getBoundingClientRect().top + 5;
        if (Math.abs(off) < 1) return resolve();
        log.addEventListener('scrollend', settle, { once: true });
        log.scrollTop += off;
      };
      settle();
    })`,
  );
  const place = await placeOf(user);
  assert.ok(place.words.includes(message), `${place.words} is at the top`);
  return place;
}

/** Resolves when the same is at the top as before, to a pixel: the browser scrolls by whole ones. */
export const isReadingAt = (user: ChatUser, place: Place): Promise<void> =>
  eventually(async () => {
    const now = await placeOf(user);
    assert.equal(now.words, place.words);
    assert.ok(Math.abs(now.offset - place.offset) <= 1, `${now.offset} is not ${place.offset}`);
  });

/** Resolves when the end of the conversation is seen. */
export const isReadingAtEnd = (user: ChatUser): Promise<void> =>
  eventually(async () => {
    const below = await inPage<number>(
      user,
      `(() => {
        const log = document.querySelector('.log');
        return log.scrollHeight - log.scrollTop - log.clientHeight;
      })()`,
    );
    assert.ok(below < 2, `${below} pixels are below`);
  });
