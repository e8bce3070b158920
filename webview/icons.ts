/** The panel's own few pictures, drawn on a 16 × 16 grid in the colour of the text. */
export type IconName =
  | 'copy'
  | 'insert'
  | 'newFile'
  | 'check'
  | 'close'
  | 'info'
  | 'warning'
  | 'error'
  | 'down'
  | 'compact'
  | 'tool'
  | 'lock'
  | 'offline'
  | 'key'
  | 'edit'
  | 'retry'
  | 'previous'
  | 'next'
  | 'attach'
  | 'file'
  | 'add'
  | 'image'
  | 'selection'
  | 'send'
  | 'stop'
  | 'options'
  | 'update'
  | 'changes'
  | 'memory'
  | 'more';

const outlines: { readonly [K in IconName]: readonly string[] } = {
  copy: ['M5.5 5.5h7v8h-7z', 'M10.5 5.5v-3h-7v8h2'],
  insert: ['M2.5 3h11', 'M2.5 13h11', 'M2.5 8h6.5', 'M13.5 8h-3', 'M11.5 5.8L9.3 8l2.2 2.2'],
  newFile: ['M3.5 1.5h6l3 3v10h-9z', 'M9.5 1.5v3h3', 'M8 7v5', 'M5.5 9.5h5'],
  check: ['M3 8.5l3.2 3.2L13 4.8'],
  close: ['M4 4l8 8', 'M12 4l-8 8'],
  info: ['M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13z', 'M8 7v4.5', 'M8 4.4v.9'],
  warning: ['M8 2l6.5 11.5h-13z', 'M8 6.5v3.6', 'M8 11.3v.9'],
  error: ['M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13z', 'M5.7 5.7l4.6 4.6', 'M10.3 5.7l-4.6 4.6'],
  down: ['M8 3v9.5', 'M4 8.7l4 4l4-4'],
  compact: ['M3 8h10', 'M8 1.5v4', 'M6 3.8l2 2l2-2', 'M8 14.5v-4', 'M6 12.2l2-2l2 2'],
  tool: ['M2.5 4.5l3.5 3.5l-3.5 3.5', 'M8 12h5.5'],
  lock: ['M3.5 7.5h9v6h-9z', 'M5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2'],
  offline: ['M2 5.8a9 9 0 0 1 12 0', 'M4.3 8.4a5.6 5.6 0 0 1 7.4 0', 'M8 11.6v.8', 'M2.5 13.5l11-11'],
  edit: ['M10.5 3l2.5 2.5l-7 7l-3.2.7l.7-3.2z', 'M9 4.5l2.5 2.5'],
  retry: ['M13 8a5 5 0 1 1-1.6-3.7', 'M13 2.2v3h-3'],
  previous: ['M10 3.5L5.5 8l4.5 4.5'],
  next: ['M6 3.5L10.5 8L6 12.5'],
  key: ['M5 8a3 3 0 1 1 0 6a3 3 0 0 1 0-6z', 'M7.2 8.8l6.3-6.3', 'M10.5 5.5l2 2'],
  file: ['M3.5 1.5h6l3 3v10h-9z', 'M9.5 1.5v3h3'],
  attach: ['M13 7l-5.3 5.3a3 3 0 0 1-4.2-4.2l5.6-5.6a2 2 0 0 1 2.8 2.8l-5.4 5.4a1 1 0 0 1-1.4-1.4l4.6-4.6'],
  add: ['M8 3v10', 'M3 8h10'],
  image: ['M2.5 3h11v10h-11z', 'M2.5 11l3.2-3.5l2.8 3l1.8-1.8l3.2 3.3', 'M10.2 5.6a.9.9 0 1 1 0 .1z'],
  send: ['M8 13V3.2', 'M3.8 7.2L8 3l4.2 4.2'],
  stop: ['M4.5 4.5h7v7h-7z'],
  options: ['M2.5 5h5.2', 'M11.3 5h2.2', 'M9.5 3.2v3.6', 'M2.5 11h2.2', 'M8.3 11h5.2', 'M6.5 9.2v3.6'],
  update: [
    'M13 6.6A5.2 5.2 0 0 0 3.6 5',
    'M3.4 2v3.2h3.2',
    'M3 9.4a5.2 5.2 0 0 0 9.4 1.6',
    'M12.6 14v-3.2H9.4',
  ],
  changes: ['M2.5 2.5h11v11h-11z', 'M5.5 6h5', 'M8 3.5v5', 'M5.5 11h5'],
  memory: ['M4 1.5h9v13H4z', 'M2.5 4.5H4', 'M2.5 8H4', 'M2.5 11.5H4', 'M7 5h3.5', 'M7 8h3.5'],
  more: ['M3.5 6L8 10.5L12.5 6'],
  selection: ['M3 4h10', 'M3 8h6', 'M3 12h8', 'M12 6.5v5'],
};

const namespace = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const outline of outlines[name]) {
    const path = document.createElementNS(namespace, 'path');
    path.setAttribute('d', outline);
    svg.append(path);
  }
  return svg;
}
