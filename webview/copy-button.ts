/** The button beside a text that copies it. */
import { iconButton, relabel } from './controls.ts';
import { icon } from './icons.ts';
import { intend } from './intent.ts';
import { say } from './language.ts';

const copiedMs = 1_500;

/** Copies what `text` gives at the moment of pressing, and says for a moment that it did. */
export function copyButton(label: string, text: () => string): HTMLElement {
  const button = iconButton('copy', label, () => {
    intend(button, { kind: 'copyText', text: text() });
    relabel(button, say('code.copied'));
    button.replaceChildren(icon('check'));
    setTimeout(() => {
      relabel(button, label);
      button.replaceChildren(icon('copy'));
    }, copiedMs);
  });
  button.classList.add('quiet');
  return button;
}
