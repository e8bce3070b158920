/** What all elements of the panel that follow its state have in common. */
import { effect } from '@preact/signals-core';

/** An element that follows signals while it is on the page, and lets go of everything when it leaves. */
export abstract class LiveElement extends HTMLElement {
  readonly #release: (() => void)[] = [];

  connectedCallback(): void {
    this.start();
  }

  disconnectedCallback(): void {
    for (const release of this.#release.splice(0).reverse()) release();
  }

  /** Builds and wires the element; runs each time it enters the page. */
  protected abstract start(): void;

  /** Runs `follow` now and whenever a signal that it read changes; a function that it answers cleans up before that. */
  protected watch(follow: () => (() => void) | undefined): void {
    this.#release.push(effect(follow));
  }

  protected whenGone(release: () => void): void {
    this.#release.push(release);
  }
}
