import assert from 'node:assert/strict';
import fc, { type Scheduler } from 'fast-check';
import { at } from '../../../src/core/append-list.ts';
import { endsTurn, indexOf } from '../../../src/core/conversation/transcript.ts';
import type { SessionState } from '../../../src/core/session.ts';
import { claudeFeatures } from '../../support/messages-api/features.ts';
import { modelFacts } from '../../support/messages-api/models.ts';
import { validate } from '../../support/messages-api/validate.ts';
import { linesOf, saying, TwoWindows } from '../../support/session/two-windows.ts';

/** What the user does, and how many turns of the others the user lets pass before. */
interface Move {
  readonly pause: number;
  readonly act: Act;
}
type Act =
  | { readonly move: 'type' | 'outside'; readonly edit: Edit; readonly window: 0 | 1; readonly where: number }
  | { readonly move: 'save' | 'revert' | 'takeBack' | 'deleteFile' }
  | {
      readonly move: 'send' | 'update' | 'compact' | 'look' | 'recreate' | 'leaveDeleted';
      readonly window: 0 | 1;
    };
type Edit = 'add' | 'pin' | 'change' | 'remove' | 'format' | 'ownSection';

const window = fc.constantFrom(0 as const, 1 as const);
const edit = fc.constantFrom<Edit>(
  'add',
  'add',
  'pin',
  'change',
  'change',
  'remove',
  'remove',
  'format',
  'ownSection',
);
const edits = (move: 'type' | 'outside') =>
  fc.record({ move: fc.constant(move), edit, window, where: fc.nat(60) });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: edits('type') },
  { weight: 3, arbitrary: fc.record({ move: fc.constant('save' as const) }) },
  { weight: 4, arbitrary: edits('outside') },
  { weight: 2, arbitrary: fc.record({ move: fc.constant('takeBack' as const) }) },
  { weight: 1, arbitrary: fc.record({ move: fc.constantFrom('revert' as const, 'deleteFile' as const) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      move: fc.constantFrom(
        'send' as const,
        'send',
        'send',
        'update',
        'update',
        'compact',
        'look',
        'look',
        'recreate',
        'leaveDeleted',
      ),
      window,
    }),
  },
);

/** At once, in the middle of a look at the file, of a write, or of an update. */
const pause = fc.oneof(fc.constant(0), fc.nat(6), fc.nat(25), fc.nat(100));
const moves = fc.array(fc.record({ pause, act }), { minLength: 15, maxLength: 60, size: 'max' });

/** Edits that are taken back at once, each about the time when an update reads the file for the last time and writes it. */
const hastyMoves = fc
  .array(fc.record({ look: fc.nat(70), edit: fc.nat(16), back: fc.nat(16), where: fc.nat(60) }), {
    minLength: 6,
    maxLength: 14,
    size: 'max',
  })
  .map((rounds) =>
    rounds.flatMap(({ look, edit, back, where }): Move[] => [
      { pause: 0, act: { move: 'send', window: 0 } },
      { pause: look, act: { move: 'look', window: 0 } },
      { pause: edit, act: { move: 'outside', edit: 'add', window: 0, where } },
      { pause: back, act: { move: 'takeBack' } },
    ]),
  );

interface Typed {
  readonly added: string[];
  readonly removed: string[];
}

/** One user: what the file has to hold because of this hand, and what it must not hold any more. */
class User {
  readonly alive = new Set<string>();
  readonly dead = new Set<string>();
  /** Whatever this hand has ever put into the file, or taken out of it. */
  readonly typed = new Set<string>();
  readonly removed = new Set<string>();
  #buffer: string[] = [];
  #typed: Typed = { added: [], removed: [] };
  #count = 0;
  /** The last edit with another program, which the user may take back. */
  #last: { readonly before: string; readonly after: string; readonly typed: Typed } | null = null;
  readonly #desk: TwoWindows;

  constructor(desk: TwoWindows) {
    this.#desk = desk;
  }

  /** In an editor, unsaved at first; a document without unsaved edits shows the file as it is. */
  type(edit: Edit, where: number, window: 0 | 1): void {
    const { file, dirty } = this.#desk;
    if (dirty === null) {
      if (file === null) return;
      this.#desk.dirty = window;
      this.#buffer = file.split('\n');
      this.#typed = { added: [], removed: [] };
    }
    this.#change(this.#buffer, edit, where);
  }

  /** Where the file has changed meanwhile, the user overwrites it. */
  save(): void {
    if (this.#desk.dirty === null) return;
    this.#desk.dirty = null;
    this.#put(this.#buffer);
  }

  revert(): void {
    this.#desk.dirty = null;
  }

  /** With another program, while no editor holds unsaved edits. */
  outside(edit: Edit, where: number): void {
    if (this.#desk.dirty !== null) return;
    const before = this.#desk.file;
    const lines = (before ?? '').split('\n');
    this.#typed = { added: [], removed: [] };
    this.#change(lines, edit, where);
    this.#put(lines);
    this.#last = before === null ? null : { before, after: lines.join('\n'), typed: this.#typed };
  }

  /** Brings the file back to what it was before the last edit, where nobody has written since. */
  takeBack(): void {
    const last = this.#last;
    if (last === null || this.#desk.dirty !== null || this.#desk.file !== last.after) return;
    const { added, removed } = last.typed;
    // What was taken out and is back may never have been missed: nobody owes it to the user.
    for (const line of removed) {
      this.typed.add(line);
      this.dead.delete(line);
    }
    this.#typed = { added: [], removed: added };
    this.#put(last.before.split('\n'));
    this.#last = null;
  }

  /** Says nothing about single lines: they may come back with the file, or not. */
  deleteFile(): void {
    if (this.#desk.dirty !== null) return;
    for (const line of linesOf(this.#desk.file ?? '')) this.removed.add(line);
    this.#desk.file = null;
    this.alive.clear();
    this.dead.clear();
  }

  #put(lines: readonly string[]): void {
    this.#desk.file = lines.join('\n');
    const there = new Set(lines.map(saying));
    for (const line of this.#typed.added) if (there.has(line)) this.alive.add(line);
    for (const line of this.#typed.removed) {
      this.removed.add(line);
      if (there.has(line)) continue;
      this.alive.delete(line);
      this.dead.add(line);
    }
  }

  #change(lines: string[], edit: Edit, where: number): void {
    const said = lines.flatMap((line, index) => (/^[-*] (mine|fact)-/.test(line) ? [index] : []));
    const chosen = said[where % Math.max(1, said.length)];
    switch (edit) {
      case 'add':
        lines.splice(where % (lines.length + 1), 0, this.#newLine());
        return;
      case 'pin': {
        const pinned = lines.indexOf('## Pinned');
        if (pinned >= 0) lines.splice(pinned + 1, 0, this.#newLine());
        return;
      }
      case 'ownSection':
        lines.push(`## House rules ${where}`, this.#newLine());
        return;
      case 'change':
        if (chosen === undefined) return;
        this.#typed.removed.push(saying(lines[chosen] ?? ''));
        lines[chosen] = this.#newLine();
        return;
      case 'remove':
        if (chosen === undefined) return;
        this.#typed.removed.push(saying(lines[chosen] ?? ''));
        lines.splice(chosen, 1);
        return;
      case 'format':
        lines.forEach((line, index) => {
          lines[index] = line.trimEnd().replace(/^- /, '* ');
        });
    }
  }

  #newLine(): string {
    const line = `mine-${++this.#count} word-${this.#count}`;
    this.#typed.added.push(line);
    this.typed.add(line);
    return `- ${line}`;
  }
}

function checkForward(before: SessionState, after: SessionState): void {
  const covered = indexOf(after.branch, after.memory.covered);
  assert.ok(covered >= indexOf(after.branch, before.memory.covered), 'coverage never goes back');
  if (covered >= 0) assert.ok(endsTurn(at(after.branch, covered)), 'covered ends a complete turn');
}

async function play(scheduler: Scheduler, moves: readonly Move[], isAlone = false): Promise<void> {
  const desk = new TwoWindows(scheduler);
  const user = new User(desk);
  const checkFile = (when: string, content: string) => {
    const said = linesOf(content);
    const there = new Set(said);
    for (const line of user.alive) assert.ok(there.has(line), `${when}: "${line}" is lost in\n${content}`);
    for (const line of user.dead) assert.ok(!there.has(line), `${when}: "${line}" is back in\n${content}`);
    const mine = said.filter((line) => user.alive.has(line));
    assert.equal(new Set(mine).size, mine.length, `${when}: a line stands twice in\n${content}`);
  };
  // The engine catches what a port throws, so what is wrong is kept for later.
  const wrong: unknown[] = [];
  desk.onWrite = (window, content) => {
    try {
      assert.notEqual(desk.dirty, window, 'no write while an editor of that window holds unsaved edits');
      checkFile(`window ${window} wrote`, content);
    } catch (error) {
      wrong.push(error);
    }
  };
  const overridden = new Set<string>();
  for (const { engine } of desk.windows) {
    let before = engine.state;
    engine.onChange((state) => {
      checkForward(before, state);
      for (const line of state.memory.overridden) overridden.add(saying(line));
      before = state;
    });
  }
  try {
    // What is there before a window has looked for the first time would be of unknown origin.
    await desk.rest();
    const outcomes: Promise<unknown>[] = [];
    const script = (async () => {
      for (const { pause, act } of moves) {
        for (let left = pause; left >= 0; left--)
          await scheduler.schedule(Promise.resolve(), `user: ${left > 0 ? 'waits' : act.move}`);
        outcomes.push(...carryOut(desk, user, act));
      }
    })();
    await scheduler.waitFor(script);
    user.save();
    await comeToRest(desk);
    await Promise.all(outcomes);
    if (wrong.length > 0) throw wrong[0];
    assert.deepEqual(desk.strayed, [], 'nothing else is written, and nothing is left behind');
    checkEnd(desk, (content) => checkFile('at the end', content));
    if (isAlone) checkOwnership(desk.windows[0]?.engine.state, user, overridden);
  } finally {
    desk.end();
  }
}

function carryOut(desk: TwoWindows, user: User, order: Act): Promise<unknown>[] {
  switch (order.move) {
    case 'type':
      user.type(order.edit, order.where, order.window);
      return [];
    case 'outside':
      user.outside(order.edit, order.where);
      return [];
    case 'save':
      user.save();
      return [];
    case 'revert':
      user.revert();
      return [];
    case 'takeBack':
      user.takeBack();
      return [];
    case 'deleteFile':
      user.deleteFile();
      return [];
  }
  const engine = desk.windows[order.window]?.engine;
  switch (order.move) {
    case 'send':
      return [
        engine?.send(`Please look at it again. ${'It matters to me. '.repeat(20)}`),
      ].flat() as Promise<unknown>[];
    case 'update':
      return [engine?.updateMemory()] as Promise<unknown>[];
    case 'compact':
      return [engine?.compact()] as Promise<unknown>[];
    case 'look':
      engine?.memoryFileTouched();
      return [];
    case 'recreate':
    case 'leaveDeleted':
      engine?.decideMemoryFile(order.move);
      return [];
  }
}

/** Each window takes in what the other has written, until neither has anything to add. */
async function comeToRest(desk: TwoWindows): Promise<void> {
  for (let round = 0; round < 12; round++) {
    const before = desk.file;
    await desk.rest();
    for (const { engine } of desk.windows) checkRest(engine.state);
    for (const { engine } of desk.windows) engine.memoryFileTouched();
    await desk.rest();
    if (round > 1 && desk.file === before) return;
  }
  assert.fail('The windows never come to rest.');
}

/** Whoever is at rest has nothing left to write, and has written nothing on the quiet: no look of the user's is needed. */
function checkRest({ memory }: SessionState): void {
  assert.equal(memory.writing, null);
  assert.equal(memory.job, null);
  const isWritable = memory.file === 'shown' || memory.file === 'unwritten';
  if (isWritable && memory.text !== null)
    assert.equal(memory.fileText, memory.text, 'nothing is left unwritten');
}

/** What one window, alone with the user, takes for the user's doing is the user's doing. */
function checkOwnership(state: SessionState | undefined, user: User, overridden: ReadonlySet<string>): void {
  const { held = [], deletedLines = [] } = state?.memory.ownership ?? {};
  for (const line of held.map(saying)) assert.ok(user.typed.has(line), `"${line}" is held`);
  for (const line of deletedLines.map(saying))
    assert.ok(user.removed.has(line) || overridden.has(line), `"${line}" is taken for deleted`);
}

function checkEnd(desk: TwoWindows, checkFile: (content: string) => void): void {
  if (desk.file !== null) checkFile(desk.file);
  for (const { engine, transcript, requests } of desk.windows) {
    const { memory, transcript: kept } = engine.state;
    if (desk.file !== null) {
      assert.equal(memory.file, 'shown');
      if (memory.text !== null) assert.equal(memory.text, desk.file, 'the memory is what the file shows');
    }
    assert.deepEqual(transcript.records, JSON.parse(JSON.stringify(kept.backing.slice(0, kept.length))));
    for (const request of requests) checkRequest(request);
  }
}

type Request = TwoWindows['windows'][number]['requests'][number];

function checkRequest({ model, maxOutputTokens, system, messages }: Request): void {
  const body = { model, max_tokens: maxOutputTokens, system, messages, stream: true };
  const extraBlockTypes = new Set<string>();
  validate(body, { features: claudeFeatures, facts: modelFacts, extraBlockTypes, version: '2026-10-21' });
}

describe('Two windows and one user on one memory file, in any order', () => {
  it('lose no line of the user, bring none back, write over no unsaved edits and to no other file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), moves, (scheduler, all) => play(scheduler, all)),
      { numRuns: 150 },
    );
  }).timeout(120_000);

  it('take for the user’s doing what the user did, and nothing else, where one of them works alone', async () => {
    const alone = moves.map((all) =>
      all.map(({ pause, act }): Move => ({ pause, act: 'window' in act ? { ...act, window: 0 } : act })),
    );
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.oneof(alone, hastyMoves), (scheduler, all) =>
        play(scheduler, all, true),
      ),
      { numRuns: 150 },
    );
  }).timeout(120_000);
});
