/** While an input method is composing, Enter and Escape are its own. The key that ends it has a code of its own. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
