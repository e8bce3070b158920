import type { Action } from '../../src/protocol/view.ts';
import { textButton } from '../controls.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';

/** Buttons for the actions that the host offers with an item. */
export function actionButtons(
  from: HTMLElement,
  id: string,
  actions: readonly Action[],
): readonly HTMLElement[] {
  return actions.map((action, index) =>
    textButton(say(`action.${action}`), index === 0 && action !== 'dismiss' ? 'primary' : 'secondary', () =>
      intend(from, { kind: 'act', id, action }),
    ),
  );
}
