/**
 * The keyless provider: no model, no network, no clock, always the same answer to the same request. Memory requests get
 * a real extract of the conversation, chat requests what can be found on the question.
 */

import { text } from '../../core/conversation/message.ts';
import { charactersPerToken, contentTokens, textTokens } from '../../core/conversation/tokens.ts';
import type { Usage } from '../../core/conversation/usage.ts';
import { failure } from '../../core/failure.ts';
import { extractMemory } from '../../core/ledger/extract.ts';
import { emptyLedger, readRecord } from '../../core/ledger/ledger.ts';
import { formatMemory, type MemoryDocument, sectionBody } from '../../core/memory/memory.ts';
import { sectionTable } from '../../core/memory/memory-headings.ts';
import { phrase } from '../../core/phrase.ts';
import type {
  ModelEvent,
  ModelPort,
  ModelRequest,
  ModelResult,
  RunningCall,
} from '../../core/ports/model.ts';
import type { WorkspaceHit, WorkspaceSearch } from '../../core/ports/workspace-search.ts';
import { answerTo, questionIn } from './offline-answer.ts';
import { conversationOf, readMemoryOrder } from './offline-conversation.ts';

/** What the answers are said to come from. */
const offlineModelName = 'offline';

const mostHits = 6;

export class OfflineModel implements ModelPort {
  readonly provider = 'offline';
  readonly #workspace: WorkspaceSearch | null;

  /** Without a `workspace`, answers quote conversation and memory only. */
  constructor(workspace: WorkspaceSearch | null = null) {
    this.#workspace = workspace;
  }

  call(request: ModelRequest, onEvent: (event: ModelEvent) => void): RunningCall {
    let cancel = (): void => undefined;
    const cancelled = new Promise<null>((resolve) => {
      cancel = () => resolve(null);
    });
    return { result: run(request, onEvent, cancelled, this.#workspace), cancel: () => cancel() };
  }
}

async function run(
  request: ModelRequest,
  onEvent: (event: ModelEvent) => void,
  cancelled: Promise<null>,
  workspace: WorkspaceSearch | null,
): Promise<ModelResult> {
  const stop = { asked: false };
  const stopped = cancelled.then(() => {
    stop.asked = true;
    return null;
  });
  let shown = '';
  try {
    const answer = await Promise.race([stopped, written(request, workspace)]);
    for (const piece of pieces(answer ?? '')) {
      await Promise.resolve();
      if (stop.asked) break;
      shown += piece;
      onEvent({ kind: 'text', text: piece });
    }
    if (answer === null || stop.asked) return stoppedWith(shown);
    return {
      kind: 'answered',
      answer: {
        content: [text(answer)],
        stopReason: 'end_turn',
        usage: usageOf(request, answer),
        model: offlineModelName,
      },
    };
  } catch {
    // Only a listener can throw here; what it made of the answer is lost, the answer is not what failed.
    return {
      kind: 'failed',
      failure: failure('unexpected', phrase`The answer could not be shown.`),
      partial: partial(shown),
    };
  }
}

const partial = (shown: string) => (shown === '' ? [] : [text(shown)]);

const stoppedWith = (shown: string): ModelResult => ({
  kind: 'failed',
  failure: failure('cancelled', phrase`The answer was stopped.`),
  partial: partial(shown),
});

async function written(request: ModelRequest, workspace: WorkspaceSearch | null): Promise<string> {
  // The call has returned before any work begins.
  await Promise.resolve();
  if (request.purpose === 'memory') return memoryFor(request);
  const conversation = conversationOf(request.messages);
  const question = questionIn(conversation);
  return answerTo(question, conversation, await hits(workspace, question.terms));
}

/** A workspace that cannot be searched has nothing to say; the rest of the answer stands. */
async function hits(
  workspace: WorkspaceSearch | null,
  terms: readonly string[],
): Promise<readonly WorkspaceHit[]> {
  if (workspace === null || terms.length === 0) return [];
  return workspace.search(terms, mostHits).catch(() => []);
}

function memoryFor(request: ModelRequest): string {
  const { document, messages, instruction } = readMemoryOrder(request.messages);
  const { records, turnsBefore, memory } = conversationOf(messages);
  const start = { ...emptyLedger, turn: turnsBefore };
  const ledger = records.reduce(readRecord, start);
  return modelSections(extractMemory({ records, previous: document ?? memory, ledger }), instruction);
}

/** The sections that a model would write, as far as the instruction asks for them. */
function modelSections(document: MemoryDocument, instruction: string): string {
  const sections = sectionTable
    .filter(
      ({ keeper, heading }) =>
        keeper === 'model' && (instruction === '' || instruction.includes(`## ${heading}\n`)),
    )
    .map(({ heading }) => ({ heading, body: sectionBody(document, heading) }))
    .filter(({ body }) => body !== '');
  return sections.length === 0 ? '## User Intent\n\n(none)\n' : formatMemory({ preamble: '', sections });
}

/** Line by line, long lines in parts, so that a stream looks and behaves like one. */
function pieces(answer: string): readonly string[] {
  return answer.match(/[^\n]{0,200}(?:\n|(?<![\uD800-\uDBFF])|$)/g)?.filter((piece) => piece !== '') ?? [];
}

function usageOf(request: ModelRequest, answer: string): Usage {
  const input = [...request.system, ...request.messages.flatMap((message) => message.content)];
  const tools = request.tools.length === 0 ? 0 : (JSON.stringify(request.tools)?.length ?? 0);
  return {
    inputTokens: contentTokens(input) + Math.ceil(tools / charactersPerToken),
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: textTokens(answer),
  };
}
