/** How much of an element is seen: what scrollers, frames and the window cut off is not. */
import type { Locator } from 'playwright-core';

export interface InSight {
  /** Of its whole area, from 0 to 1. */
  readonly share: number;
  /** Of what is seen, in CSS pixels. */
  readonly height: number;
}

interface Entry {
  readonly intersectionRatio: number;
  readonly intersectionRect: { readonly height: number };
}

/** The page's own, of which the tests' compiler knows nothing. */
declare class IntersectionObserver {
  constructor(callback: (entries: readonly [Entry]) => void);
  observe(element: unknown): void;
  disconnect(): void;
}

export const inSight = (element: Locator): Promise<InSight> =>
  element.evaluate(
    (sought) =>
      new Promise<InSight>((resolve) => {
        const observer = new IntersectionObserver(([entry]) => {
          observer.disconnect();
          resolve({ share: entry.intersectionRatio, height: entry.intersectionRect.height });
        });
        observer.observe(sought);
      }),
  );
