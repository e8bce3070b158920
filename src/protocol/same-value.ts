/** Whether two plain values, as JSON has them, are the same in all their parts; long texts are compared and never copied. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSameValue(one[key as keyof typeof one], other[key as keyof typeof other]))
  );
}
