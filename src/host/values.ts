/** Small values that outlive the window. As VS Code's `Memento`. */
export interface Values {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
