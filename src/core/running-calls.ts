/** The calls of a model and the runs of tools that are under way, by their ids, so that each can be cancelled. */
import type { ToolResultBlock, ToolUseBlock } from './conversation/message.ts';
import { type Failure, failure } from './failure.ts';
import { phrase } from './phrase.ts';
import type { ModelEvent, ModelPort, ModelRequest, ModelResult } from './ports/model.ts';
import type { ToolPort } from './ports/tools.ts';

export interface RunningCalls {
  /** The call goes out once `ready` is, and not at all when it is cancelled before. */
  callModel(
    id: string,
    request: ModelRequest,
    ready: Promise<void>,
    onEvent?: (event: ModelEvent) => void,
  ): Promise<ModelResult>;
  runTools(id: string, uses: readonly ToolUseBlock[]): Promise<readonly ToolResultBlock[]>;
  cancel(id: string): void;
  /** Cancels all; what waits never goes out. */
  close(): void;
}

interface Ports {
  readonly model: () => ModelPort;
  readonly tools: ToolPort;
}

export function createRunningCalls(ports: Ports): RunningCalls {
  const running = new Map<string, { cancel(): void }>();
  let closed = false;

  return {
    callModel: async (id, request, ready, onEvent = () => undefined) => {
      let cancelled = false;
      running.set(id, {
        cancel: () => {
          cancelled = true;
        },
      });
      try {
        await ready;
        if (cancelled || closed) return failed(failure('cancelled', phrase`Stopped.`));
        const call = ports.model().call(request, onEvent);
        running.set(id, call);
        return await call.result;
      } finally {
        running.delete(id);
      }
    },
    runTools: async (id, uses) => {
      const run = ports.tools.run(uses);
      running.set(id, run);
      return run.results.finally(() => running.delete(id));
    },
    cancel: (id) => running.get(id)?.cancel(),
    close: () => {
      closed = true;
      for (const call of running.values()) call.cancel();
    },
  };
}

export const failed = (why: Failure): ModelResult => ({ kind: 'failed', failure: why, partial: [] });
