/**
 * Puts a text into the user's language, as `localize.ts` does with VS Code's help; handed in so that the code which
 * words things runs without VS Code. `{0}` stands for the first value; a number is written as the language has it.
 */
export type Translate = (message: string, ...values: (string | number | boolean)[]) => string;
