/** The panel with a long conversation: how long it takes to open, and what it works for a frame. */
import type { TranscriptRecord } from '../../src/core/conversation/transcript.ts';
import { realClock } from '../../test/support/messages-api/latency.ts';
import { openEngine } from '../bench-engine.ts';
import { type BrowserPanel, type Frames, openBrowserPanel } from '../measures/browser-panel.ts';
import { busyFrames } from '../measures/busy-page.ts';
import { completedTurn } from '../measures/completed-turn.ts';
import { longSession } from '../measures/long-session.ts';
import { panelOver } from '../measures/panel.ts';
import { evenPace, startStandInThread } from '../measures/stand-in-thread.ts';
import { markdown } from '../measures/synthetic-session.ts';
import type { Figure, Report } from '../report.ts';
import { largest, percentile } from '../statistics.ts';

/** Compacted so often that a request stays small: it is the panel that is measured, not the sending. */
const shape = { messages: 10_000, charactersEach: 400, compactEvery: 400 };
const tokensPerSecond = 500;
const answerCharacters = 8_000;
/** Comes first in each answer: one block of code, of 300 lines. */
const code = `\`\`\`ts\n${Array.from({ length: 300 }, (_, line) => `  const row${line} = read(report, ${line});`).join('\n')}\n\`\`\`\n\n`;
/** Comes before everything else and is open while it does: about 3,000 tokens. */
const thinking = 'The comma comes before the export, so the row must have been read whole. '.repeat(160);
const opens = 5;
const pagesScrolled = 12;
/** About what the panel works for a frame while an answer streams. */
const busyMs = 12;
/** A page that works so long draws every 16.7 ms; where it is later than this, the processor is not there for it. */
const freeMs = 20;
/** About as fast as anybody types. */
const keyEveryMs = 60;
const typed = 'What did row 17 say before the export, and which test would have found the comma? ';

export async function panelPart(): Promise<Report> {
  const standIn = await startStandInThread({
    latency: evenPace(tokensPerSecond, 100),
    deltaChars: 24,
    answer: {
      chatChars: answerCharacters,
      extraBlocks: [
        { type: 'thinking', thinking },
        { type: 'text', text: code },
      ],
    },
  });
  const { stored, memoryFile } = longSession(shape);
  const engine = openEngine({
    url: standIn.url,
    clock: realClock,
    stored: { ...stored, records: stored.records.map(withMarkdown) },
    memoryFile,
  });
  const browser = await openBrowserPanel((message) => host.link.receive(message));
  const host = panelOver(engine, realClock, (json) => browser.deliver(json));
  const ask = () => completedTurn(engine, 'Please tell me about row 17 of the report, at length.');
  try {
    const control = {
      what: `a page that only computes for ${busyMs} ms a frame`,
      frames: await busyFrames(browser, busyMs, 5_000),
    };
    const opened: number[] = [];
    for (let time = 0; time < opens; time++) opened.push(await browser.open());
    const rows: Row[] = [];
    const measure = async (what: string, work: () => Promise<void>) => {
      rows.push({ what, frames: await browser.watched(work) });
    };
    await measure('typing', () => type(browser));
    await measure(`scrolling back through ${pagesScrolled} pages`, () => scrollBack(browser, pagesScrolled));
    await openThinking(browser);
    await measure('an answer streams', ask);
    await measure('typing while an answer streams', () => both(ask(), type(browser)));
    await loadAll(browser);
    await measure('all loaded: typing', () => type(browser));
    await measure('all loaded: scrolling', () => scrollBack(browser, 0));
    await measure('all loaded: an answer streams', ask);
    await measure('all loaded: typing while an answer streams', () => both(ask(), type(browser)));
    await engine.whenIdle();
    return reportOf(opened, rows, control);
  } finally {
    engine.dispose();
    await browser.close();
    await standIn.stop();
  }
}

interface Row {
  readonly what: string;
  readonly frames: Frames;
}

/** Answers as they are: lists, tables and code between paragraphs. */
function withMarkdown(record: TranscriptRecord, index: number): TranscriptRecord {
  return record.kind === 'assistant'
    ? { ...record, content: [{ type: 'text', text: markdown(index) }] }
    : record;
}

async function type({ page }: BrowserPanel): Promise<void> {
  // By selectors, not by roles, for which the whole page would be looked through on its own thread.
  await page.locator('textarea').focus();
  await page.keyboard.type(typed, { delay: keyEveryMs });
}

/** Turns the wheel up until so many pages of earlier messages have come, and for a while at least. */
async function scrollBack({ page }: BrowserPanel, pages: number): Promise<void> {
  const wanted = (await count(page)) + pages * 180;
  await page.locator('.log').hover();
  for (let turn = 0; turn < 100 || ((await count(page)) < wanted && turn < 2_000); turn++) {
    await page.mouse.wheel(0, -600);
    await page.waitForTimeout(16);
  }
}

/** From now on thinking is open from its first word. */
async function openThinking({ page }: BrowserPanel): Promise<void> {
  await page.evaluate(`new MutationObserver(() => {
    for (const thinking of document.querySelectorAll('[data-streaming] .thinking')) thinking.open = true;
  }).observe(document.querySelector('item-list'), { childList: true, subtree: true })`);
}

/** By the button that loads earlier messages, until there are none. */
async function loadAll({ page }: BrowserPanel): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const button = document.querySelector('.earlier');
    const load = () => {
      if (button.hidden) return setTimeout(resolve, 3000);
      document.querySelector('.log').scrollTop = 0;
      button.click();
      setTimeout(load, 20);
    };
    load();
  })`);
}

const count = (page: BrowserPanel['page']): Promise<number> =>
  page.evaluate<number>('document.querySelectorAll("item-chunk").length * 20');

async function both(one: Promise<void>, other: Promise<void>): Promise<void> {
  await Promise.all([one, other]);
}

/** The limit on frames by the clock counts only where the control shows that the machine has time. */
function reportOf(opened: readonly number[], rows: readonly Row[], control: Row): Report {
  const isMachineFree = percentile(control.frames.intervals, 0.99) <= freeMs;
  const clock = (what: string, { intervals }: Frames): Figure => ({
    name: `panel, ${what}: from frame to frame by the clock, p99`,
    value: percentile(intervals, 0.99),
    unit: 'ms',
    ...(isMachineFree ? { atMost: 50 } : {}),
  });
  const frame = (what: string, { work }: Frames): Figure => ({
    name: `panel, ${what}: own work for a frame, p99`,
    value: percentile(work, 0.99),
    unit: 'ms',
    atMost: 50,
  });
  return {
    part: 'panel',
    title: 'The panel with 10,000 messages',
    notes: [
      `${shape.messages} messages of ${shape.charactersEach} characters and more, answers with open thinking, lists, tables and code, in Chromium. Engine, adapter, SDK and the panel's host side run here,`,
      `the stand-in in another thread; it answers at ${tokensPerSecond} tokens a second. The panel opens at the end and loads the rest as one scrolls; “all loaded” has all of it in the page.`,
      'Own work is what the page’s main thread computed for a frame, in processor time; from frame to frame (16.7 ms at rest) and from a key to the frame that shows it',
      'count by the clock, other processes with them: the page that only computes shows what those take. The limit on these counts only where it is on time.',
    ],
    tables: [
      {
        title: 'milliseconds',
        columns: [
          '',
          'frames',
          'own work: p50',
          'p99',
          'longest',
          'frame to frame: p50',
          'p99',
          'longest',
          'key to frame: p50',
          'p99',
        ],
        rows: [control, ...rows].map(({ what, frames: { work, intervals, keys } }) => [
          what,
          intervals.length,
          percentile(work, 0.5),
          percentile(work, 0.99),
          largest(work),
          percentile(intervals, 0.5),
          percentile(intervals, 0.99),
          largest(intervals),
          keys.length === 0 ? '-' : percentile(keys, 0.5),
          keys.length === 0 ? '-' : percentile(keys, 0.99),
        ]),
      },
    ],
    figures: [
      {
        name: `panel opens, from nothing to the end of the conversation, longest of ${opened.length}`,
        value: largest(opened),
        unit: 'ms',
        atMost: 1_000,
      },
      ...rows.map(({ what, frames }) => frame(what, frames)),
      ...rows.map(({ what, frames }) => clock(what, frames)),
    ],
    data: { opened, rows, control },
  };
}
