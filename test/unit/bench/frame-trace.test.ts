import assert from 'node:assert/strict';
import { workPerFrame } from '../../../bench/measures/frame-trace.ts';

const main = { name: 'thread_name', ph: 'M', pid: 1, tid: 2, ts: 0, args: { name: 'CrRendererMain' } };
const task = (ts: number, dur: number, tdur: number, tid = 2) => ({
  name: 'ThreadControllerImpl::RunTask',
  ph: 'X',
  pid: 1,
  tid,
  ts,
  dur,
  tdur,
});
const drawn = (ts: number) => ({
  name: 'PageAnimator::serviceScriptedAnimations',
  ph: 'X',
  pid: 1,
  tid: 2,
  ts,
});
const work = (...events: object[]): readonly number[] =>
  workPerFrame(JSON.stringify({ traceEvents: [main, ...events] }));

describe('work per frame, out of a trace', () => {
  it('adds up the tasks up to each frame, whatever the order of the events', () => {
    assert.deepEqual(
      work(
        task(20_000, 5_000, 4_000),
        drawn(21_000),
        task(0, 3_000, 2_000),
        task(5_000, 2_000, 1_000),
        drawn(6_000),
      ),
      [3, 4],
    );
  });

  it('counts one frame for a task in which several callbacks ran', () => {
    assert.deepEqual(work(task(0, 3_000, 2_000), drawn(1_000), drawn(2_000)), [2]);
  });

  it('leaves other threads and what comes after the last frame out', () => {
    assert.deepEqual(
      work(task(0, 3_000, 2_000), drawn(1_000), task(500, 9_000, 9_000, 3), task(9_000, 1, 1)),
      [2],
    );
  });

  it('takes no more work than there was time', () => {
    assert.deepEqual(work(task(0, 3_000, 10_000), drawn(1_000)), [3]);
  });

  it('is not content with a trace without frames, which would meet every limit', () => {
    assert.throws(() => work(task(0, 3_000, 2_000)), /no frame/);
  });
});
