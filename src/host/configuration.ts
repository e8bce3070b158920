/** The settings as VS Code has them now; read at first use and again when they change. */
import * as vscode from 'vscode';
import type { Disposable } from './disposables.ts';
import type { Log } from './log.ts';
import { type HostSettings, readSettings, type SettingName, sectionName } from './settings.ts';

export class Configuration implements Disposable {
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  #settings: HostSettings | null = null;

  readonly onDidChange = this.#changed.event;

  constructor(log: Log) {
    this.#log = log;
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(sectionName)) return;
      this.#settings = null;
      this.#changed.fire();
    });
  }

  get settings(): HostSettings {
    this.#settings ??= this.#read();
    return this.#settings;
  }

  /** Into the user's settings; into the workspace's where it already says something else, which would win. */
  async write(name: SettingName, value: boolean | string): Promise<void> {
    const section = vscode.workspace.getConfiguration(sectionName);
    const inWorkspace = section.inspect(name)?.workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await section.update(name, value, target);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }

  #read(): HostSettings {
    const section = vscode.workspace.getConfiguration(sectionName);
    const { settings, problems } = readSettings((name) => section.get(name));
    for (const problem of problems) this.#log.warn(problem);
    return settings;
  }
}
