/** What a screen reader is told about a change: what has ended and what went wrong, never the tokens in between. */
import type {
  AnswerItem,
  Composer,
  Item,
  MessageVersions,
  Turn,
  UserItem,
  View,
} from '../../src/protocol/view.ts';
import { attachedWords } from '../composer/attached-words.ts';
import { say } from '../language.ts';
import { answerNote, compactionName, isTroubled, turnText } from '../words.ts';

export interface Announcements {
  readonly polite: readonly string[];
  readonly assertive: readonly string[];
}

/** In UTF-16 units: a longer answer is announced by its length, to be read at leisure. */
const maxReadAloud = 600;

/** `now` is in milliseconds since the epoch. */
export function announcements(before: View, after: View, now: number): Announcements {
  const polite: string[] = [];
  const assertive: string[] = [];
  if (before.turn.state === 'idle' && after.turn.state !== 'idle') polite.push(say('log.responding'));
  const wait = waitWords(after.turn, now);
  if (wait !== '' && waitOf(before.turn) !== waitOf(after.turn)) polite.push(wait);
  // Most changes concern the last items of many; what stands before them is passed over without being looked up.
  const same = sameAtStart(before.items, after.items);
  const version = otherVersion(before.items.slice(same), after.items.slice(same));
  if (version !== null) {
    polite.push(say('version.name', version.shown, version.count));
    return { polite, assertive };
  }
  const attached = attachmentNews(before.composer, after.composer);
  if (attached !== '') polite.push(attached);
  const changed = newest(before.items, after.items, same);
  for (const [item, old] of changed) {
    if (item === old) continue;
    const words = announce(item, old);
    if (words === null) continue;
    (item.kind === 'notice' && item.level === 'error' ? assertive : polite).push(words);
  }
  for (const { id, level, text } of after.replies)
    if (!before.replies.some((one) => one.id === id && one.text === text))
      (level === 'error' ? assertive : polite).push(text);
  return { polite, assertive };
}

/** Trying again counts as one wait, however often it happens, and so does all of a silence. */
function waitOf(turn: Turn): 'retry' | 'compaction' | 'silence' | null {
  if (turn.state === 'waiting') return turn.reason;
  return isTroubled(turn) ? 'silence' : null;
}

/** Without the seconds that are counted down. */
function waitWords(turn: Turn, now: number): string {
  if (waitOf(turn) === null) return '';
  return turn.state === 'waiting' ? turn.text : turnText(turn, now);
}

/** What was attached or taken out, once it has been read. Not the selection: whoever selects hears that already. */
function attachmentNews(before: Composer, after: Composer): string {
  const known = (composer: Composer): string =>
    composer.attachments.map(({ id, isReading = false }) => `${id} ${isReading}`).join();
  const isReading = after.attachments.some((one) => one.isReading === true);
  return isReading || known(before) === known(after) ? '' : attachedWords(after);
}

function announce(item: Item, old: Item | undefined): string | null {
  switch (item.kind) {
    case 'answer': {
      const hadEnded = old?.kind === 'answer' && old.state !== 'streaming';
      return item.state === 'streaming' || hadEnded ? null : answerWords(item);
    }
    case 'compaction': {
      const known = old?.kind === 'compaction' && old.undone === item.undone;
      return known ? null : compactionName(item);
    }
    case 'notice':
      return old === undefined ? item.text : null;
    default:
      return null;
  }
}

function answerWords(item: AnswerItem): string {
  const words = item.text.split(/\s+/).filter((word) => word !== '').length;
  const said = item.text.length <= maxReadAloud ? item.text : say('answer.announced', words);
  return [said, answerNote(item.state)].filter((part) => part !== null && part !== '').join(' ');
}

/** Another branch has come to the front: what it holds is not news, and would be read aloud from here to its end. */
function otherVersion(before: readonly Item[], after: readonly Item[]): MessageVersions | null {
  const records = new Map(before.flatMap((item) => (item.kind === 'user' ? [[item.id, item.record]] : [])));
  const other = after.find(
    (item): item is UserItem =>
      item.kind === 'user' && records.has(item.id) && records.get(item.id) !== item.record,
  );
  return other?.versions ?? null;
}

/** How many items both begin with. */
function sameAtStart(before: readonly Item[], after: readonly Item[]): number {
  if (before === after) return after.length;
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  return same;
}

/**
 * Items known before and those that came after them, each with what it was; earlier parts that were loaded do not
 * count, nor do the `same` ones that both begin with.
 */
function newest(
  before: readonly Item[],
  after: readonly Item[],
  same: number,
): readonly (readonly [Item, Item | undefined])[] {
  const known = new Map(before.slice(same).map((item) => [item.id, item]));
  const rest = after.slice(same);
  // A notice steps aside for what is new, so it does not tell where the known part begins.
  const isTalk = (item: Item): boolean => item.kind !== 'notice';
  const first = rest.findIndex((item) => isTalk(item) && known.has(item.id));
  const start = same > 0 || !before.some(isTalk) ? 0 : first < 0 ? rest.length : first;
  return rest.slice(start).map((item) => [item, known.get(item.id)]);
}
