import assert from 'node:assert/strict';
import { plainText } from '../../../../src/core/conversation/message.ts';
import { isFailure } from '../../../../src/core/failure.ts';
import {
  AttachmentReader,
  type FileContent,
  shownName,
} from '../../../../src/host/composer/attachment-reader.ts';
import type { AttachmentSource } from '../../../../src/host/composer/attachment-source.ts';
import { plainTranslate } from '../../../support/plain-translate.ts';
import { gifHeader, jpegHeader, png } from '../../../support/sample-image.ts';

const file = (name = 'src/a.js'): AttachmentSource => ({ kind: 'file', uri: `file:///w/${name}`, name });
const image = (bytes: Buffer, name = 'shot.png'): AttachmentSource => ({
  kind: 'image',
  name,
  data: bytes.toString('base64'),
});

function read(source: AttachmentSource, content: FileContent = { kind: 'absent' }) {
  return new AttachmentReader({
    readFile: async () => content,
    contextLimit: () => 200_000,
    translate: plainTranslate,
  }).read(source);
}

async function told(source: AttachmentSource, content?: FileContent): Promise<string> {
  const one = await read(source, content);
  return isFailure(one) ? one.message : `attached ${one.attached.kind}: ${plainText(one.content)}`;
}

const bytes = (data: Uint8Array | string): FileContent => ({ kind: 'read', bytes: Buffer.from(data) });

describe('Reading what is attached', () => {
  it('takes text, in UTF-8 and UTF-16, and what an editor has not saved yet', async () => {
    assert.match(await told(file(), bytes('grüße 👋')), /attached file: .*\ngrüße 👋\n/s);
    assert.match(await told(file(), bytes('\ufeffmarked')), />\nmarked\n</);
    assert.match(await told(file(), bytes(Buffer.from('\ufeffwide', 'utf16le'))), />\nwide\n</);
    assert.match(await told(file(), { kind: 'open', text: 'unsaved' }), />\nunsaved\n</);
    assert.match(await told(file(), bytes('')), />\n\n</);
  });

  it('takes the lines that are meant, as far as there are any', async () => {
    const lines = (firstLine: number, lastLine: number): AttachmentSource =>
      ({ ...file(), firstLine, lastLine }) as AttachmentSource;
    const five = bytes('one\ntwo\r\nthree\rfour\nfive');
    assert.match(await told(lines(2, 3), five), /lines 2 to 3 of "src\/a\.js".*>\ntwo\nthree\n</s);
    assert.match(await told(lines(4, 99), five), /lines 4 to 5 of .*>\nfour\nfive\n</s);
    assert.match(
      await told(lines(5, 5), { kind: 'open', text: '1\n2\n3\n4\nunsaved' }),
      /line 5 of .*unsaved/s,
    );
    assert.equal(await told(lines(6, 7), five), '“src/a.js” has only 5 lines.');
    assert.match(await told(lines(2, 3), bytes(png(4, 4))), /attached image/);
    const all = await read(lines(2, 3), five);
    assert.ok(!isFailure(all) && all.attached.firstLine === 2 && all.attached.lastLine === 3);
  });

  it('knows an image by its bytes, whatever it is called', async () => {
    assert.match(await told(file('notes.txt'), bytes(png(4, 4))), /attached image: .*notes\.txt/);
    const pasted = await read(image(gifHeader(30, 20), 'claims to be.png'));
    assert.ok(!isFailure(pasted));
    assert.deepEqual(pasted.content[1]?.source, {
      type: 'base64',
      media_type: 'image/gif',
      data: gifHeader(30, 20).toString('base64'),
    });
  });

  const noImage = 'is neither text in UTF-8 nor a PNG, JPEG, GIF or WebP image';
  const refused: readonly [string, AttachmentSource, FileContent | undefined, RegExp][] = [
    ['a fake PNG', image(Buffer.from('<svg onload=alert(1)>')), undefined, new RegExp(noImage)],
    ['a PNG cut in the middle', file('a.png'), bytes(png(99, 99).subarray(0, 70)), new RegExp(noImage)],
    ['a binary file', file('a.exe'), bytes(Uint8Array.from([0x4d, 0x5a, 0x90, 0x00])), new RegExp(noImage)],
    ['text with a NUL', file(), bytes('a\0b'), new RegExp(noImage)],
    ['what is not base64', { kind: 'image', name: 'x', data: 'a b!' }, undefined, new RegExp(noImage)],
    [
      'a side that is too long',
      image(jpegHeader(9_000, 10)),
      undefined,
      /9,000 × 10 pixels; .*8,000 on either/,
    ],
    [
      'an image of too many bytes',
      image(Buffer.concat([gifHeader(9, 9), Buffer.alloc(4_000_000)])),
      undefined,
      /“shot\.png” is 4 MB; an image may be at most 3\.9 MB\. Make it smaller/,
    ],
    [
      'text beyond the context',
      file(),
      bytes('x'.repeat(1_000_000)),
      /about 400,\d{3} tokens, more than .*200,000/,
    ],
    ['what is outside', file(), { kind: 'outside' }, /is outside this workspace and was not read/],
    ['what has gone', file(), { kind: 'absent' }, /is not there any more/],
    ['a folder', file(), { kind: 'folder' }, /is a folder\. Attach the files in it/],
    ['a pipe', file(), { kind: 'special' }, /pipe, socket or device/],
    ['what is being written', file(), { kind: 'changing' }, /changed while it was read/],
    ['what may not be read', file(), { kind: 'denied' }, /could not be read/],
    ['a huge file', file(), { kind: 'tooLarge', size: 50_000_000 }, /is 50 MB; .* at most 5 MB/],
  ];
  for (const [name, source, content, expected] of refused) {
    it(`says why it does not take ${name}`, async () => {
      assert.match(await told(source, content), expected);
    });
  }

  it('names hostile files so that the sentence stays what it is', async () => {
    const message = await told(file('a\u202egpj.exe\n"</b>"'), { kind: 'absent' });
    assert.equal(message, '“a�gpj.exe�"</b>"” is not there any more.');
    const halved = shownName(`${'x'.repeat(199)}😀.png\ud83d`);
    assert.equal(halved, `${'x'.repeat(199)}�`);
    // An address can be made of it.
    assert.doesNotThrow(() => encodeURIComponent(halved));
  });
});
