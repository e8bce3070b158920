/** A tool result that is too long for the context is cut, visibly. */
import { endOf, leftOut, startOf, withoutMiddle } from '../shortened.ts';
import { type ContentBlock, isText, type TextBlock, type ToolResultBlock } from './message.ts';
import { blockTokens, charactersPerToken, contentTokens, textTokens } from './tokens.ts';

/** What is no text stays: a picture cannot be shortened. */
export function shortenedResult(block: ToolResultBlock, maxTokens: number): ContentBlock {
  const { content } = block;
  if (typeof content === 'string') return { ...block, content: cut(content, maxTokens) };
  const texts = (content ?? []).filter(isText);
  const tokens = contentTokens(texts);
  if (tokens <= maxTokens) return block;
  const cuts = cutTexts(texts, maxTokens);
  return contentTokens(cuts) < tokens ? { ...block, content: withTexts(content, cuts) } : block;
}

const cut = (value: string, maxTokens: number): string =>
  withoutMiddle(value, maxTokens * charactersPerToken);

/** Each is cut to its share, its mark included; shares too small for a mark would leave nothing but marks. */
function cutTexts(texts: readonly TextBlock[], most: number): readonly TextBlock[] {
  const mark = markTokens(texts);
  const share = Math.floor(shareOf(texts.map(blockTokens), most));
  if (share < 2 * mark) return cutAsOne(texts, most);
  return texts.map((part) =>
    blockTokens(part) <= share ? part : { ...part, text: cut(part.text, share - mark) },
  );
}

const charactersOf = (texts: readonly TextBlock[]): number =>
  texts.reduce((sum, part) => sum + part.text.length, 0);

const markTokens = (texts: readonly TextBlock[]): number => textTokens(leftOut(charactersOf(texts)));

/** How much each may have, so that all together have no more than `most`: what is smaller leaves its rest to the others. */
function shareOf(sizes: readonly number[], most: number): number {
  let room = most;
  let share = most;
  for (const [index, size] of sizes.toSorted((one, other) => one - other).entries()) {
    share = room / (sizes.length - index);
    if (size > share) break;
    room -= size;
  }
  return share;
}

/** The beginning and the end of all together, and one mark where the rest was; what nothing is left of is empty. */
function cutAsOne(texts: readonly TextBlock[], most: number): readonly TextBlock[] {
  const half = Math.floor(most / 2);
  const heads = beginnings(texts, half, startOf);
  const tails = beginnings(texts.toReversed(), half, endOf).reverse();
  const kept = [...heads, ...tails].reduce((sum, part) => sum + part.length, 0);
  const mark = leftOut(charactersOf(texts) - kept);
  const marked = texts.findIndex((part, index) => heads[index] !== part.text);
  return texts.map((part, index) => ({
    ...part,
    text: `${heads[index]}${index === marked ? mark : ''}${tails[index]}`,
  }));
}

/** Of each text what `take` takes, until all together have so many tokens. */
function beginnings(texts: readonly TextBlock[], tokens: number, take: typeof startOf): string[] {
  let room = tokens;
  return texts.map((part) => {
    const taken = take(part.text, Math.floor(room * charactersPerToken));
    room = taken === part.text ? room - blockTokens(part) : 0;
    return taken;
  });
}

/** The content with these texts in the place of its own; an empty one would be refused. */
function withTexts(content: readonly ContentBlock[], texts: readonly TextBlock[]): readonly ContentBlock[] {
  const next = texts.values();
  return content
    .map((part) => (isText(part) ? (next.next().value ?? part) : part))
    .filter((part) => !isText(part) || part.text !== '');
}
