/** Names of files are chosen by others: what cannot be seen, or turns the line around, shows as a box. */
export const plainName = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');

/** `src/main.js:3-5` */
export function fileLabel({
  name,
  firstLine,
  lastLine,
}: {
  readonly name: string;
  readonly firstLine?: number;
  readonly lastLine?: number;
}): string {
  if (firstLine === undefined) return plainName(name);
  const lines = lastLine === undefined || lastLine === firstLine ? firstLine : `${firstLine}-${lastLine}`;
  return `${plainName(name)}:${lines}`;
}
