/**
 * The panel's entry. What the page must give:
 *
 * - `<link rel="stylesheet" href="…/dist/webview/style.css">` and, as the first and only script,
 *   `<script type="module" nonce="…" src="…/dist/webview/main.js">`;
 * - an empty `<body>`: the panel builds itself;
 * - `<html lang="en">`, a `<title>`, and this policy (the hash allows the empty style sheet by which the toolkit
 *   probes the browser, and nothing else):
 *   `default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'nonce-…'; img-src ${cspSource} data:;
 *   style-src ${cspSource} 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; font-src ${cspSource}`.
 */
import './controls.ts';
import { openChannel } from './channel.ts';
import { SessionMemoryChat } from './session-memory-chat.ts';
import { createStore } from './store.ts';

const channel = openChannel();
const store = createStore(channel.post);
const chat = new SessionMemoryChat(store, channel);

const report = (message: string): void =>
  channel.post({ kind: 'panelFailed', message: message.slice(0, 1_000) });
window.addEventListener('error', (event) => report(event.message));
window.addEventListener('unhandledrejection', (event) => report(String(event.reason)));
document.addEventListener('securitypolicyviolation', (event) => {
  report(`Blocked by the content security policy: ${event.violatedDirective}`);
});

channel.listen(
  (message) => {
    if (message.kind === 'focusComposer') chat.focusComposer();
    else if (message.kind === 'sentElsewhere') chat.sentElsewhere(message.text);
    else store.receive(message);
  },
  (kind) => {
    if (kind === 'snapshot') store.refuseSnapshot();
    report(`A message that this panel does not know was dropped: ${kind}`);
  },
);
// What was sent while the panel was hidden is lost, and a host that is silent sends no change that would show it.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') store.ask();
});
const tellFocus = (isFocused: boolean): void => channel.post({ kind: 'focusChanged', isFocused });
window.addEventListener('focus', () => tellFocus(true));
window.addEventListener('blur', () => tellFocus(false));
if (document.hasFocus()) tellFocus(true);
document.body.append(chat);
store.ask();
