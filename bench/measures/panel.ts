/** The host's side of an open panel: the real link over a real engine. What is posted is turned into JSON, as VS Code does. */

import type { Engine } from '../../src/core/engine.ts';
import { emptyAccounts } from '../../src/core/models/accounts.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import { PanelLink } from '../../src/host/panel/panel-link.ts';
import type { PanelSource } from '../../src/host/panel/panel-source.ts';
import { protocolVersion } from '../../src/protocol/messages.ts';
import { plainTranslate } from '../../test/support/plain-translate.ts';

const silent = () => {};

export interface ShownPanel {
  /** Characters so far. */
  readonly posted: number;
  readonly link: PanelLink;
}

/** A panel that follows a session from its `ready` on; `deliver` takes each message as JSON. */
export function panelOver(engine: Engine, clock: Clock, deliver: (json: string) => void): ShownPanel {
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
    spent: emptyAccounts,
    notices: [],
    replies: [],
    earlierPrompts: [],
    fonts: {},
  });
  const link = new PanelLink({
    post: async (message) => {
      const json = JSON.stringify(message);
      count.posted += json.length;
      deliver(json);
      return true;
    },
    source,
    onIntent: silent,
    onReady: silent,
    onFocus: () => undefined,
    reload: silent,
    clock,
    log: { error: silent, warn: silent, info: silent, debug: silent, trace: silent },
    translate: plainTranslate,
  });
  engine.onChange(() => link.sync());
  return {
    link,
    get posted() {
      return count.posted;
    },
  };
}

/** Shows a session from now on in a panel that nobody looks at. */
export function showInPanel(engine: Engine, clock: Clock): ShownPanel {
  const panel = panelOver(engine, clock, silent);
  panel.link.receive({ kind: 'ready', protocol: protocolVersion });
  return panel;
}
