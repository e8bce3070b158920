/** Collects what must be taken back, in one place and in reverse order. */
export interface Disposable {
  dispose(): unknown;
}

export class Disposables implements Disposable {
  #items: Disposable[] = [];
  #isDisposed = false;

  /** Returns its argument. What is added to a list that is already dead is disposed at once. */
  add<T extends Disposable>(item: T): T {
    if (this.#isDisposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#isDisposed = true;
    const items = this.#items.reverse();
    this.#items = [];
    for (const item of items) item.dispose();
  }
}
