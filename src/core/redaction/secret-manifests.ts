/** The values of a Kubernetes `Secret`, whatever their names: in base64 under `data`, as they are under `stringData`. */
import { markOpening } from './redaction-marks.ts';
import { type Found, positionsOf, type Subject } from './subject.ts';

const kind = /^\s*(?:kind:|"kind":) ?["']?Secret["']?,?\s*$/;
const block = /^(\s*)(?:-\s)?(?:data|stringData):\s*$/;
const entry = /^(\s+)[\w.-]{1,100}:\s{1,4}["']?([^\s"'|>{][^\n"']{2,4000})/d;
const farthest = 8_000;

export const findInManifests = (subject: Subject): readonly Found[] => {
  const found: Found[] = [];
  let done = 0;
  for (const at of positionsOf(subject, 'Secret')) {
    if (at < done) continue;
    const lineStart = Math.max(0, at - 20);
    const line =
      subject
        .slice(lineStart, at + 9)
        .split('\n')
        .find((part) => part.includes('Secret')) ?? '';
    if (!kind.test(line)) continue;
    const from = Math.max(done, at - 2_000);
    found.push(...valuesOf(subject.slice(from, at + farthest), from));
    done = at + farthest;
  }
  return found;
};

function valuesOf(text: string, from: number): readonly Found[] {
  const found: Found[] = [];
  let indentation = -1;
  let at = from;
  for (const line of text.split('\n')) {
    const opened = block.exec(line);
    const values = indentation < 0 ? null : entry.exec(line);
    if (opened !== null) indentation = (opened[1] ?? '').length;
    else if (values !== null && (values[1] ?? '').length > indentation) {
      const [start, end] = values.indices?.[2] ?? [0, 0];
      if (!line.slice(start).startsWith(markOpening))
        found.push({ from: at + start, to: at + end, kind: 'key' });
    } else if (line.trim() !== '' && line.search(/\S/) <= indentation) indentation = -1;
    at += line.length + 1;
  }
  return found;
}
