/**
 * The one ordered channel to one panel. A panel that says `ready` gets a snapshot and from then on the changes, each with
 * a revision one higher than the last. Nothing is kept for a panel that is hidden: its page is gone, and the next one
 * begins with `ready` again.
 */
import type { Clock } from '../../core/ports/clock.ts';
import { decodeToHost } from '../../protocol/decode.ts';
import { type Change, protocolVersion, type ToPanel } from '../../protocol/messages.ts';
import type { View } from '../../protocol/view.ts';
import { describeError, type Log } from '../log.ts';
import { Throttle } from '../throttle.ts';
import type { Translate } from '../translate.ts';
import type { PanelIntent } from './panel-intents.ts';
import type { PanelSource } from './panel-source.ts';
import { Presentation } from './present.ts';

/** Two frames at 60 Hz: fast enough to look like writing, slow enough to cost next to nothing. */
export const flushEveryMs = 33;

export interface PanelLinkOptions {
  /** Sends one message; resolves or rejects when the panel is gone, which nobody waits for. */
  readonly post: (message: ToPanel) => PromiseLike<boolean>;
  readonly source: () => PanelSource;
  /** Gets every intent that does not concern the channel alone. */
  readonly onIntent: (intent: PanelIntent) => void;
  /** The page is up and shows what is there. */
  readonly onReady: () => void;
  /** The page has got or lost the keyboard focus, which VS Code tells nobody of a view. */
  readonly onFocus: () => void;
  /** The panel speaks another version: its page must be loaded anew. */
  readonly reload: () => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly translate: Translate;
}

export class PanelLink {
  readonly #options: PanelLinkOptions;
  readonly #presentation: Presentation;
  readonly #throttle: Throttle;
  #revision = 0;
  /** The page has said `ready` and has been visible since. */
  #isLive = false;
  #wantsFocus = false;
  #isFocused = false;

  constructor(options: PanelLinkOptions) {
    this.#options = options;
    this.#presentation = new Presentation(options.translate);
    this.#throttle = new Throttle(flushEveryMs, options.clock, () => this.#flush());
  }

  get isLive(): boolean {
    return this.#isLive;
  }

  get isFocused(): boolean {
    return this.#isFocused;
  }

  /** Takes whatever the page posted. */
  receive(message: unknown): void {
    const { log, onIntent, reload } = this.#options;
    const intent = decodeToHost(message);
    if (intent === null) {
      log.warn(`The panel sent something unknown, which was dropped: ${kindOf(message)}`);
      return;
    }
    log.trace(() => `from panel: ${intent.kind} ${sizeOf(intent)}`);
    if (intent.kind === 'loadEarlier') this.#sendEarlier();
    else if (intent.kind === 'focusChanged') this.#focused(intent.isFocused);
    else if (intent.kind !== 'ready') onIntent(intent);
    else if (intent.protocol === protocolVersion) this.#start();
    else {
      log.warn(
        `The panel speaks version ${intent.protocol} of the protocol, not ${protocolVersion}; it is loaded anew.`,
      );
      reload();
    }
  }

  /** The page of a hidden panel is destroyed, and what is sent to it meanwhile is lost. */
  hidden(): void {
    this.#isLive = false;
    this.#throttle.cancel();
    this.#focused(false);
  }

  /** Says that there may be news. The first is sent at once, what follows closely is gathered. */
  sync(): void {
    if (this.#isLive) this.#throttle.request();
  }

  /** A page that is still loading gets the focus when it is ready. */
  focusComposer(): void {
    this.#wantsFocus = !this.#isLive;
    if (this.#isLive) this.#post({ kind: 'focusComposer' });
  }

  /** Another panel has sent this text, which may stand in this one's composer as well. */
  sentElsewhere(text: string): void {
    if (this.#isLive) this.#post({ kind: 'sentElsewhere', text });
  }

  #focused(isFocused: boolean): void {
    if (isFocused === this.#isFocused) return;
    this.#isFocused = isFocused;
    this.#options.onFocus();
  }

  #start(): void {
    const source = this.#options.source();
    // A window that comes up again asks too, and what somebody reads there stays loaded.
    const view = this.#isLive ? this.#presentation.refreshed(source) : this.#presentation.snapshot(source);
    this.#isLive = true;
    this.#sendSnapshot(source, view);
    if (this.#wantsFocus) this.focusComposer();
    this.#options.onReady();
  }

  #flush(): void {
    const source = this.#options.source();
    const changes = this.#presentation.changes(source);
    if (changes === null) this.#sendSnapshot(source, this.#presentation.refreshed(source));
    else for (const change of changes) this.#sendChange(source, change);
  }

  #sendEarlier(): void {
    if (!this.#isLive) return;
    // What is new goes first, so that the past is added to the view that the panel really has.
    this.#flush();
    const source = this.#options.source();
    const change = this.#presentation.earlier(source);
    if (change !== null) this.#sendChange(source, change);
  }

  #sendSnapshot({ session }: PanelSource, view: View): void {
    this.#revision++;
    this.#post({ kind: 'snapshot', protocol: protocolVersion, session, revision: this.#revision, view });
  }

  #sendChange({ session }: PanelSource, change: Change): void {
    this.#revision++;
    this.#post({ kind: 'change', session, revision: this.#revision, change });
  }

  #post(message: ToPanel): void {
    const { log, post } = this.#options;
    log.trace(
      () => `to panel: ${message.kind === 'change' ? message.change.kind : message.kind} ${sizeOf(message)}`,
    );
    post(message).then(undefined, (error: unknown) =>
      log.debug(`The panel could not be reached: ${describeError(error)}`),
    );
  }
}

const sizeOf = (message: unknown): number => JSON.stringify(message).length;

/** Enough to find the sender's mistake; what else is in the message stays out of the log. */
function kindOf(message: unknown): string {
  if (typeof message !== 'object' || message === null) return typeof message;
  const kind = 'kind' in message ? message.kind : undefined;
  return typeof kind === 'string' ? kind.slice(0, 50) : 'no kind';
}
