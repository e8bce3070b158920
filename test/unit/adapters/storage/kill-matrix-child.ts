/**
 * Does one scenario and ends itself with SIGKILL at one step of it: `node kill-matrix-child FOLDER SCENARIO CONTENT FAULT
 * STEP`. With step -1 it runs to the end and prints the names of all steps and whether it was told of a failure. A step is
 * a moment at which the disk is in a state of its own: before each call that changes something, and in the middle of
 * each write.
 */
import { existsSync } from 'node:fs';
import { createNodeFileSystem } from '../../../../src/adapters/files/file-system.ts';
import { type FileCall, hookFileSystem } from '../../../support/stores/hooked-file-system.ts';
import { type FaultName, faults } from './kill-matrix-faults.ts';
import { type ScenarioName, scenarios } from './kill-matrix-scenarios.ts';
import { type ContentName, contents } from './kill-matrix-stores.ts';

const [folder = '', scenario = '', content = '', faultName = '', wanted = ''] = process.argv.slice(2);
const stopAt = Number(wanted);
/** Calls that only look leave the disk as the call before them did. */
const looking = /^(lstat|realpath|list|openDirectory|file\.stat|file\.read|directory\.close)$/;
const isLooking = ({ operation, path, how }: FileCall): boolean =>
  looking.test(operation) || how === 'read' || (operation === 'makeTree' && existsSync(path));
const steps: string[] = [];

function reach(name: string): boolean {
  steps.push(name);
  return steps.length - 1 === stopAt;
}
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal cannot be caught or put off; this line is not reached.
  throw new Error('still alive');
}

const fault = faults[faultName as FaultName]();
let isLast = false;
async function hook(call: FileCall) {
  const { operation, path, bytes } = call;
  if (isLast) die();
  if (isLooking(call)) return;
  const name = `${operation}${path.endsWith('.tmp') ? ' (temporary)' : ''}`;
  if (reach(name)) die();
  const answer = await fault(call);
  // A write that is short anyhow is cut by the step before the next one.
  if (answer !== undefined || bytes === undefined || bytes.length < 2) return answer;
  if (!reach(`${name}, half way`)) return;
  // The next call, which finishes the write, finds the process dead.
  isLast = true;
  return { writeOnly: Math.floor(bytes.length / 2) };
}

const fs = hookFileSystem(createNodeFileSystem(), hook);
const isDone = await scenarios[scenario as ScenarioName].act(fs, folder, contents[content as ContentName]);
if (stopAt === -1) console.log(JSON.stringify({ steps, isDone }));
