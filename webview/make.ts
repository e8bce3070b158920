/** Building DOM nodes. Text only ever becomes a text node. */
export interface Traits {
  readonly class?: string;
  readonly role?: string;
  readonly label?: string;
  readonly dir?: 'auto' | 'ltr' | 'rtl';
  readonly hidden?: boolean;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  traits: Traits = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (traits.class !== undefined) element.className = traits.class;
  if (traits.role !== undefined) element.setAttribute('role', traits.role);
  if (traits.label !== undefined) element.setAttribute('aria-label', traits.label);
  if (traits.dir !== undefined) element.dir = traits.dir;
  if (traits.hidden === true) element.hidden = true;
  element.append(...children);
  return element;
}

/** Sets the text only where it differs, so that nothing is laid out or read again without a reason. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Text that shows `before` and now `text`: what has only grown keeps its node, of which the browser lays out the rest. */
export function growText(element: Element, before: string, text: string): void {
  if (text === before) return;
  const node = element.firstChild;
  const isOnly = node instanceof Text && node === element.lastChild;
  if (isOnly && text.startsWith(before)) node.appendData(text.slice(before.length));
  else element.textContent = text;
}
