/** What is pasted or dropped: images as their bytes, files of the workspace as their addresses. */
import { maxImageDataChars } from '../../src/protocol/decode.ts';
import type { ToHost } from '../../src/protocol/messages.ts';
import { number } from '../figures.ts';
import { say } from '../language.ts';
import { plainName } from '../plain-name.ts';
import { thumbnailOf } from './thumbnail.ts';

export interface TakenIn {
  readonly intents: readonly ToHost[];
  /** What could not be taken and why, one sentence; empty for nothing. */
  readonly problem: string;
}

/** As the explorer of VS Code gives them, and as browsers do. */
const addressTypes = ['application/vnd.code.uri-list', 'text/uri-list'] as const;

const mostDropped = 50;

export function addressesIn(data: DataTransfer): readonly string[] {
  for (const type of addressTypes) {
    const lines = data.getData(type).split(/\r?\n/);
    const addresses = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
    if (addresses.length > 0) return addresses.filter(({ length }) => length <= 4_000).slice(0, mostDropped);
  }
  return [];
}

export const hasImage = (data: DataTransfer): boolean => imagesIn(data).length > 0;

const imagesIn = (data: DataTransfer): readonly File[] =>
  [...data.files].filter(({ type }) => type.startsWith('image/'));

/** Must be called while the event is being handled: its data is gone afterwards. */
export function takeIn(data: DataTransfer): Promise<TakenIn> {
  const uris = addressesIn(data);
  if (uris.length > 0) return Promise.resolve({ intents: [{ kind: 'attachDropped', uris }], problem: '' });
  const images = imagesIn(data);
  const others = data.files.length - images.length;
  return readImages(images, others);
}

async function readImages(images: readonly File[], others: number): Promise<TakenIn> {
  const intents: ToHost[] = [];
  const problems = others === 0 ? [] : [say('attach.foreign')];
  for (const image of images.slice(0, mostDropped)) {
    const name = (image.name || say('attach.image')).slice(0, 300);
    if ((image.size / 3) * 4 > maxImageDataChars - 4) {
      problems.push(say('attach.tooLarge', plainName(name), number(image.size / 1_000_000)));
      continue;
    }
    const url = await dataUrlOf(image);
    if (url === null) {
      problems.push(say('attach.unreadable', plainName(name)));
      continue;
    }
    const thumbnail = await thumbnailOf(url);
    const data = url.slice(url.indexOf(',') + 1);
    intents.push({ kind: 'attachImage', name, data, ...(thumbnail === undefined ? {} : { thumbnail }) });
  }
  return { intents, problem: problems.join(' ') };
}

function dataUrlOf(file: File): Promise<string | null> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onerror = () => resolve(null);
    reader.onload = () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url === '' ? null : url);
    };
    reader.readAsDataURL(file);
  });
}
