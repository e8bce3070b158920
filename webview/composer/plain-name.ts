/** Names of files are chosen by others: what cannot be seen, or turns the line around, shows as a box. */
export const plainName = (name: string): string => name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�');
