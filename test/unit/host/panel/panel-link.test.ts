import assert from 'node:assert/strict';
import type { PanelIntent } from '../../../../src/host/panel/panel-intents.ts';
import { flushEveryMs, PanelLink } from '../../../../src/host/panel/panel-link.ts';
import { recordsPerPage } from '../../../../src/host/panel/present.ts';
import { applyChange } from '../../../../src/protocol/apply.ts';
import { protocolVersion, type ToPanel } from '../../../../src/protocol/messages.ts';
import type { View } from '../../../../src/protocol/view.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { plainTranslate as translate } from '../../../support/plain-translate.ts';
import { recordedLog } from '../../../support/recorded-log.ts';
import { makeMove, newChatWorld } from '../../../support/session/chat-moves.ts';
import { shownSession } from '../../../support/session/shown-session.ts';

/** A panel as VS Code gives it, reduced to a list of what was posted to it. */
function linked(more: { readonly logLevel?: number } = {}) {
  const world = newChatWorld();
  const clock = new FakeClock();
  const posted: ToPanel[] = [];
  const intents: PanelIntent[] = [];
  const { log, lines } = recordedLog(more.logLevel);
  let reloads = 0;
  let session = 's';
  const link = new PanelLink({
    post: async (message) => posted.push(message) > 0,
    source: () => shownSession(world.state, { session }),
    onIntent: (intent) => intents.push(intent),
    onReady: () => undefined,
    onFocus: () => undefined,
    reload: () => reloads++,
    clock,
    log,
    translate,
  });
  return {
    world,
    clock,
    link,
    intents,
    lines,
    ready: () => link.receive({ kind: 'ready', protocol: protocolVersion }),
    /** What was posted since the last call. */
    taken: () => posted.splice(0),
    showSession: (id: string) => {
      session = id;
    },
    reloads: () => reloads,
  };
}

/** A panel's replica: follows only what is next in line, as the real one does. */
function follow(messages: readonly ToPanel[]): View | null {
  let replica: { session: string; revision: number; view: View } | null = null;
  for (const message of messages) {
    if (message.kind === 'snapshot')
      replica = { session: message.session, revision: message.revision, view: message.view };
    if (message.kind !== 'change') continue;
    assert.ok(replica !== null, 'a change came before any snapshot');
    assert.equal(message.session, replica.session);
    assert.equal(message.revision, replica.revision + 1, 'a revision was skipped');
    replica = { ...replica, revision: message.revision, view: applyChange(replica.view, message.change) };
  }
  return replica?.view ?? null;
}

function startAnswer(world: ReturnType<typeof newChatWorld>): void {
  makeMove(world, { move: 'send', text: 'Hello' });
  makeMove(world, { move: 'answer', which: 0, ending: 'text' });
}

describe('PanelLink', () => {
  it('is silent until the panel is ready, then sends one snapshot', () => {
    const { link, world, taken, ready } = linked();
    startAnswer(world);
    link.sync();
    assert.deepEqual(taken(), []);
    ready();
    assert.deepEqual(
      taken().map(({ kind }) => kind),
      ['snapshot'],
    );
  });

  it('keeps a panel in step with revisions that rise by one', async () => {
    const { link, world, taken, ready, clock } = linked();
    ready();
    const all = taken();
    startAnswer(world);
    link.sync();
    for (let piece = 0; piece < 50; piece++) {
      makeMove(world, { move: 'piece', part: 'text', text: `piece ${piece} ` });
      link.sync();
      await clock.advance(5);
    }
    makeMove(world, { move: 'rest' });
    link.sync();
    await clock.advance(1000);
    all.push(...taken());
    const view = follow(all);
    assert.deepEqual(
      view?.items.map(({ kind }) => kind),
      ['user', 'answer'],
    );
    assert.equal(view?.turn.state, 'idle');
  });

  it('gathers the pieces of an answer into few messages', async () => {
    const { link, world, taken, ready, clock } = linked();
    ready();
    startAnswer(world);
    makeMove(world, { move: 'piece', part: 'text', text: 'begin ' });
    link.sync();
    taken();
    await clock.advance(flushEveryMs);
    for (let ms = 0; ms < 10 * flushEveryMs; ms++) {
      makeMove(world, { move: 'piece', part: 'text', text: 'x ' });
      link.sync();
      await clock.advance(1);
    }
    const appended = taken().filter(
      (message) => message.kind === 'change' && message.change.kind === 'textAppended',
    );
    assert.ok(appended.length <= 11, `${appended.length} messages`);
    assert.ok(appended.length >= 10);
  });

  it('sends nothing to a hidden panel, keeps nothing for it, and starts anew when it is back', async () => {
    const { link, world, taken, ready, clock } = linked();
    ready();
    startAnswer(world);
    link.sync();
    taken();
    link.hidden();
    for (let piece = 0; piece < 100; piece++) {
      makeMove(world, { move: 'piece', part: 'text', text: 'x' });
      link.sync();
    }
    await clock.advance(1000);
    assert.deepEqual(taken(), []);
    assert.deepEqual(clock.pending, []);
    ready();
    const messages = taken();
    assert.deepEqual(
      messages.map(({ kind }) => kind),
      ['snapshot'],
    );
    const last = follow(messages)?.items.at(-1);
    assert.ok(last?.kind === 'answer' && last.text === 'x'.repeat(100));
  });

  it('answers a panel that has lost step with a snapshot', () => {
    const { taken, ready } = linked();
    ready();
    ready();
    const [first, second] = taken();
    assert.ok(first?.kind === 'snapshot' && second?.kind === 'snapshot');
    assert.deepEqual(first.view, second.view);
    assert.ok(second.revision > first.revision);
  });

  it('sends a snapshot when another session is shown', async () => {
    const { link, taken, ready, showSession } = linked();
    ready();
    taken();
    showSession('other');
    link.sync();
    const [message] = taken();
    assert.ok(message?.kind === 'snapshot' && message.session === 'other');
  });

  it('has a panel of another version loaded anew', () => {
    const { link, taken, reloads } = linked();
    link.receive({ kind: 'ready', protocol: protocolVersion + 1 });
    assert.equal(reloads(), 1);
    assert.deepEqual(taken(), []);
  });

  it('passes on what the panel asks for, and drops and logs what it does not know', () => {
    const { link, intents, lines } = linked();
    link.receive({ kind: 'submit', text: 'hello' });
    link.receive({ kind: 'launchMissiles', secret: 'text' });
    link.receive(null);
    link.receive({ kind: 'submit', text: 7 });
    assert.deepEqual(intents, [{ kind: 'submit', text: 'hello' }]);
    assert.equal(lines.length, 3);
    assert.doesNotMatch(lines.join(), /secret|hello/);
  });

  it('loads the past page by page without losing what is new', () => {
    const { link, world, taken, ready } = linked();
    for (let turn = 0; turn < recordsPerPage; turn++) {
      makeMove(world, { move: 'send', text: `message ${turn}` });
      makeMove(world, { move: 'rest' });
    }
    ready();
    makeMove(world, { move: 'send', text: 'newest' });
    for (let page = 0; page < 10; page++) link.receive({ kind: 'loadEarlier' });
    const view = follow(taken());
    assert.equal(view?.hasEarlier, false);
    const texts = view?.items.flatMap((item) => (item.kind === 'user' ? [item.text] : [])) ?? [];
    assert.equal(texts.length, recordsPerPage + 1);
    assert.equal(texts[0], 'message 0');
    assert.equal(texts.at(-1), 'newest');
  });

  it('keeps the past loaded for a page that asks again, until the panel was hidden', () => {
    const { link, world, taken, ready } = linked();
    for (let turn = 0; turn < recordsPerPage; turn++) {
      makeMove(world, { move: 'send', text: `message ${turn}` });
      makeMove(world, { move: 'rest' });
    }
    const first = () => follow(taken())?.items[0]?.id;
    ready();
    const newest = first();
    ready();
    assert.equal(first(), newest);
    for (let page = 0; page < 10; page++) link.receive({ kind: 'loadEarlier' });
    taken();
    ready();
    assert.equal(first(), 'i0');
    link.hidden();
    ready();
    assert.equal(first(), newest);
  });

  it('gives the focus to a panel that is still loading once it is ready', () => {
    const { link, taken, ready } = linked();
    link.focusComposer();
    assert.deepEqual(taken(), []);
    ready();
    assert.deepEqual(
      taken().map(({ kind }) => kind),
      ['snapshot', 'focusComposer'],
    );
    link.focusComposer();
    assert.deepEqual(
      taken().map(({ kind }) => kind),
      ['focusComposer'],
    );
  });

  it('tells a panel that is there what another one has sent', () => {
    const { link, taken, ready } = linked();
    link.sentElsewhere('nobody is there');
    ready();
    taken();
    link.sentElsewhere('hello');
    assert.deepEqual(taken(), [{ kind: 'sentElsewhere', text: 'hello' }]);
  });

  it('has the focus as its page says, and not while it is hidden', () => {
    const { link, ready, intents } = linked();
    const focus = (isFocused: boolean): boolean => {
      link.receive({ kind: 'focusChanged', isFocused });
      return link.isFocused;
    };
    ready();
    assert.deepEqual([focus(true), focus(false), focus(true)], [true, false, true]);
    link.hidden();
    assert.equal(link.isFocused, false);
    assert.deepEqual(intents, []);
  });

  it('writes kinds and sizes at trace level and never a text', () => {
    const { link, ready, lines, world } = linked({ logLevel: 1 });
    ready();
    link.receive({ kind: 'submit', text: 'very private' });
    makeMove(world, { move: 'send', text: 'very private' });
    link.sync();
    assert.match(lines.join('\n'), /from panel: submit \d+/);
    assert.match(lines.join('\n'), /to panel: snapshot \d+/);
    assert.doesNotMatch(lines.join('\n'), /private/);
  });
});
