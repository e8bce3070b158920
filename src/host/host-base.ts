/** What all parts of the host build on: what is set, where things are kept, who answers, and how a change is told. */
import * as vscode from 'vscode';
import { ApiKey } from './api-key.ts';
import { systemClock } from './clock.ts';
import { Configuration } from './configuration.ts';
import type { HostAdapters } from './host-adapters.ts';
import { createLog } from './log.ts';
import { Notices } from './panel/notices.ts';
import { createProvider } from './provider.ts';
import { Pulse } from './pulse.ts';
import { EarlierPrompts } from './sessions/earlier-prompts.ts';
import { Spending } from './sessions/spending.ts';
import { Unread } from './sessions/unread.ts';
import { isTrusted } from './trust.ts';
import { workspacePlace } from './workspace-place.ts';

export type HostBase = ReturnType<typeof startBase>;

export function startBase(context: vscode.ExtensionContext, adapters: HostAdapters) {
  const { extensionUri, secrets, subscriptions } = context;
  /** For as long as the extension runs. */
  const keep = <T extends vscode.Disposable>(item: T): T => {
    subscriptions.push(item);
    return item;
  };
  const clock = systemClock;
  const channel = keep(vscode.window.createOutputChannel('Session Memory', { log: true }));
  const log = createLog(channel);
  const place = workspacePlace(context);
  const configuration = keep(new Configuration(log));
  const pulse = keep(new Pulse(clock));
  const onChange = () => pulse.fire();
  const apiKey = new ApiKey(secrets, () => process.env.ANTHROPIC_API_KEY, log);
  const { folder, values } = place;
  return {
    adapters,
    extensionUri,
    keep,
    clock,
    log,
    showLog: () => channel.show(true),
    place,
    configuration,
    settings: () => configuration.settings,
    pulse,
    onChange,
    notices: new Notices(onChange),
    apiKey,
    provider: createProvider({ adapters, configuration, apiKey, isTrusted, folder, clock, log }),
    spending: new Spending(values, log),
    unread: new Unread(values, log),
    prompts: new EarlierPrompts(),
  };
}
