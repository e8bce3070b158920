/** Says that something may have changed: to the panels at once, to everybody else at a bearable rate. */
import * as vscode from 'vscode';
import type { Clock } from '../core/ports/clock.ts';
import type { Disposable } from './disposables.ts';
import { Throttle } from './throttle.ts';

const everyMs = 33;

export class Pulse implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #settled = new vscode.EventEmitter<void>();
  readonly #throttle: Throttle;

  /** Fires at every change, so listeners must be cheap. */
  readonly onChange = this.#changed.event;
  /** Fires at most about thirty times a second, and always after the last change. */
  readonly onSettled = this.#settled.event;

  constructor(clock: Clock) {
    this.#throttle = new Throttle(everyMs, clock, () => this.#settled.fire());
  }

  fire(): void {
    this.#changed.fire();
    this.#throttle.request();
  }

  dispose(): void {
    this.#throttle.cancel();
    this.#changed.dispose();
    this.#settled.dispose();
  }
}
