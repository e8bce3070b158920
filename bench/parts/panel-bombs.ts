/** The panel with answers that are made to stall it. */
import { protocolVersion } from '../../src/protocol/messages.ts';
import type { View } from '../../src/protocol/view.ts';
import { bombs } from '../../test/support/attacks.ts';
import { sampleView } from '../../test/support/panel-page/sample-view.ts';
import { type BrowserPanel, openBrowserPanel } from '../measures/browser-panel.ts';
import type { Report } from '../report.ts';
import { largest, percentile } from '../statistics.ts';

const pieces = 40;
/** About what an answer of 64,000 tokens has; what is longer is cut off. */
const mostCharacters = 160_000;
const pieceEveryMs = 50;

/** Markdown that is made to stall a parser or a layout, as an answer that streams. */
export async function panelBombsPart(): Promise<Report> {
  const browser = await openBrowserPanel(() => {});
  try {
    await browser.page.goto(browser.address);
    const rows: (readonly [name: string, work: readonly number[]])[] = [];
    for (const [index, [name, bomb]] of bombs.entries()) {
      const { work } = await browser.watched(() => stream(browser, `bomb-${index}`, bomb));
      rows.push([name, work]);
    }
    return {
      part: 'panel-bombs',
      title: 'Markdown made to stall the panel',
      notes: [
        `Each streams in ${pieces} pieces, up to ${mostCharacters} characters in all. Own work for a frame, in milliseconds of processor time.`,
      ],
      tables: [
        {
          title: 'milliseconds',
          columns: ['', 'p50', 'longest'],
          rows: rows.map(([name, work]) => [name, percentile(work, 0.5), largest(work)]),
        },
      ],
      figures: [
        {
          name: 'panel, the worst of the bombs: own work for a frame, longest',
          value: largest(rows.map(([, work]) => largest(work))),
          unit: 'ms',
          atMost: 100,
        },
      ],
    };
  } finally {
    await browser.close();
  }
}

async function stream({ page, deliver }: BrowserPanel, session: string, bomb: string): Promise<void> {
  const text = bomb.slice(0, mostCharacters);
  const view: View = {
    ...sampleView,
    items: [{ kind: 'answer', id: 'a', text: '', state: 'streaming' }],
  };
  deliver(JSON.stringify({ kind: 'snapshot', protocol: protocolVersion, session, revision: 0, view }));
  const size = Math.ceil(text.length / pieces);
  for (let piece = 0; piece < pieces; piece++) {
    const part = text.slice(piece * size, (piece + 1) * size);
    const change = { kind: 'textAppended', id: 'a', part: 'text', text: part };
    deliver(JSON.stringify({ kind: 'change', session, revision: piece + 1, change }));
    await page.waitForTimeout(pieceEveryMs);
  }
  // Whatever is still to be drawn is drawn before the next begins.
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))',
  );
}
