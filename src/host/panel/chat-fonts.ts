/** The fonts that VS Code's own chat uses, so that both look alike; read at first use and again when they change. */
import * as vscode from 'vscode';
import type { Fonts } from '../../protocol/view.ts';
import type { Disposable } from '../disposables.ts';

const section = 'chat';
const names = { family: 'fontFamily', size: 'fontSize' } as const;
/** Pixels, as VS Code allows them; a workspace may say anything. */
const [smallest, largest] = [6, 100];
const maxFamilyChars = 1_000;

export class ChatFonts implements Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  #fonts: Fonts | null = null;

  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!Object.values(names).some((name) => event.affectsConfiguration(`${section}.${name}`))) return;
      this.#fonts = null;
      this.#changed.fire();
    });
  }

  get fonts(): Fonts {
    this.#fonts ??= readFonts();
    return this.#fonts;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}

function readFonts(): Fonts {
  const settings = vscode.workspace.getConfiguration(section);
  const family = settings.get<unknown>(names.family);
  const size = settings.get<unknown>(names.size);
  const isFamily = typeof family === 'string' && family !== '' && family !== 'default';
  return {
    ...(isFamily && family.length <= maxFamilyChars && { family }),
    ...(typeof size === 'number' && size >= smallest && size <= largest && { size }),
  };
}
