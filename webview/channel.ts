/** The one line to the host. Nobody else sees VS Code's handle, so nothing on the page can speak in our name. */
import { decodeToPanel } from '../src/protocol/decode.ts';
import type { ToHost, ToPanel } from '../src/protocol/messages.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

export type Post = (intent: ToHost) => void;

export interface Channel {
  readonly post: Post;
  /** What `save` was last given in this panel, also by a page that is gone; unknown, since anything may lie there. */
  readonly restore: () => unknown;
  readonly save: (state: unknown) => void;
  /** From now on calls `receive` for every message of the protocol, and `refused` for the kind of any other. */
  readonly listen: (receive: (message: ToPanel) => void, refused: (kind: string) => void) => void;
}

/** May be called once in a page's life. */
export function openChannel(): Channel {
  const host = acquireVsCodeApi();
  return {
    post: (intent) => host.postMessage(intent),
    restore: () => host.getState(),
    save: (state) => host.setState(state),
    listen(receive, refused) {
      window.addEventListener('message', (event) => {
        // VS Code delivers from a window of the page's own origin; a frame of another origin has no say.
        if (event.origin !== window.origin) return;
        const message = decodeToPanel(event.data);
        if (message === null) refused(kindOf(event.data));
        else receive(message);
      });
    },
  };
}

function kindOf(data: unknown): string {
  const kind = typeof data === 'object' && data !== null && 'kind' in data ? data.kind : null;
  return typeof kind === 'string' ? kind.slice(0, 40) : 'unknown';
}
