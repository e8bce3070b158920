/** The composer's part of the view. */

import { charactersPerToken } from '../../core/conversation/tokens.ts';
import type { Attached } from '../../core/conversation/transcript.ts';
import { modelFacts } from '../../core/models/model-facts.ts';
import type { SessionSettings } from '../../core/settings.ts';
import type { Attachment, Composer, FoundFiles, OfferedSelection } from '../../protocol/view.ts';
import type { PendingAttachment } from './attachment-list.ts';
import { type LineRange, thumbnailField } from './attachment-source.ts';
import type { Offer } from './selection-offer.ts';

export interface ComposerSource {
  readonly attachments: readonly PendingAttachment[];
  readonly offer: Offer | null;
  readonly found: FoundFiles | null;
  readonly settings: SessionSettings;
}

export function presentComposer({ attachments, offer, found, settings }: ComposerSource): Composer {
  const facts = modelFacts(settings.model);
  return {
    attachments: attachments.map(presentPending),
    selection: offer === null || isPinned(offer, attachments) ? null : presentOffer(offer),
    found,
    effort: settings.effort,
    hasEffort: facts.defaultEffort !== null || !facts.known,
    autoCompact: settings.autoCompact,
    memoryEnabled: settings.memoryEnabled,
  };
}

/** Where the same lines stay attached anyway, there is nothing to offer. */
const isPinned = ({ selected }: Offer, attachments: readonly PendingAttachment[]): boolean =>
  attachments.some(
    ({ source }) =>
      source.kind === 'selection' &&
      source.name === selected.name &&
      source.firstLine === selected.firstLine &&
      source.lastLine === selected.lastLine &&
      source.text.length === selected.length,
  );

const presentOffer = (offer: Offer): OfferedSelection => ({
  attachment: selectionChip(offer),
  isAttached: offer.isAttached,
});

/** As it is shown with a message that has been sent. */
export function presentAttached(attached: readonly Attached[], of: string): readonly Attachment[] {
  return attached.map((one, index) => ({ id: `${of}.${index}`, ...withoutBlocks(one) }));
}

const withoutBlocks = ({ blocks: _blocks, ...facts }: Attached): Omit<Attached, 'blocks'> => facts;

function presentPending({ id, source, attached, problem }: PendingAttachment): Attachment {
  const { kind, name } = source;
  return {
    id,
    ...(attached === null
      ? { kind, name: clipped(name), ...linesOf(source), tokens: 0 }
      : withoutBlocks(attached)),
    ...(source.kind === 'image' && thumbnailField(source.thumbnail)),
    ...(attached === null && problem === null ? { isReading: true } : {}),
    ...(problem === null ? {} : { problem }),
  };
}

function linesOf(source: PendingAttachment['source']): LineRange {
  if (source.kind === 'image' || source.firstLine === undefined) return {};
  const { firstLine, lastLine = firstLine } = source;
  return { firstLine, lastLine };
}

/** The panel's decoder refuses what is longer. */
const clipped = (name: string): string => name.slice(0, 300);

/** What it costs is told by its length, so that selecting a large file costs nothing. */
const selectionChip = ({ selected }: Offer): Attachment => ({
  id: 'selection',
  kind: 'selection',
  name: clipped(selected.name),
  firstLine: selected.firstLine,
  lastLine: selected.lastLine,
  tokens: Math.ceil(selected.length / charactersPerToken),
});
