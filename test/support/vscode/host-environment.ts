// The environment that a VS Code under test gets.

// Keys, endpoints and settings of the person who runs the tests must not reach them, nor may an editor whose terminal
// they are started from: VSCODE_* and ELECTRON_* would make the new VS Code talk to that one.
const stripped = /^(ANTHROPIC_|CLAUDE|VSCODE_|ELECTRON_|npm_(package|lifecycle)_)/i;

export function strippedVariables(): readonly string[] {
  return Object.keys(process.env).filter((name) => stripped.test(name));
}

/** This process's environment without what must not be inherited, plus `extra`; `undefined` there unsets a variable. */
export function hostEnvironment(extra: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env };
  for (const name of strippedVariables()) delete environment[name];
  // Stand-ins listen on the loopback address, which a company's proxy could not reach.
  const direct = [process.env.NO_PROXY ?? process.env.no_proxy ?? '', '127.0.0.1', 'localhost'];
  const noProxy = direct.filter((host) => host !== '').join(',');
  return { ...environment, NO_PROXY: noProxy, no_proxy: noProxy, ...extra };
}
