import assert from 'node:assert/strict';
import { serialQueue } from '../../../src/core/serial-queue.ts';

describe('A serial queue', () => {
  it('begins a piece of work only when the one before it has ended, and answers each caller', async () => {
    const inTurn = serialQueue();
    const log: string[] = [];
    const piece = (name: string, pauses: number) =>
      inTurn(async () => {
        log.push(`${name} begins`);
        for (let left = pauses; left > 0; left--) await Promise.resolve();
        log.push(`${name} ends`);
        return name;
      });
    assert.deepEqual(await Promise.all([piece('slow', 20), piece('fast', 0)]), ['slow', 'fast']);
    assert.deepEqual(log, ['slow begins', 'slow ends', 'fast begins', 'fast ends']);
  });

  it('rejects for the caller whose work failed, and goes on', async () => {
    const inTurn = serialQueue();
    const failing = inTurn(() => Promise.reject(new Error('disk')));
    const next = inTurn(async () => 'done');
    await assert.rejects(failing, /disk/);
    assert.equal(await next, 'done');
  });
});
