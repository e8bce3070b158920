/** How a part of the panel asks for a message to be shown in the log: an event that rises to the root. */
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
