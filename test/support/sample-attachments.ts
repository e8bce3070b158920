/** Attachments as the host makes them. */
import assert from 'node:assert/strict';
import { type Attachment, attachImage, attachText } from '../../src/core/conversation/attachment.ts';
import { readImage } from '../../src/core/conversation/image.ts';
import { png } from './sample-image.ts';

export const attachedFile = (name: string, content: string): Attachment =>
  attachText({ kind: 'file', name, text: content });

export function attachedPicture(name: string, width = 56, height = 28): Attachment {
  const data = png(width, height).toString('base64');
  const facts = readImage(data);
  assert.ok(facts !== null);
  return attachImage(name, data, facts);
}
