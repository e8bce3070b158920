/** An image made small, by the page that was given its bytes. */
import { thumbnail } from '../../src/protocol/decode-view.ts';

/** Twice what is shown, for dense screens. */
const sidePx = 64;
/** More pixels than this are not decoded for a picture of that size: a small file can claim any number. */
const mostPixels = 64_000_000;
/** Scripts and references are no part of these. */
const plainImage = /^data:image\/(?:png|jpeg|gif|webp);base64,/;

/** A `data:` address; undefined for what is no picture, or none that can be made small. */
export async function thumbnailOf(dataUrl: string): Promise<string | undefined> {
  if (!plainImage.test(dataUrl)) return undefined;
  const image = new Image();
  const isLoaded = await new Promise<boolean>((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
    image.src = dataUrl;
  });
  const { naturalWidth: width, naturalHeight: height } = image;
  if (!isLoaded || width * height === 0 || width * height > mostPixels) return undefined;
  const shrink = Math.min(1, sidePx / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * shrink));
  canvas.height = Math.max(1, Math.round(height * shrink));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return thumbnail(canvas.toDataURL('image/webp', 0.8));
}
