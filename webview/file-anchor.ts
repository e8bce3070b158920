/** What leads to a file of the workspace: no address of its own, since a click or Enter asks the host. */
import { intend } from './intent.ts';
import { make } from './make.ts';
import type { FileLink } from './markdown/file-link.ts';
import { plainName } from './plain-name.ts';

export function fileAnchor({ path, line }: FileLink, ...children: readonly Node[]): HTMLElement {
  const anchor = make('a', { class: 'file-link', role: 'link' }, ...children);
  anchor.tabIndex = 0;
  anchor.title = plainName(line === undefined ? path : `${path}:${line}`);
  const open = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
    intend(anchor, { kind: 'openFile', path, ...(line === undefined ? {} : { line }) });
  };
  anchor.addEventListener('click', open);
  anchor.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') open(event);
  });
  return anchor;
}
