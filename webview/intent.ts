/** How an element says what the user wants: an event that rises to the root, which alone holds the channel. */
import type { ToHost } from '../src/protocol/messages.ts';

const eventName = 'chat-intent';

export function intend(from: HTMLElement, intent: ToHost): void {
  from.dispatchEvent(new CustomEvent<ToHost>(eventName, { detail: intent, bubbles: true }));
}

export function onIntent(root: HTMLElement, handle: (intent: ToHost) => void): void {
  root.addEventListener(eventName, (event) => {
    if (event instanceof CustomEvent) handle(event.detail);
  });
}
