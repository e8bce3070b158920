/** A page that only computes: what it takes from frame to frame beyond its work is the machine's doing. */
import type { BrowserPanel, Frames } from './browser-panel.ts';

/** The smallest of several tries is the one that no other process has disturbed. */
const script = (workMs: number): string => `
  const work = (rounds) => {
    let value = 1;
    for (let round = 0; round < rounds; round++) value = (value * 31 + round) | 0;
    return value;
  };
  const rounds = 1_000_000;
  const took = Array.from({ length: 60 }, () => {
    const from = performance.now();
    work(rounds);
    return performance.now() - from;
  });
  const each = Math.ceil((rounds * ${workMs}) / Math.min(...took));
  const frame = () => {
    work(each);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
`;

/** The frames of a page that works for `workMs` of processor time in each, for as long. */
export async function busyFrames(
  { page, watched }: BrowserPanel,
  workMs: number,
  forMs: number,
): Promise<Frames> {
  await page.goto('about:blank');
  await page.evaluate(script(workMs));
  return watched(() => page.waitForTimeout(forMs));
}
