/** The stand-in for the Messages API in a thread of its own, so that its work is not counted as ours. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LatencyModel } from '../../test/support/messages-api/latency.ts';
import type { MessagesApiOptions } from '../../test/support/messages-api/server.ts';
import type { ContentBlock } from '../../test/support/messages-api/wire.ts';

export interface StandInThread {
  readonly url: string;
  stop(): Promise<void>;
}

/** As long for every request, whatever it holds. */
export const evenPace = (outputTokensPerSecond: number, baseMs = 0): LatencyModel => ({
  baseMs,
  msPerCachedToken: 0,
  msPerUncachedToken: 0,
  outputTokensPerSecond,
  scale: 1,
});

/** Starts a stand-in in a thread of its own. Only options that are plain data can be handed over. */
export async function startStandInThread(
  options: Pick<MessagesApiOptions, 'latency' | 'deltaChars'> & {
    readonly answer: {
      readonly chatChars: number;
      readonly extraBlocks?: readonly ContentBlock[];
    };
  },
): Promise<StandInThread> {
  const worker = new Worker(new URL('./stand-in-worker.ts', import.meta.url), { workerData: options });
  const [url] = (await once(worker, 'message')) as [string];
  return {
    url,
    stop: async () => {
      await worker.terminate();
    },
  };
}
