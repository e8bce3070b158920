/** What a value read back from storage is: files are damaged, cut and written by later versions. */
import type { Json } from '../../core/conversation/message.ts';

export type Fields = { readonly [key: string]: Json | undefined };

export const isFields = (value: Json | undefined): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isString = (value: Json | undefined): value is string => typeof value === 'string';
export const isStringOrNull = (value: Json | undefined): value is string | null =>
  value === null || isString(value);
export const isNumber = (value: Json | undefined): value is number => typeof value === 'number';
export const isStrings = (value: Json | undefined): boolean => Array.isArray(value) && value.every(isString);
