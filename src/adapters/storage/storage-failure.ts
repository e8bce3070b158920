/** Turns errors of the file system into failures that a user can act on. */
import { type Failure, failure } from '../../core/failure.ts';
import { errorCode } from './file-system.ts';

const reasons = new Map([
  ['ENOSPC', 'The disk is full: free some space'],
  ['EDQUOT', 'Your disk quota is used up: free some space'],
  ['EROFS', 'The file system is read-only'],
  ['EACCES', 'Permission was denied: check who may write there'],
  ['EPERM', 'The operating system did not permit it: the file may be read-only or open in another program'],
  ['EBUSY', 'The file is in use by another program'],
  ['EISDIR', 'There is a folder where a file belongs'],
  ['ENOTDIR', 'There is a file where a folder belongs'],
  ['ENOENT', 'The folder is not there any more'],
  ['ELOOP', 'A symbolic link is in the way'],
  ['EEXIST', 'The name is already taken'],
  ['EMFILE', 'Too many files are open'],
  ['ENFILE', 'Too many files are open'],
  ['EIO', 'The disk reported an error'],
  ['ENAMETOOLONG', 'The path is too long'],
]);

/** `doing` completes "Could not …", for example "write the memory file". */
export function storageFailure(error: unknown, doing: string, path: string): Failure {
  const code = errorCode(error);
  const reason =
    reasons.get(code) ?? `The file system answered ${code === '' ? 'with an unknown error' : code}`;
  return failure('storage', `Could not ${doing} (${path}). ${reason}.`);
}
