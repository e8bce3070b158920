/** Colours for finished code blocks, as runs of text with class names: no HTML string is made on the way. */
import type { Emitter } from 'highlight.js';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

/** A run of code and the classes that colour it, outermost first. */
export interface Run {
  readonly text: string;
  readonly classes: readonly string[];
}

/** In UTF-16 units: colouring more than this would be felt. */
const maxChars = 50_000;

/** Gathers runs instead of HTML. */
class RunEmitter implements Emitter {
  readonly runs: Run[] = [];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    if (text !== '') this.runs.push({ text, classes: [...this.#scopes] });
  }

  startScope(scope: string): void {
    this.#scopes.push(classOf(scope));
  }

  endScope(): void {
    this.#scopes.pop();
  }

  /** The library uses the older names of the two as well. */
  openNode(scope: string): void {
    this.startScope(scope);
  }

  closeNode(): void {
    this.endScope();
  }

  /** The code of another language inside this one. */
  __addSublanguage(inner: Emitter): void {
    if (!(inner instanceof RunEmitter)) return;
    for (const run of inner.runs) this.runs.push({ ...run, classes: [...this.#scopes, ...run.classes] });
  }

  finalize(): void {}

  /** The library asks for a string of HTML; nobody here wants one. */
  toHTML(): string {
    return '';
  }
}

/** `title.function` and the like are coloured by their first word. */
const classOf = (scope: string): string => `hljs-${scope.split('.', 1)[0] ?? ''}`.replaceAll(/[^\w-]/g, '');

hljs.configure({ __emitter: RunEmitter });
const languages = { bash, c, cpp, csharp, css, diff, go, java, javascript, json, markdown, python, ruby };
const more = { rust, sql, typescript, xml, yaml };
for (const [name, grammar] of Object.entries({ ...languages, ...more })) hljs.registerLanguage(name, grammar);

/** The runs of `code`, or null when its language is unknown or it is too long to be coloured. */
export function highlight(code: string, language: string): readonly Run[] | null {
  if (code.length > maxChars || hljs.getLanguage(language) === undefined) return null;
  const result = hljs.highlight(code, { language, ignoreIllegals: true });
  const emitter: unknown = result._emitter;
  // After an error inside the library the runs may lack the end of the code.
  return emitter instanceof RunEmitter && result.errorRaised === undefined ? emitter.runs : null;
}
