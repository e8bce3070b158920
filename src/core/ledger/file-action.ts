/** What a tool or a command does to a file. */

/** `written` creates a file that is not known to exist and changes one that is. */
export interface FileAction {
  readonly path: string;
  readonly effect: 'read' | 'written' | 'changed' | 'deleted';
}
