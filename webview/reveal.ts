/** How a part of the panel asks for a message to be shown in the log: an event that rises to the root. */
import { make } from './make.ts';

const eventName = 'chat-reveal';

/** @param record the message's record */
export function reveal(from: HTMLElement, record: string): void {
  from.dispatchEvent(new CustomEvent<string>(eventName, { detail: record, bubbles: true }));
}

export function onReveal(root: HTMLElement, handle: (record: string) => void): void {
  root.addEventListener(eventName, (event) => {
    if (event instanceof CustomEvent) handle(event.detail);
  });
}

/** A button that looks like a link and shows the turn that begins with the message `record`. */
export function turnLink(words: string, record: string): HTMLButtonElement {
  const button = make('button', { class: 'turn-link' }, words);
  button.type = 'button';
  button.addEventListener('click', () => reveal(button, record));
  return button;
}
