/**
 * The toolkit's controls, for the whole panel: the only file that imports it, so that the archived package can be
 * exchanged here. It must run in the page's first module script, since the toolkit reads the theme on `load` only.
 */
import {
  type Button,
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import { type IconName, icon } from './icons.ts';

provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing());

export type ButtonStyle = 'primary' | 'secondary';

export function textButton(label: string, style: ButtonStyle, onPress: () => void): Button {
  const button = pressable(onPress);
  button.setAttribute('appearance', style);
  button.textContent = label;
  return button;
}

/**
 * A button that shows a picture and is known by `label`, which is also its tooltip. The browser's own: a long
 * conversation has thousands of them, and each of the toolkit's takes half a millisecond to build.
 */
export function iconButton(name: IconName, label: string, onPress: () => void = () => {}): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon-button';
  button.addEventListener('click', onPress);
  relabel(button, label);
  button.append(icon(name));
  return button;
}

export function relabel(button: HTMLElement, label: string): void {
  button.setAttribute('aria-label', label);
  button.title = label;
}

/**
 * Says by its motion that something goes on; what it is stands beside it in words. The toolkit makes an assertive
 * alert of every ring, which is why assistive technology does not get to see it.
 */
export function progressRing(): HTMLElement {
  const hidden = document.createElement('span');
  hidden.className = 'ring';
  hidden.setAttribute('aria-hidden', 'true');
  hidden.append(document.createElement('vscode-progress-ring'));
  return hidden;
}

function pressable(onPress: () => void): Button {
  const button = document.createElement('vscode-button') as Button;
  button.addEventListener('click', () => {
    if (!button.disabled) onPress();
  });
  return button;
}
