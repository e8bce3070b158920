/** Which links may be clicked at all. The host decides once more before anything opens. */
const schemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const maxChars = 4_000;

/**
 * The address in its canonical form (host names in their ASCII form, so that look-alikes show), or null for anything
 * that is not an absolute http, https or mailto address.
 */
export function safeLink(href: string): string | null {
  if (href.length > maxChars) return null;
  const parsed = URL.parse(href);
  if (parsed === null || !schemes.has(parsed.protocol)) return null;
  return parsed.href.length > maxChars ? null : parsed.href;
}
