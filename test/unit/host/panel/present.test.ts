import assert from 'node:assert/strict';
import fc from 'fast-check';
import { slice } from '../../../../src/core/append-list.ts';
import { text } from '../../../../src/core/conversation/message.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { failureInWords } from '../../../../src/core/failure.ts';
import type { ModelResult } from '../../../../src/core/ports/model.ts';
import { Presentation, recordsPerPage } from '../../../../src/host/panel/present.ts';
import { queuedRequest } from '../../../../src/host/panel/present-items.ts';
import { applyChange } from '../../../../src/protocol/apply.ts';
import { decodeToPanel } from '../../../../src/protocol/decode.ts';
import { type Change, protocolVersion } from '../../../../src/protocol/messages.ts';
import type { NoticeItem, View } from '../../../../src/protocol/view.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';
import { chatMove, makeMove, newChatWorld } from '../../../support/session/chat-moves.ts';
import type { ModelWorld } from '../../../support/session/model-world.ts';
import { shownSession } from '../../../support/session/shown-session.ts';

/** As JSON crosses: what cannot be decoded there would be lost. */
function crossed(change: Change): Change {
  const message = decodeToPanel(
    JSON.parse(JSON.stringify({ kind: 'change', session: 's', revision: 1, change })),
  );
  assert.ok(message?.kind === 'change', `the panel cannot decode ${change.kind}`);
  return message.change;
}

function crossedView(view: View): View {
  const sent = { kind: 'snapshot', protocol: protocolVersion, session: 's', revision: 1, view };
  const message = decodeToPanel(JSON.parse(JSON.stringify(sent)));
  assert.ok(message?.kind === 'snapshot', 'the panel cannot decode the view');
  return message.view;
}

const fresh = (
  world: ModelWorld,
  notices: readonly NoticeItem[] = [],
  replies: readonly NoticeItem[] = [],
): View => new Presentation(t).snapshot(shownSession(world.state, { notices, replies }));

const notice: NoticeItem = {
  kind: 'notice',
  id: 'host.window',
  level: 'info',
  text: 'Note.',
  actions: ['dismiss'],
};

const reply: NoticeItem = { ...notice, id: 'host.open' };

/** A world that has been shown once, and a way to see what changes. */
function shown(world = newChatWorld()) {
  const presentation = new Presentation(t);
  let view = presentation.snapshot(shownSession(world.state));
  const next = (): readonly Change[] => {
    const changes = presentation.changes(shownSession(world.state)) ?? [];
    view = changes.reduce(applyChange, view);
    return changes;
  };
  return { world, presentation, next, view: () => view };
}

function converse(world: ModelWorld, count: number): void {
  for (let turn = 0; turn < count; turn++) {
    makeMove(world, { move: 'send', text: `message ${turn}` });
    makeMove(world, { move: 'rest' });
  }
}

describe('the presentation of a session', () => {
  it('tells in changes exactly what a new panel would be shown, whatever happens and whenever it looks', () => {
    const moves = fc.array(fc.tuple(chatMove, fc.boolean(), fc.boolean(), fc.boolean()), {
      minLength: 10,
      maxLength: 60,
      size: 'max',
    });
    fc.assert(
      fc.property(moves, (script) => {
        const world = newChatWorld();
        const presentation = new Presentation(t);
        let view = crossedView(presentation.snapshot(shownSession(world.state)));
        for (const [move, isLooking, hasNotice, hasReply] of script) {
          makeMove(world, move);
          if (!isLooking) continue;
          const notices = hasNotice ? [notice] : [];
          const replies = hasReply ? [reply] : [];
          const source = shownSession(world.state, { notices, replies });
          const changes = presentation.changes(source);
          if (changes === null) view = crossedView(presentation.refreshed(source));
          else for (const change of changes) view = applyChange(view, crossed(change));
          assert.deepEqual(view, crossedView(fresh(world, notices, replies)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('sends nothing but the new text while an answer streams', () => {
    const { world, next } = shown();
    makeMove(world, { move: 'send', text: 'Hello' });
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    makeMove(world, { move: 'piece', part: 'text', text: 'One ' });
    next();
    makeMove(world, { move: 'piece', part: 'text', text: 'two ' });
    makeMove(world, { move: 'piece', part: 'text', text: 'three' });
    assert.deepEqual(next(), [{ kind: 'textAppended', id: 'a0', part: 'text', text: 'two three' }]);
    assert.deepEqual(next(), []);
  });

  it('replaces the streamed answer in its place when it is recorded', () => {
    const { world, next, view } = shown();
    makeMove(world, { move: 'send', text: 'Hello' });
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    makeMove(world, { move: 'piece', part: 'text', text: 'Hi' });
    next();
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    assert.deepEqual(
      next()
        .map(({ kind }) => kind)
        .filter((kind) => kind !== 'fields'),
      ['itemReplaced'],
    );
    assert.deepEqual(
      view().items.map(({ kind, id }) => [kind, id]),
      [
        ['user', 'i0'],
        ['answer', 'a0'],
      ],
    );
  });

  it('shows that an answer was continued, without a word in the name of the user', () => {
    const { world, next, view } = shown();
    makeMove(world, { move: 'send', text: 'first' });
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    makeMove(world, { move: 'answer', which: 0, ending: 'maxTokens' });
    makeMove(world, { move: 'continue' });
    const continued = () => {
      next();
      return view().items.findLast(({ kind }) => kind === 'user');
    };
    const waiting = continued();
    assert.ok(waiting?.kind === 'user' && waiting.pending === true && waiting.continues === true);
    assert.deepEqual([waiting.text, waiting.canWithdraw], ['', undefined]);
    makeMove(world, { move: 'rest' });
    const sent = continued();
    assert.ok(sent?.kind === 'user' && sent.pending === undefined && sent.record !== undefined);
    assert.deepEqual([sent.text, sent.continues], ['', true]);
    assert.deepEqual(
      view().items.map(({ kind }) => kind),
      ['user', 'answer', 'user', 'answer'],
    );
  });

  it('says of a message that the one before it was never answered, unless it stands in its place', () => {
    const { world, next, view } = shown();
    const said = () => {
      makeMove(world, { move: 'rest' });
      next();
      return view().items.flatMap((item) =>
        item.kind === 'user' ? [[item.text, item.afterUnanswered ?? false]] : [],
      );
    };
    makeMove(world, { move: 'send', text: 'first' });
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    makeMove(world, { move: 'answer', which: 0, ending: 'failed' });
    makeMove(world, { move: 'send', text: 'second' });
    assert.deepEqual(said(), [
      ['first', false],
      ['second', true],
    ]);
    makeMove(world, { move: 'send', text: 'third' });
    assert.deepEqual(said().at(-1), ['third', false]);
  });

  it('shows what waits behind a running turn, and where it goes', () => {
    const { world, next, view } = shown();
    makeMove(world, { move: 'send', text: 'first' });
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    makeMove(world, { move: 'send', text: 'second' });
    next();
    const last = view().items.at(-1);
    assert.ok(last?.kind === 'user' && last.text === 'second' && last.pending === true);
    const [waiting] = world.state.queue;
    assert.ok(last.canWithdraw === true && waiting?.kind === 'send');
    assert.equal(queuedRequest(last.id), waiting.requestId);
    assert.equal(view().queued, 1);
    makeMove(world, { move: 'rest' });
    next();
    assert.deepEqual(
      view().items.map((item) => [
        item.kind,
        item.kind === 'user' ? [item.text, item.pending ?? false] : null,
      ]),
      [
        ['user', ['first', false]],
        ['answer', null],
        ['user', ['second', false]],
        ['answer', null],
      ],
    );
    assert.equal(view().queued, 0);
  });

  it('offers a retry after a failure and withdraws it when the turn goes well', () => {
    const { world, next, view } = shown();
    makeMove(world, { move: 'send', text: 'first' });
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    makeMove(world, { move: 'answer', which: 0, ending: 'failed' });
    next();
    const offer = view().items.at(-1);
    assert.ok(offer?.kind === 'notice' && offer.actions.includes('retry') && offer.level === 'error');
    makeMove(world, { move: 'retry' });
    makeMove(world, { move: 'rest' });
    next();
    assert.deepEqual(
      view().items.map(({ kind }) => kind),
      ['user', 'answer'],
    );
  });

  const early: readonly (readonly [string, ModelResult])[] = [
    [
      'was stopped',
      { kind: 'failed', failure: failureInWords('cancelled', 'Stopped.'), partial: [text('Half')] },
    ],
    ['was cut', { kind: 'failed', failure: failureInWords('network', 'Cut.'), partial: [text('Half')] }],
    [
      'reached its length limit',
      {
        kind: 'answered',
        answer: { content: [text('Half')], stopReason: 'max_tokens', usage: null, model: 'm' },
      },
    ],
  ];
  for (const [name, result] of early) {
    it(`offers to go on with an answer that ${name}, until something follows it`, () => {
      const { world, next, view } = shown();
      makeMove(world, { move: 'send', text: 'first' });
      makeMove(world, { move: 'answer', which: 0, ending: 'text' });
      const { turn } = world.state;
      assert.ok(turn.phase === 'answering');
      world.take({ kind: 'answerEnded', callId: turn.callId, result });
      next();
      const offer = view().items.at(-1);
      assert.ok(offer?.kind === 'notice' && offer.actions[0] === 'continue');
      converse(world, 1);
      next();
      assert.equal(view().items.at(-1)?.kind, 'answer');
    });
  }

  it('offers to go on with an answer that found no room, even after the compaction for it', () => {
    const { world, next, view } = shown();
    converse(world, 8);
    makeMove(world, { move: 'send', text: 'one more' });
    const full: ModelResult = {
      kind: 'answered',
      answer: {
        content: [text('Half')],
        stopReason: 'model_context_window_exceeded',
        usage: null,
        model: 'm',
      },
    };
    for (const isLast of [false, true]) {
      while (world.state.turn.phase !== 'answering')
        makeMove(world, { move: 'answer', which: 0, ending: 'text' });
      const { turn } = world.state;
      assert.equal(turn.overflowed, isLast);
      world.take({ kind: 'answerEnded', callId: turn.callId, result: full });
    }
    next();
    const [answer, offer] = view().items.slice(-2);
    assert.ok(answer?.kind === 'answer' && answer.state === 'cut');
    assert.ok(offer?.kind === 'notice' && offer.actions[0] === 'continue');
  });

  it('says of a compaction with which turn its verbatim part begins', () => {
    const { world, next, view } = shown();
    converse(world, 8);
    makeMove(world, { move: 'compact' });
    makeMove(world, { move: 'rest' });
    next();
    const mark = view().items.find((item) => item.kind === 'compaction');
    assert.ok(mark?.keptFrom !== undefined);
    const users = view().items.filter((item) => item.kind === 'user');
    assert.equal(users[mark.keptFrom.turn - 1]?.record, mark.keptFrom.record);
    const record = slice(world.state.transcript, 0).find(({ id }) => id === mark.record);
    assert.equal(record?.kind === 'compaction' && record.tailFrom, mark.keptFrom.record);
  });

  it('says of a memory that is there whether it goes on in the background', () => {
    const { world, next, view } = shown();
    converse(world, 8);
    next();
    assert.deepEqual([view().memory.status, view().memory.text], ['ready', 'Memory ready']);
    const settings = { ...world.state.settings, memoryEnabled: false };
    world.take({ kind: 'settingsChanged', settings, provider: 'anthropic' });
    next();
    assert.equal(view().memory.status, 'ready');
    assert.match(view().memory.text, /^Memory ready; .* switched off$/);
  });

  it('shows the newest page, and earlier ones when asked', () => {
    const world = newChatWorld();
    converse(world, recordsPerPage);
    const { presentation, view, next } = shown(world);
    const whole = fresh(world);
    assert.equal(view().hasEarlier, true);
    assert.deepEqual(view().items, whole.items);
    let all = view();
    for (let change = presentation.earlier(shownSession(world.state)); change !== null; ) {
      all = applyChange(all, crossed(change));
      change = presentation.earlier(shownSession(world.state));
    }
    assert.equal(all.hasEarlier, false);
    const told = all.items.filter((item) => item.kind === 'user').map((item) => item.text);
    assert.deepEqual(
      told,
      Array.from({ length: recordsPerPage }, (_, turn) => `message ${turn}`),
    );
    assert.equal(new Set(all.items.map(({ id }) => id)).size, all.items.length);
    converse(world, 1);
    assert.ok(next().every(({ kind }) => kind !== 'itemsPrepended'));
  });

  it('reads only the end of the transcript while an answer streams into a long session', () => {
    const world = newChatWorld();
    converse(world, 600);
    const { presentation } = shown(world);
    makeMove(world, { move: 'send', text: 'one more' });
    makeMove(world, { move: 'answer', which: 0, ending: 'text' });
    makeMove(world, { move: 'piece', part: 'text', text: 'first ' });
    presentation.changes(shownSession(world.state));
    makeMove(world, { move: 'piece', part: 'text', text: 'second ' });
    makeMove(world, { move: 'wait', reason: 'retrying' });
    const source = shownSession(world.state);
    assert.ok(source.engine !== null);
    let reads = 0;
    const backing = new Proxy(source.engine.state.branch.backing as TranscriptRecord[], {
      get(target, key, receiver) {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads++;
        return Reflect.get(target, key, receiver);
      },
    });
    const state = { ...source.engine.state, branch: { ...source.engine.state.branch, backing } };
    const changes = presentation.changes({ ...source, engine: { ...source.engine, state } });
    assert.deepEqual(
      changes?.map(({ kind }) => kind),
      ['textAppended', 'fields'],
    );
    assert.ok(reads < 50, `${reads} records were read`);
  });

  it('asks for a new snapshot when another session is shown, or none', () => {
    const { presentation, world } = shown();
    assert.equal(presentation.changes(shownSession(world.state, { session: 'other' })), null);
    assert.equal(presentation.changes(shownSession(null)), null);
  });

  it('shows a session that is not open yet as empty, and says so of Restricted Mode', () => {
    const view = new Presentation(t).snapshot(shownSession(null, { mode: 'restricted' }));
    assert.equal(view.canSubmit, false);
    assert.equal(view.canCompact, false);
    assert.equal(view.memory.canOpen, false);
    assert.deepEqual(view.items, []);
    assert.match(view.memory.text, /Restricted/);
  });

  it('asks what to do about a deleted file only while it has not been told', () => {
    const { world, next, view } = shown();
    converse(world, 12);
    assert.notEqual(world.file, null);
    makeMove(world, { move: 'delete' });
    makeMove(world, { move: 'rest' });
    next();
    const question = view().items.at(-1);
    assert.ok(question?.kind === 'notice' && question.actions.includes('recreateMemory'));
    world.take({ kind: 'memoryFileDecided', decision: 'leaveDeleted' });
    next();
    assert.notEqual(view().items.at(-1)?.kind, 'notice');
  });
});
