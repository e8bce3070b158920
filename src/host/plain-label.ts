/** Somebody else's words as the label of a choice, where `$(name)` would be drawn as an icon. */
export const plainLabel = (words: string): string => words.replaceAll('$(', '$\u200b(');
