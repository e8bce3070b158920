/** Puts the composer's host side together. */
import type * as vscode from 'vscode';
import { contextLimit } from '../../core/limits.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { SessionShelf } from '../../core/ports/session-shelf.ts';
import { translate } from '../localize.ts';
import { AttachmentReader } from './attachment-reader.ts';
import { ComposerActions, type ComposerActionsOptions } from './composer-actions.ts';
import { Outbox } from './outbox.ts';
import { readOfferMemory, SelectionOffer } from './selection-offer.ts';
import { type ReadLocalFile, WorkspaceFiles } from './workspace-files.ts';

export interface ComposerParts extends Omit<ComposerActionsOptions, 'outbox' | 'files'> {
  /** Outlives the window. */
  readonly values: vscode.Memento;
  readonly readLocal: ReadLocalFile;
  readonly shelf: SessionShelf;
  readonly clock: Clock;
}

/** Whether the selection goes along is remembered: who has switched it off once has done so for good. */
const offerKey = 'selectionOffer';

export function startComposer(parts: ComposerParts): {
  readonly outbox: Outbox;
  readonly composer: ComposerActions;
} {
  const { values, readLocal, shelf, clock, configuration, onChange } = parts;
  const files = new WorkspaceFiles(readLocal, clock.now);
  const reader = new AttachmentReader({
    readFile: (uri) => files.read(uri),
    contextLimit: () => contextLimit(configuration.settings.session),
    translate,
  });
  let kept = readOfferMemory(values.get(offerKey));
  const offer: SelectionOffer = new SelectionOffer(kept, () => {
    const { isFollowed, doneWith } = offer.memory;
    if (isFollowed !== kept.isFollowed || doneWith !== kept.doneWith) {
      kept = { isFollowed, doneWith };
      void values.update(offerKey, kept);
    }
    onChange();
  });
  const outbox = new Outbox({ reader, offer, shelf, onChange });
  return { outbox, composer: new ComposerActions({ ...parts, outbox, files }) };
}
