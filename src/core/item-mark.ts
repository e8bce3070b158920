/** How an item of a list begins: a bullet or a number, with the blanks after it. To be used inside of a pattern. */
export const itemMark = String.raw`(?:[-*+•]|\d{1,3}[.)])\s+`;

const leading = new RegExp(`^${itemMark}`);

/** The line, which begins with no blanks, without the mark of a list item. */
export const withoutItemMark = (line: string): string => line.replace(leading, '');
