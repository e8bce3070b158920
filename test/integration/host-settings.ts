// The extension's user settings. Each one that is written has VS Code save its settings and read them anew.
import * as vscode from 'vscode';

export type Settings = Readonly<Record<string, unknown>>;

const section = 'sessionMemory';

/** Sets user settings of the extension; `undefined` takes one back. What stands there already is not written again. */
export async function configure(settings: Settings): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    const configuration = vscode.workspace.getConfiguration(section);
    if (configuration.inspect(name)?.globalValue === value) continue;
    await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

/** Sets these and takes back every other, whatever an earlier test has left. */
export const configureOnly = (settings: Settings): Promise<void> =>
  configure({ ...Object.fromEntries(settingNames().map((name) => [name, undefined])), ...settings });

function settingNames(): readonly string[] {
  const manifest: Manifest = vscode.extensions.getExtension(
    'session-memory.claude-session-memory',
  )?.packageJSON;
  const names = Object.keys(manifest.contributes.configuration.properties);
  return names.map((name) => name.slice(`${section}.`.length));
}

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: object } };
}
