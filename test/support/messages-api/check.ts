/** Small checks for JSON that came from outside. Each throws a 400 that names the field and what was expected. */
import { reject } from './api-error.ts';

export type Check = (value: unknown, path: string) => void;
export type JsonObject = { readonly [key: string]: unknown };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const join = (path: string, name: string | number): string => (path === '' ? `${name}` : `${path}.${name}`);

export const string: Check = (value, path) => {
  if (typeof value !== 'string') reject(path, 'Input should be a valid string');
};

export const boolean: Check = (value, path) => {
  if (typeof value !== 'boolean') reject(path, 'Input should be a valid boolean');
};

export const anything: Check = () => {};

export const anyObject: Check = (value, path) => {
  if (!isObject(value)) reject(path, 'Input should be a valid dictionary');
};

export const integer =
  (least: number): Check =>
  (value, path) => {
    if (typeof value !== 'number' || !Number.isInteger(value))
      reject(path, 'Input should be a valid integer');
    if (value < least) reject(path, `Input should be greater than or equal to ${least}`);
  };

export const oneOf =
  (...allowed: readonly string[]): Check =>
  (value, path) => {
    if (typeof value === 'string' && allowed.includes(value)) return;
    const names = allowed.map((name) => `'${name}'`);
    const last = names.pop();
    reject(path, `Input should be ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}`);
  };

export const nullable =
  (check: Check): Check =>
  (value, path) => {
    if (value !== null) check(value, path);
  };

export const arrayOf =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) reject(path, 'Input should be a valid list');
    value.forEach((item, index) => {
      check(item, join(path, index));
    });
  };

export const stringOr =
  (check: Check): Check =>
  (value, path) => {
    if (typeof value !== 'string') check(value, path);
  };

/** An object with these fields and no others. */
export function fields(
  required: Readonly<Record<string, Check>>,
  optional: Readonly<Record<string, Check>> = {},
): Check {
  const names = Object.keys(required);
  const checks = new Map([...Object.entries(required), ...Object.entries(optional)]);
  return (value, path) => {
    if (!isObject(value)) reject(path, 'Input should be a valid dictionary or object to extract fields from');
    for (const name of names) {
      if (value[name] === undefined) reject(join(path, name), 'Field required');
    }
    for (const name of Object.keys(value)) {
      const check = checks.get(name);
      if (check === undefined) reject(join(path, name), 'Extra inputs are not permitted');
      check(value[name], join(path, name));
    }
  };
}

/** Chooses the check by the object's `type`. */
export function tagged(variants: (type: string) => Check | undefined, known: readonly string[]): Check {
  return (value, path) => {
    if (!isObject(value)) reject(path, 'Input should be a valid dictionary or object to extract fields from');
    const type = value.type;
    if (type === undefined) reject(join(path, 'type'), 'Field required');
    const check = typeof type === 'string' ? variants(type) : undefined;
    if (check !== undefined) return check(value, path);
    const tags = known.map((name) => `'${name}'`).join(', ');
    reject(
      path,
      `Input tag '${String(type)}' found using 'type' does not match any of the expected tags: ${tags}`,
    );
  };
}
