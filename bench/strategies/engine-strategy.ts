/** The extension's own engine: the strategies that a user can choose. */
import type { SessionSettings } from '../../src/core/settings.ts';
import { openEngine } from '../bench-engine.ts';
import type { Chat, Compaction, Strategy, Surroundings } from './strategy.ts';

/** Every setting but the limit is the default; `settings` is for what makes the variant. */
export const engineStrategy = (
  name: string,
  about: string,
  settings: Partial<SessionSettings>,
): Strategy => ({
  name,
  about,
  start: (surroundings) => startChat(surroundings, settings),
});

function startChat(surroundings: Surroundings, settings: Partial<SessionSettings>): Chat {
  const { simulation, url, model, system, limitTokens } = surroundings;
  const { clock, fetch } = simulation;
  const engine = openEngine({
    url,
    clock,
    fetch,
    system,
    settings: { model, contextLimitTokens: limitTokens, ...settings },
  });
  return {
    send: async (typed) => {
      const { status, failure } = await engine.send(typed);
      if (status === 'completed') return true;
      if (failure?.kind === 'tooLong') return false;
      throw new Error(`A turn ended as “${status}”: ${failure?.message ?? 'no reason given'}`);
    },
    get contextTokens() {
      return engine.snapshot().contextTokens;
    },
    get compactions(): readonly Compaction[] {
      const { backing, length } = engine.state.transcript;
      return backing.slice(0, length).filter((record) => record.kind === 'compaction');
    },
    settle: () => engine.whenIdle(),
    end: () => engine.dispose(),
  };
}
