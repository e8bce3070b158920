/** Puts the composer's host side together. */
import type * as vscode from 'vscode';
import { contextLimit } from '../../core/limits.ts';
import type { Clock } from '../../core/ports.ts';
import { translate } from '../localize.ts';
import type { SessionShelf } from '../session-shelf.ts';
import { AttachmentReader } from './attachment-reader.ts';
import { ComposerActions, type ComposerActionsOptions } from './composer-actions.ts';
import { Outbox } from './outbox.ts';
import { SelectionOffer } from './selection-offer.ts';
import { type ReadLocalFile, WorkspaceFiles } from './workspace-files.ts';

export interface ComposerParts extends Omit<ComposerActionsOptions, 'outbox' | 'files'> {
  /** Outlives the window. */
  readonly values: vscode.Memento;
  readonly readLocal: ReadLocalFile;
  readonly shelf: SessionShelf;
  readonly clock: Clock;
}

/** Whether the selection goes along is remembered: who has switched it off once has done so for good. */
const followKey = 'followSelection';

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
  const isFollowed = (): boolean => values.get<unknown>(followKey) !== false;
  const offer: SelectionOffer = new SelectionOffer(isFollowed(), () => {
    if (offer.isFollowed !== isFollowed()) void values.update(followKey, offer.isFollowed);
    onChange();
  });
  const outbox = new Outbox({ reader, offer, shelf, onChange });
  return { outbox, composer: new ComposerActions({ ...parts, outbox, files }) };
}
