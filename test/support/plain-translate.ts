/** Words as VS Code's own `l10n.t` gives them where there is no translation. */
import type { Translate } from '../../src/host/translate.ts';

export const plainTranslate: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => String(args[Number(index)] ?? whole));
