/** The host's side of an open panel, without the panel: what is posted is turned into JSON, as VS Code does. */

import type { Engine } from '../../src/core/engine.ts';
import { emptyAccount } from '../../src/core/models/accounts.ts';
import type { Clock } from '../../src/core/ports.ts';
import { PanelLink } from '../../src/host/panel-link.ts';
import type { PanelSource } from '../../src/host/panel-source.ts';
import { protocolVersion } from '../../src/protocol/messages.ts';
import { plainTranslate } from '../../test/support/plain-translate.ts';

const silent = () => {};

/** Shows a session in a panel from now on; the result counts the characters posted. */
export function showInPanel(engine: Engine, clock: Clock): { readonly posted: number } {
  const count = { posted: 0 };
  const source = (): PanelSource => ({
    session: 'bench',
    engine: { state: engine.state, snapshot: engine.snapshot() },
    mode: 'ready',
    provider: 'anthropic',
    model: engine.state.settings.model,
    server: '',
    title: 'Bench',
    hasFolder: true,
    draft: { text: '', placed: 0 },
    composer: { attachments: [], offer: null, found: null, settings: engine.state.settings },
    memoryChange: null,
    spent: emptyAccount,
    notices: [],
  });
  const link = new PanelLink({
    post: async (message) => {
      count.posted += JSON.stringify(message).length;
      return true;
    },
    source,
    onIntent: silent,
    reload: silent,
    clock,
    log: { error: silent, warn: silent, info: silent, debug: silent, trace: silent },
    translate: plainTranslate,
  });
  link.receive({ kind: 'ready', protocol: protocolVersion });
  engine.onChange(() => link.sync());
  return count;
}
