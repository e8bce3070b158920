/** `vscode.l10n.t`, handed in so that the code which words things runs without VS Code. `{0}` stands for the first argument. */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
