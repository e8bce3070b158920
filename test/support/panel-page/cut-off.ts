/** Finds what does not fit: beside or below the page, out of its own box, or longer than the button that it stands on. */
import type { Frame, FrameLocator, Page } from 'playwright-core';

// In a string: the tests' compiler knows no page.
const search = `(() => {
  const describe = (element, why) =>
    element.tagName.toLowerCase() + '.' + element.className + ' "' + element.textContent.trim().slice(0, 40) + '" ' + why;
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
  const scrolls = getComputedStyle(document.body).overflowY === 'auto';
  if (document.body.scrollHeight > innerHeight + 0.5 && !scrolls) found.push('the panel is higher than the page');
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('.unseen, svg, .meter-track') || !element.checkVisibility()) continue;
    const { left, right, width } = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const scroller = element.closest('pre, .table-scroller, composer-about');
    const isReached = scroller !== null && scroller !== element && getComputedStyle(scroller).overflowX === 'auto';
    if (width > 0 && (left < -0.5 || right > innerWidth + 0.5) && !isReached)
      found.push(describe(element, 'lies beside the page'));
    const hides = ['hidden', 'clip'].includes(style.overflowX) && style.textOverflow !== 'ellipsis';
    if (hides && element.scrollWidth > element.clientWidth + 1) found.push(describe(element, 'is cut off'));
    const isButton = element.matches('button, vscode-button');
    if (isButton && element.scrollWidth > element.clientWidth + 2) found.push(describe(element, 'is too narrow'));
  }
  return found;
})()`;

export const cutOff = (page: Page | Frame): Promise<readonly string[]> => page.evaluate(search);

/** The same for a frame that is found by its place. */
export const cutOffIn = (frame: FrameLocator): Promise<readonly string[]> =>
  frame.locator('body').evaluate<readonly string[], string>(
    // biome-ignore lint/security/noGlobalEval: the page is a test's, and the text the constant above.
    (_, text) => globalThis.eval(text),
    search,
  );
