import assert from 'node:assert/strict';
import fc from 'fast-check';
import { imageBlockTokens, imageTokens, readImage } from '../../../../src/core/conversation/image.ts';
import { gifHeader, jpegHeader, png, webpHeader } from '../../../support/sample-image.ts';

const base64 = (bytes: Buffer): string => bytes.toString('base64');

describe('Reading an image', () => {
  const known: readonly [string, Buffer, string, number, number][] = [
    ['PNG', png(31, 7), 'image/png', 31, 7],
    ['PNG with something behind its end', Buffer.concat([png(3, 4), Buffer.alloc(100)]), 'image/png', 3, 4],
    ['GIF', gifHeader(640, 480), 'image/gif', 640, 480],
    ['JPEG', jpegHeader(4_032, 3_024), 'image/jpeg', 4_032, 3_024],
    ['JPEG with a large segment first', jpegHeader(12, 9_000, 60_000), 'image/jpeg', 12, 9_000],
    ['lossy WebP', webpHeader('VP8 ', 800, 600), 'image/webp', 800, 600],
    ['lossless WebP', webpHeader('VP8L', 16_000, 5), 'image/webp', 16_000, 5],
    ['extended WebP', webpHeader('VP8X', 20_000, 30), 'image/webp', 20_000, 30],
  ];
  for (const [name, bytes, mediaType, width, height] of known) {
    it(`finds type and size of a ${name}`, () => {
      assert.deepEqual(readImage(base64(bytes)), { mediaType, width, height });
    });
  }

  const refused: readonly [string, Buffer | string][] = [
    ['text that is called an image', Buffer.from('I am no PNG at all, whatever my name says.')],
    ['a PNG that was cut', png(300, 300).subarray(0, 60)],
    ['a PNG without size', png(0, 0)],
    ['a WebP that was cut', webpHeader('VP8X', 5, 5).subarray(0, 33)],
    ['a JPEG without a picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['a JPEG whose segments lead nowhere', Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0, 0, 0])],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', ''],
    ['what is not base64', 'iVBORw0KGgo…not base64…'],
  ];
  for (const [name, given] of refused) {
    it(`takes no ${name}`, () => {
      assert.equal(readImage(typeof given === 'string' ? given : base64(given)), null);
    });
  }

  it('answers anything at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(png, gifHeader), (noise, make) => {
        const spoilt = Buffer.concat([make(9, 9).subarray(0, noise.length % 30), noise]);
        const facts = readImage(base64(spoilt));
        assert.ok(facts === null || (facts.width > 0 && facts.height > 0));
      }),
    );
  });
});

describe('The tokens of an image', () => {
  const sizes: readonly [width: number, height: number, tokens: number][] = [
    [1, 1, 1],
    [28, 28, 1],
    [29, 28, 2],
    [1_000, 1_000, 36 * 36],
    [1_092, 1_092, 39 * 39],
    [1_568, 100, 56 * 4],
    [2_576, 1_449, 92 * 52],
    [8_000, 8_000, 4_784],
    [8_000, 100, 92 * 2],
  ];
  for (const [width, height, tokens] of sizes) {
    it(`are ${tokens} at ${width} × ${height}`, () => {
      assert.equal(imageTokens(width, height), tokens);
    });
  }

  it('are read from the block, and the most there can be where that is not possible', () => {
    const block = (data: string) => ({ type: 'image', source: { type: 'base64', data } });
    assert.equal(imageBlockTokens(block(base64(png(56, 28)))), 2);
    assert.equal(imageBlockTokens(block('')), 4_784);
    assert.equal(imageBlockTokens({ type: 'image', source: { type: 'url', url: 'x' } }), 4_784);
  });
});
