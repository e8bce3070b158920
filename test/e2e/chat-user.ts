// What a user does in the chat panel, and what the panel then shows. Everything is found by role, name or text.
import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { becomes, eventually } from '../support/eventually.ts';

/** Resolves with what is read there, once something is: a browser tells no words of what it has not laid out yet. */
export function wordsOf(part: Locator): Promise<string> {
  return eventually(async () => {
    const words = await part.innerText();
    assert.notEqual(words.trim(), '');
    return words;
  });
}

export class ChatUser {
  readonly panel: FrameLocator;

  constructor(panel: FrameLocator) {
    this.panel = panel;
  }

  get log(): Locator {
    return this.panel.getByRole('log', { name: 'Conversation' });
  }

  get field(): Locator {
    return this.panel.getByRole('textbox', { name: 'Message Claude' });
  }

  get answers(): Locator {
    return this.log.locator('answer-message');
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  /** What the panel says beside the conversation: a problem, a warning, a question. */
  notice(text: RegExp): Locator {
    return this.panel.locator('inline-notice').filter({ hasText: text });
  }

  async say(message: string): Promise<void> {
    await this.field.fill(message);
    await this.button('Send').click();
  }

  /** Stops what runs, and leaves the text field with nothing in it and nothing attached. */
  async clear(): Promise<void> {
    await this.field.waitFor();
    await eventually(async () => {
      if (await this.button('Stop').isVisible()) await this.button('Stop').click({ timeout: 2_000 });
      assert.equal(await this.button('Stop').isVisible(), false, 'something still runs');
    });
    await this.field.fill('');
    const remove = this.panel.locator('chat-composer').getByRole('button', { name: /^Remove / });
    for (let left = await remove.count(); left > 0; left = await remove.count()) {
      await remove.first().click();
      await eventually(async () => assert.ok((await remove.count()) < left));
    }
  }

  /** Resolves when nothing is being answered. */
  async idle(): Promise<void> {
    await this.button('Stop').waitFor({ state: 'hidden' });
  }

  /** Sends a message and resolves with the whole answer. */
  exchange(message: string): Promise<string> {
    return this.answered(() => this.say(message));
  }

  /** Resolves with the answer that `cause` brings about. */
  async answered(cause: () => Promise<void>): Promise<string> {
    const before = await this.answers.count();
    await cause();
    const answer = this.answers.nth(before);
    await answer.waitFor();
    await this.idle();
    return wordsOf(answer);
  }

  /** Resolves with the words of the notice that says this. */
  async told(text: RegExp): Promise<string> {
    return wordsOf(this.notice(text));
  }

  /** Presses a button of the notice that says this. */
  async choose(notice: RegExp, button: string): Promise<void> {
    await this.notice(notice).getByRole('button', { name: button, exact: true }).click();
  }

  /** Resolves when the text field holds this. */
  async hasWritten(text: string): Promise<void> {
    await becomes(() => this.field.inputValue(), text);
  }

  /**
   * From now on keeps what the line says that tells how the answer is coming, which may be gone before anyone looks.
   * The result reads everything that it has said.
   */
  async watchProgress(): Promise<() => Promise<readonly string[]>> {
    const body = this.panel.locator('body');
    await body.evaluate(`{
      const said = (globalThis.saidOfProgress = []);
      const look = () => said.push(...[...document.querySelectorAll('.turn-text')].map((line) => line.textContent));
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    }`);
    return async () => [...new Set(await body.evaluate<string[], unknown>('saidOfProgress'))];
  }

  /** Everything in the conversation, also what is scrolled away. */
  async wholeLog(): Promise<string> {
    return (await this.log.locator('item-list').textContent()) ?? '';
  }

  /** How often the conversation shows this text as the user's own message. */
  async timesSaid(message: string): Promise<number> {
    return this.log.locator('user-message').filter({ hasText: message }).count();
  }

  /** Resolves when the conversation shows this text as the user's own message, and shows it once. */
  async saidOnce(message: string): Promise<void> {
    await becomes(() => this.timesSaid(message), 1);
  }
}
