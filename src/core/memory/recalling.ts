/**
 * The memory of another branch. What covers a record that is not on the branch must not pretend to cover it: the newest
 * version that speaks of this branch takes its place, or none. It comes in like an update does, so the user's lines stand.
 */
import { slice } from '../append-list.ts';
import { contextTokens } from '../conversation/context.ts';
import { recordTokens } from '../conversation/tokens.ts';
import { endsTurn, indexOf } from '../conversation/transcript.ts';
import { mergeProposal } from '../merge/proposal-merge.ts';
import type { MemoryVersion } from '../ports/memory-history.ts';
import type { SessionEffect, SessionState, Step } from '../session.ts';
import { also, log, only, then } from '../step-result.ts';
import {
  formatMemory,
  type MemoryDocument,
  parseMemory,
  sectionBody,
  skeleton,
  withSection,
} from './memory.ts';
import { flush, storeVersion, withMemory } from './memory-file.ts';
import { sectionTable } from './memory-headings.ts';
import { storedSummaryEnd } from './memory-state.ts';
import { dropJob } from './remembering.ts';

/** The branch has changed: what does not speak of it steps back at once, and what does is looked up. */
export function recallMemory(state: SessionState): Step {
  const { memory, branch } = state;
  const isHere = indexOf(branch, memory.covered) >= 0;
  const stepped = isHere ? state : withMemory(state, { covered: null, provisional: false });
  const free = jobIsElsewhere(stepped) ? releaseJob(stepped) : only(stepped);
  // Without a text there never was a version.
  return memory.text === null ? free : then(free, (next) => only(next, findMemory(next)));
}

export const findMemory = ({ branch, generation }: SessionState): SessionEffect => ({
  kind: 'findMemory',
  generation,
  covered: slice(branch, 0)
    .filter(endsTurn)
    .map(({ id }) => id),
});

const jobIsElsewhere = ({ branch, memory: { job } }: SessionState): boolean =>
  job !== null && indexOf(branch, job.upTo) < 0;

/** The job gives way; who asked for it is served by the next one. */
function releaseJob(state: SessionState): Step {
  const { job, again } = state.memory;
  if (job === null) return only(state);
  const requestIds = [...(again?.requestIds ?? []), ...job.requestIds];
  const next = requestIds.length === 0 ? again : { foreground: true, requestIds };
  return dropJob(withMemory(state, { again: next }));
}

/** A version is there, or is known not to be. Where the branch has changed once more, another answer is to come. */
export function memoryFound(
  state: SessionState,
  generation: number,
  version: MemoryVersion | null,
  now: number,
): Step {
  const { memory, branch } = state;
  if (generation !== state.generation) return only(state);
  const found = version !== null && indexOf(branch, version.covered) >= 0 ? version : null;
  const isBetter = found !== null && indexOf(branch, found.covered) > indexOf(branch, memory.covered);
  if (memory.covered !== null && !isBetter) return only(state);
  return then(releaseJob(state), (free) => then(takeOver(free, found, now), flush));
}

function takeOver(state: SessionState, found: MemoryVersion | null, now: number): Step {
  const { memory } = state;
  const { lost, ...merged } = mergeProposal(state, { base: memory.text }, formatMemory(written(found)));
  const isWhole = lost.users.length === 0;
  const after = withMemory(state, {
    text: isWhole ? merged.text : memory.text,
    ownership: isWhole ? merged.ownership : memory.ownership,
    overridden: [],
    covered: isWhole ? (found?.covered ?? null) : null,
    provisional: isWhole && (found?.provisional ?? false),
    summarised: storedSummaryEnd(found),
    updatedAt: found === null ? null : now,
    tokensAtUpdate: isWhole && found !== null ? tokensAt(state, found) : 0,
    toolCallsSince: 0,
    aloneInRow: 0,
  });
  const what = found === null ? 'none of its versions speaks of this branch' : 'as it was on this branch';
  return also(only(after), storeVersion(after, 'branched', now), log('info', `memory: ${what}`));
}

/** What models and code have written in it; every section, so that what the present one says more is taken out. */
function written(found: MemoryVersion | null): MemoryDocument {
  const document = parseMemory(found?.text ?? '');
  return sectionTable
    .filter(({ keeper }) => keeper !== 'user')
    .reduce(
      (result, { heading }) => withSection(result, heading, sectionBody(document, heading)),
      skeleton(),
    );
}

/** How large the context was when this version was made, from what came after it. */
function tokensAt({ branch, context }: SessionState, { covered }: MemoryVersion): number {
  const since = slice(branch, indexOf(branch, covered) + 1);
  return Math.max(0, contextTokens(context) - since.reduce((sum, one) => sum + recordTokens(one, false), 0));
}
