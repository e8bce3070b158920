// A command of a run that prints where we print, and that ends when we end.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endWithProcess } from '../vscode/cleanup.ts';

export interface ChildOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly shell?: boolean;
}

/** Resolves with the exit code, which is 1 for a command that a signal has ended. */
export async function runChild(
  command: string,
  args: readonly string[],
  { env, shell = false }: ChildOptions,
): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env, shell });
  // Ctrl+C reaches the child from the terminal; a signal to this process alone is passed on.
  const ended = once(child, 'exit');
  const forget = endWithProcess({
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    stopNow: () => child.kill('SIGKILL'),
  });
  const [code] = await ended;
  await forget();
  return typeof code === 'number' ? code : 1;
}
