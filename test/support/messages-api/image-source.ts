/** What the API makes of an image: which it takes, and what it counts for it. Reads the bytes by itself. */
import { reject } from './api-error.ts';
import { type Check, isObject, oneOf, string } from './check.ts';

const mostBytes = 5_242_880;
const longestSide = 8_000;

const magic: readonly (readonly [type: string, test: (bytes: Buffer) => boolean])[] = [
  ['image/png', (bytes) => bytes.subarray(1, 4).toString('latin1') === 'PNG'],
  ['image/jpeg', (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8],
  ['image/gif', (bytes) => bytes.subarray(0, 3).toString('latin1') === 'GIF'],
  ['image/webp', (bytes) => bytes.subarray(8, 12).toString('latin1') === 'WEBP'],
];

/** Other sources than base64 are taken as they are. */
export const imageSource: Check = (value, path) => {
  if (!isObject(value)) reject(path, 'Input should be a valid dictionary');
  if (value.type !== 'base64') return;
  oneOf(...magic.map(([type]) => type))(value.media_type, `${path}.media_type`);
  string(value.data, `${path}.data`);
  const data = String(value.data);
  const field = `${path}.base64`;
  if (data.length > mostBytes)
    reject(field, `image exceeds 5 MB maximum: ${data.length} bytes > ${mostBytes} bytes`);
  if (/[^A-Za-z0-9+/=]/.test(data) || data.length % 4 !== 0) reject(field, 'invalid base64 data');
  const bytes = Buffer.from(data, 'base64');
  const type = magic.find(([, test]) => test(bytes))?.[0];
  if (type === undefined) reject(field, 'Could not process image');
  if (type !== value.media_type) {
    const claimed = `the image was specified using the ${String(value.media_type)} media type`;
    reject(field, `${claimed}, but the image appears to be a ${type} image`);
  }
  if (type !== 'image/png') return;
  if (!bytes.includes('IDAT') || !bytes.includes('IEND')) reject(field, 'Could not process image');
  if (Math.max(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) > longestSide)
    reject(field, `At least one of the image dimensions exceed max allowed size: ${longestSide} pixels`);
};

/** Tokens of an image by its size; the most that one can have where that is not known. */
export function imageSourceTokens(source: unknown): number {
  const data = isObject(source) && typeof source.data === 'string' ? source.data : '';
  const head = Buffer.from(data.slice(0, 64), 'base64');
  if (head.subarray(1, 4).toString('latin1') !== 'PNG') return 1_600;
  const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)];
  const scale = Math.min(1, 2_576 / Math.max(width, height));
  const patches = Math.ceil((width * scale) / 28) * Math.ceil((height * scale) / 28);
  return Math.min(4_784, patches);
}
