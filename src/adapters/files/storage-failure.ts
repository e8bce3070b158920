/** Turns errors of the file system into failures that a user can act on. */
import { type Failure, failure } from '../../core/failure.ts';
import { type Phrase, phrase } from '../../core/phrase.ts';
import { errorCode } from './file-system.ts';

const reasons = new Map([
  ['ENOSPC', phrase`The disk is full: free some space`],
  ['EDQUOT', phrase`Your disk quota is used up: free some space`],
  ['EROFS', phrase`The file system is read-only`],
  ['EACCES', phrase`Permission was denied: check who may write there`],
  [
    'EPERM',
    phrase`The operating system did not permit it: the file may be read-only or open in another program`,
  ],
  ['EBUSY', phrase`The file is in use by another program`],
  ['EISDIR', phrase`There is a folder where a file belongs`],
  ['ENOTDIR', phrase`There is a file where a folder belongs`],
  ['ENOENT', phrase`The folder is not there any more`],
  ['ELOOP', phrase`A symbolic link is in the way`],
  ['EEXIST', phrase`The name is already taken`],
  ['EMFILE', phrase`Too many files are open`],
  ['ENFILE', phrase`Too many files are open`],
  ['EIO', phrase`The disk reported an error`],
  ['ENAMETOOLONG', phrase`The path is too long`],
]);

/** `doing` completes "Could not …", for example "write the memory file". */
export function storageFailure(error: unknown, doing: Phrase, path: string): Failure {
  const code = errorCode(error);
  const reason =
    reasons.get(code) ??
    (code === ''
      ? phrase`The file system answered with an unknown error`
      : phrase`The file system answered ${code}`);
  return failure('storage', phrase`Could not ${doing} (${path}). ${reason}.`);
}
