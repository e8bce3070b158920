/**
 * Does one scenario to its end: `node kill-matrix-child FOLDER SCENARIO CONTENT FAULT STATES` copies at each step what a
 * process that is killed there leaves in FOLDER to a folder of that step's number in STATES, and prints the names of all
 * steps and whether it was told of a failure. With a number in the place of STATES it ends itself with SIGKILL at that
 * step. A step is a moment at which the disk is in a state of its own: before each call that changes something, and in
 * the middle of each write.
 */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import { serialQueue } from '../../../../src/core/serial-queue.ts';
import { type FileCall, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { type FaultName, faults } from './kill-matrix-faults.ts';
import { type ScenarioName, scenarios } from './kill-matrix-scenarios.ts';
import { type ContentName, contents } from './kill-matrix-stores.ts';

const [folder = '', scenario = '', content = '', faultName = '', end = ''] = process.argv.slice(2);
const isKilled = /^\d+$/.test(end);
/** Calls that only look leave the disk as the call before them did. */
const looking = /^(lstat|realpath|list|openDirectory|file\.stat|file\.read|directory\.close)$/;
const isLooking = ({ operation, path, how }: FileCall): boolean =>
  looking.test(operation) || how === 'read' || (operation === 'makeTree' && existsSync(path));
const steps: string[] = [];

/** What is on disk now is what a kill at this step leaves: no process takes anything back when it is killed. */
function reach(step: number): void {
  if (!isKilled) cpSync(folder, join(end, String(step)), { recursive: true, preserveTimestamps: true });
  else if (step === Number(end)) die();
}
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal cannot be caught or put off; this line is not reached.
  throw new Error('still alive');
}

const fault = faults[faultName as FaultName]();
/** The step in the middle of a write, which is reached once half is written: when the next call comes. */
let halfWay: number | null = null;
/** Files of which one half of a write is written; the other half is no step of its own. */
const half = new Set<string>();

async function hook(call: FileCall) {
  const { operation, path, bytes } = call;
  if (halfWay !== null) reach(halfWay);
  halfWay = null;
  if (isLooking(call)) return;
  if (operation === 'file.write' && half.delete(path)) return fault(call);
  const name = `${operation}${path.endsWith('.tmp') ? ' (temporary)' : ''}`;
  reach(steps.push(name) - 1);
  const answer = await fault(call);
  // A write that is short anyhow is cut by the step before the next one.
  if (answer !== undefined || bytes === undefined || bytes.length < 2) return answer;
  half.add(path);
  halfWay = steps.push(`${name}, half way`) - 1;
  return { writeOnly: Math.floor(bytes.length / 2) };
}

/**
 * The same object with one call at a time: nothing is on its way to the disk while it is copied, and the steps come in one
 * order in every process.
 */
function oneByOne<T extends object>(target: T, opensAnother: readonly string[] = []): T {
  return new Proxy(target, {
    get: (_, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) =>
        queue(async () => {
          const result: unknown = await member.apply(target, args);
          return opensAnother.includes(String(name)) ? oneByOne(result as object) : result;
        });
    },
  });
}

const queue = serialQueue();
const fs = oneByOne(hookFileSystem(createNodeFileSystem(), hook), ['open', 'openDirectory']);
const isDone = await scenarios[scenario as ScenarioName].act(fs, folder, contents[content as ContentName]);
if (!isKilled) console.log(JSON.stringify({ steps, isDone }));
