/**
 * One line of a transcript file: an envelope with a checksum around one value. The checksum tells a whole record from
 * one that was cut, or into which another was spliced, even where the rest still happens to be JSON.
 */
import { createHash } from 'node:crypto';
import type { Json } from '../../core/conversation/message.ts';

export interface Envelope {
  /** How many records the file held once this line was written; header lines and pieces of answers do not count. */
  readonly seq: number;
  readonly data: Json;
}

export interface DecodedLine {
  readonly envelopes: readonly Envelope[];
  /** True when a part of the line, or all of it, could not be used. */
  readonly isDamaged: boolean;
}

const version = 1;
/** Where a record begins. Inside a JSON string the quotes would be escaped, so it cannot be mistaken for text. */
const recordStart = /\{"v":\d+,"seq":(\d+),"size":(\d+),"sum":"([0-9a-f]{8})","data":/g;

const sumOf = (json: string): string => createHash('sha256').update(json).digest('hex').slice(0, 8);

/** The line with its line feed. JSON has no raw line feeds, so a line is a record. */
export function encodeLine(seq: number, data: unknown): string {
  const json = JSON.stringify(data);
  return `{"v":${version},"seq":${seq},"size":${json.length},"sum":"${sumOf(json)}","data":${json}}\n`;
}

function parse(json: string): Json | undefined {
  try {
    return JSON.parse(json) as Json;
  } catch {
    return undefined;
  }
}

/** Takes back the whole records of a line, also of one in which several ended up by a crash or a second writer. */
export function decodeLine(line: string): DecodedLine {
  const envelopes: Envelope[] = [];
  let isDamaged = false;
  let end = 0;
  for (const start of line.matchAll(recordStart)) {
    // A record that quotes another one as an object: the inner one is content.
    if (start.index < end) continue;
    const from = start.index + start[0].length;
    const to = from + Number(start[2]);
    const json = line.slice(from, to);
    const data = line[to] === '}' && sumOf(json) === start[3] ? parse(json) : undefined;
    if (data === undefined) continue;
    isDamaged ||= !isBlank(line.slice(end, start.index));
    envelopes.push({ seq: Number(start[1]), data });
    end = to + 1;
  }
  return { envelopes, isDamaged: isDamaged || !isBlank(line.slice(end)) };
}

/** A blank line is no damage: it remains where a line feed was put before a line to be safe. */
const isBlank = (text: string): boolean => text.trim() === '';
