/** Words and numbers as VS Code gives them in English, where nothing is translated. */
import type { Translate } from '../../src/host/translate.ts';

export const plainTranslate: Translate = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => shown(values[Number(index)] ?? whole));

const shown = (value: string | number | boolean): string =>
  typeof value === 'number' ? value.toLocaleString('en') : String(value);
