/** The direction of a text by its first letter, as `dir="auto"` has it, from its beginning alone. */
const looked = 1_000;
const rightToLeft =
  /^[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]$/u;

export function direction(text: string): 'ltr' | 'rtl' {
  const [first] = text.slice(0, looked).match(/\p{L}/u) ?? [];
  return first !== undefined && rightToLeft.test(first) ? 'rtl' : 'ltr';
}
