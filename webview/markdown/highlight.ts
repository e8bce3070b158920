/** Colours for finished code blocks, as runs of text with class names: no HTML string is made on the way. */
import type { Emitter } from 'highlight.js';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import graphql from 'highlight.js/lib/languages/graphql';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import lua from 'highlight.js/lib/languages/lua';
import makefile from 'highlight.js/lib/languages/makefile';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
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
const common = { bash, c, cpp, csharp, css, diff, go, java, javascript, json, markdown, python, ruby, rust };
const more = { sql, typescript, xml, yaml, dockerfile, graphql, ini, kotlin, lua, makefile, php, powershell };
const languages = { ...common, ...more, shell, swift };
for (const [name, grammar] of Object.entries(languages)) hljs.registerLanguage(name, grammar);
// Names by which fences call them and the library does not.
hljs.registerAliases(['shellscript', 'ksh', 'fish'], { languageName: 'bash' });
hljs.registerAliases(['jsonl', 'json5'], { languageName: 'json' });

/** The runs of `code`, or null when its language is unknown or it is too long to be coloured. */
export function highlight(code: string, language: string): readonly Run[] | null {
  if (code.length > maxChars || hljs.getLanguage(language) === undefined) return null;
  const result = hljs.highlight(code, { language, ignoreIllegals: true });
  const emitter: unknown = result._emitter;
  // After an error inside the library the runs may lack the end of the code.
  return emitter instanceof RunEmitter && result.errorRaised === undefined ? emitter.runs : null;
}
