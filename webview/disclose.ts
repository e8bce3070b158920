/** A button that shows and hides something, says whether it is shown, and has the focus again when Escape hides it. */
import { isComposing } from './composing.ts';

let panes = 0;

/** Answers how to show (`true`) or hide it otherwise. `changed` is told of every change. */
export function disclose(
  button: HTMLElement,
  pane: HTMLElement,
  changed: (isOpen: boolean) => void = () => {},
): (isOpen: boolean) => void {
  panes += 1;
  pane.id = `pane-${panes}`;
  button.setAttribute('aria-controls', pane.id);
  const open = (isOpen: boolean): void => {
    pane.hidden = !isOpen;
    button.setAttribute('aria-expanded', String(isOpen));
    changed(isOpen);
  };
  open(false);
  button.addEventListener('click', () => open(pane.hidden !== false));
  for (const part of [button, pane]) {
    part.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || isComposing(event) || pane.hidden) return;
      event.preventDefault();
      open(false);
      button.focus();
    });
  }
  return open;
}
