/**
 * Signatures of thinking blocks. A signature binds the block to the model, to what came before it (system, tools
 * and all earlier messages, other thinking aside), to the thinking block before it, and to its place among the
 * thinking blocks of its answer. All of it travels inside the signature, so that any stand-in with the same secret
 * can check a conversation that another one began.
 */
import { createHmac } from 'node:crypto';
import { reject } from './api-error.ts';
import type { ModelFacts } from './models.ts';
import { canonical, digestOf } from './prompt.ts';
import { type MergedTurn, mergeTurns } from './validate-conversation.ts';
import { blocksOf, type ContentBlock, isThinkingBlock, type MessagesRequest } from './wire.ts';

interface Claim {
  readonly model: string;
  readonly prefix: string;
  /** Id of the thinking block before this one, empty for none. */
  readonly before: string;
  readonly index: number;
  readonly count: number;
}

interface Seal extends Claim {
  readonly mac: string;
}

/** Digests of what stands before each assistant turn, by turn; the last one is for the answer to come. */
function prefixes(request: MessagesRequest, turns: readonly MergedTurn[]): readonly string[] {
  const system = blocksOf(request.system ?? []).map(canonical);
  const tools = (request.tools ?? []).map((tool) => canonical({ ...tool }));
  let digest = digestOf(JSON.stringify([system, tools]));
  const before: string[] = [];
  for (const turn of turns) {
    before.push(digest);
    for (const { block } of turn.blocks) {
      if (!isThinkingBlock(block)) digest = digestOf(`${digest} ${turn.role} ${canonical(block)}`);
    }
  }
  return [...before, digest];
}

export class ThinkingSeals {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Gives signatures to the thinking blocks of an answer to `request`. */
  sign(request: MessagesRequest, content: readonly ContentBlock[]): readonly ContentBlock[] {
    const count = content.filter(isThinkingBlock).length;
    if (count === 0) return content;
    const prefix = prefixes(request, mergeTurns(request.messages)).at(-1) ?? '';
    let before = idOf(lastThinking(request));
    let index = 0;
    return content.map((block) => {
      if (!isThinkingBlock(block)) return block;
      const claim: Claim = { model: request.model, prefix, before, index, count };
      index += 1;
      const text = block.type === 'thinking' ? String(block.thinking) : '';
      const mac = this.#mac(claim, text);
      before = mac;
      const seal = Buffer.from(JSON.stringify({ ...claim, mac })).toString('base64');
      return block.type === 'thinking' ? { ...block, signature: seal } : { ...block, data: seal };
    });
  }

  /**
   * Checks every replayed thinking block; throws the 400 of the API for one that is forged, altered, moved behind
   * another prefix or torn out of its run. Returns the blocks of other models, which the model is not shown.
   */
  check(request: MessagesRequest, facts: ModelFacts): ReadonlySet<ContentBlock> {
    const foreign = new Set<ContentBlock>();
    const turns = mergeTurns(request.messages);
    if (!turns.some((turn) => turn.blocks.some(({ block }) => isThinkingBlock(block)))) return foreign;
    const before = facts.bindsThinking ? prefixes(request, turns) : [];
    const latest = turns.findLastIndex((turn) => turn.role === 'assistant');
    let previous: string | null = null;
    for (const [at, turn] of turns.entries()) {
      const seals: Seal[] = [];
      for (const { block, path } of turn.blocks) {
        if (!isThinkingBlock(block)) continue;
        const seal = this.#open(block);
        if (seal === null) rejectAltered(block, path, at === latest);
        seals.push(seal);
        if (seal.model !== request.model) foreign.add(block);
        else if (facts.bindsThinking) checkPlace(seal, block, path, before[at] ?? '', previous);
        previous = seal.mac;
      }
      if (at === latest) checkWhole(seals, turn);
    }
    return foreign;
  }

  #mac(claim: Claim, text: string): string {
    const { model, prefix, before, index, count } = claim;
    const mac = createHmac('sha256', this.#secret);
    return mac.update(JSON.stringify([model, prefix, before, index, count, text])).digest('base64url');
  }

  #open(block: ContentBlock): Seal | null {
    const seal = sealOf(block);
    if (seal === null) return null;
    const text = block.type === 'thinking' ? String(block.thinking) : '';
    return this.#mac(seal, text) === seal.mac ? seal : null;
  }
}

function sealOf(block: ContentBlock): Seal | null {
  const text = block.type === 'thinking' ? block.signature : block.data;
  try {
    const seal: unknown = JSON.parse(Buffer.from(String(text), 'base64').toString());
    return typeof seal === 'object' && seal !== null && 'mac' in seal ? (seal as Seal) : null;
  } catch {
    return null;
  }
}

function lastThinking(request: MessagesRequest): ContentBlock | undefined {
  for (const message of request.messages.toReversed()) {
    const block = blocksOf(message.content).findLast(isThinkingBlock);
    if (block !== undefined) return block;
  }
  return undefined;
}

const idOf = (block: ContentBlock | undefined): string => (block && sealOf(block)?.mac) ?? '';

const unmodified =
  '`thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.';

function rejectAltered(block: ContentBlock, path: string, latest: boolean): never {
  const signed =
    block.type === 'thinking' ? typeof block.signature === 'string' && block.signature !== '' : true;
  if (latest && signed) reject(path, unmodified);
  const field = block.type === 'thinking' ? '`signature` in `thinking`' : '`data` in `redacted_thinking`';
  reject(path, `Invalid ${field} block`);
}

function checkPlace(
  seal: Seal,
  block: ContentBlock,
  path: string,
  prefix: string,
  previous: string | null,
): void {
  // The first thinking block that is left may have lost those before it; any other must follow its own predecessor.
  if (seal.prefix === prefix && (previous === null || previous === seal.before)) return;
  const field = block.type === 'thinking' ? '`signature` in `thinking`' : '`data` in `redacted_thinking`';
  const cure = 'Remove the thinking blocks of earlier turns, or send what comes before them unchanged.';
  reject(path, `Invalid ${field} block. The block is bound to a different conversation. ${cure}`);
}

/** The latest answer keeps its thinking in order and without gaps; in a tool round whole, or none of it. */
function checkWhole(seals: readonly Seal[], turn: MergedTurn): void {
  const path = turn.blocks[0]?.path ?? 'messages';
  // A stream that was cut leaves its first blocks only. That is no tampering, unless a tool round goes on.
  const inToolRound = turn.blocks.some(({ block }) => block.type === 'tool_use');
  let expected = 0;
  for (const { index, count } of seals) {
    if (index !== expected) reject(path, unmodified);
    expected = (index + 1) % count;
  }
  if (inToolRound && expected !== 0) reject(path, unmodified);
}
