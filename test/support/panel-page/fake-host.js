// Runs in the page before the panel: VS Code's handle, with all that the panel posts kept for the test to read.
const posted = [];
const violations = [];
let state = JSON.parse(sessionStorage.getItem('panel-state') ?? 'null') ?? undefined;

globalThis.panelTest = {
  posted,
  violations,
  state: () => state,
  send: (message) => window.postMessage(message, window.origin),
};

document.addEventListener('securitypolicyviolation', (event) => {
  violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

globalThis.acquireVsCodeApi = () => ({
  postMessage: (message) => {
    posted.push(structuredClone(message));
    // A page that was given an end of its own, as the bench's is, hands on what is posted.
    globalThis.panelPosted?.(message);
  },
  getState: () => state,
  setState: (next) => {
    state = structuredClone(next);
    sessionStorage.setItem('panel-state', JSON.stringify(next));
  },
});
